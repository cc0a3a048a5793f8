package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.Comparison;
import org.keyspike.evaluation.Interval;

/**
 * The verdict of one significance test on two systems.
 *
 * @param test its name
 * @param pairs seeds, speakers or clips
 * @param effect accuracy of the second less that of the first
 * @param interval where it lies, at 95 %, with what it stands on
 * @param p of an effect at least this far from 0, if there were none
 * @param refused why there is none of these, if the test was refused
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Verdict(
    String test,
    int pairs,
    Optional<Double> effect,
    Optional<Interval> interval,
    Optional<Double> p,
    Optional<String> refused) {

  /** Whether the test was made, rather than refused. */
  public boolean tested() {
    return refused.isEmpty();
  }

  /**
   * p for people.
   *
   * @throws java.util.NoSuchElementException if the test was refused
   */
  public String pText() {
    double p = this.p.orElseThrow();
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** What a comparison says. */
  public static Verdict of(Comparison comparison) {
    if (comparison instanceof Comparison.Tested t) {
      return new Verdict(
          t.test(),
          t.pairs(),
          Optional.of(t.effect()),
          Optional.of(t.interval()),
          Optional.of(t.p()),
          Optional.empty());
    }
    Comparison.Refused refused = (Comparison.Refused) comparison;
    return new Verdict(
        refused.test(),
        refused.pairs(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(refused.reason()));
  }
}
