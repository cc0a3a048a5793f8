package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.keyspike.evaluation.Comparison;

/**
 * What one significance test says of two systems.
 *
 * @param test its name
 * @param pairs seeds or clips
 * @param effect accuracy of the second less that of the first
 * @param interval where it lies, at 95 %
 * @param p of an effect at least this far from 0, if there were none
 * @param refused why there is none of these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
    String test, int pairs, Double effect, List<Double> interval, Double p, String refused) {

  /** p for people; of no refused test. */
  public String pText() {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** What a comparison says. */
  public static Verdict of(Comparison comparison) {
    if (comparison instanceof Comparison.Tested t) {
      return new Verdict(
          t.test(),
          t.pairs(),
          t.effect(),
          List.of(t.interval().lower(), t.interval().upper()),
          t.p(),
          null);
    }
    Comparison.Refused refused = (Comparison.Refused) comparison;
    return new Verdict(refused.test(), refused.pairs(), null, null, null, refused.reason());
  }
}
