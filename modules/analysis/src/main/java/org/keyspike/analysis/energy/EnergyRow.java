package org.keyspike.analysis.energy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.Spread;

/**
 * One network on the energy table: what it says, how large it is, what it does, and what a second
 * of sound costs. Figures of several runs are their means.
 *
 * @param kind what it is
 * @param network its name for people
 * @param score how often it is right, on its test part
 * @param size bytes
 * @param work what it does
 * @param joules what that costs
 * @param machine that it was measured on
 * @param table of energy constants
 * @param sources where the figures are from, one for each run
 */
public record EnergyRow(
    RivalKind kind,
    String network,
    @JsonUnwrapped TestScore score,
    @JsonUnwrapped Size size,
    @JsonUnwrapped Work work,
    @JsonUnwrapped Joules joules,
    String machine,
    String table,
    List<Source> sources) {

  public EnergyRow {
    if (kind == null || score == null || size == null || work == null || joules == null) {
      throw new IllegalArgumentException("found a network without kind or figures");
    }
    sources = List.copyOf(sources);
  }

  /**
   * How often it is right.
   *
   * @param accuracy of all clips
   * @param bySpeaker mean over speakers of each one's accuracy; that of all clips where no speakers
   *     are known
   * @param interval 95 % interval of the accuracy of one run; empty for several
   * @param deviation standard deviation over runs of the mean over speakers; empty for one
   */
  public record TestScore(
      double accuracy,
      double bySpeaker,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Interval> interval,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> deviation) {
    public TestScore {
      interval = interval == null ? Optional.empty() : interval;
      deviation = deviation == null ? Optional.empty() : deviation;
    }
  }

  /**
   * How large it is.
   *
   * @param bytes that the machine loads
   * @param memoryBytes of the machine's memories
   */
  public record Size(double bytes, double memoryBytes) {}

  /**
   * What it does.
   *
   * @param zeros share of the values between layers that are 0, measured; of a spiking network the
   *     outputs of its layers
   * @param mmacPerSecond millions of products or additions a second of sound: weights that are not
   *     0 with inputs that are not 0, or all of them where nothing is skipped
   * @param cyclesPerFrame mean, of 10 ms of sound
   */
  public record Work(double zeros, double mmacPerSecond, double cyclesPerFrame) {}

  /**
   * What a second of sound costs in real time.
   *
   * @param microjoulesPerSecond leakage and all, which is power in µW
   * @param leakage of that, what flows while nothing happens
   */
  public record Joules(double microjoulesPerSecond, double leakage) {}

  /**
   * Where figures are from.
   *
   * @param run folder or file that was measured, as it was named
   * @param seed that it was trained with, if that is known
   * @param data SHA-256 of the data that it was trained on and scored with
   * @param sha256 of the network's file
   * @param clips that cycles and energy are of, for people
   */
  public record Source(String run, String seed, String data, String sha256, String clips) {}

  /** The same with another name. */
  public EnergyRow named(String name) {
    return new EnergyRow(kind, name, score, size, work, joules, machine, table, sources);
  }

  /**
   * The mean of runs that differ in their seed.
   *
   * @param runs of one kind, at least one
   */
  public static EnergyRow mean(List<EnergyRow> runs) {
    EnergyRow first = runs.get(0);
    if (runs.size() == 1) {
      return first;
    }
    double[] scores = runs.stream().mapToDouble(run -> run.score.bySpeaker).toArray();
    Spread spread = Spread.of(scores);
    return new EnergyRow(
        first.kind,
        first.network,
        new TestScore(
            mean(runs, run -> run.score.accuracy),
            spread.mean(),
            Optional.empty(),
            Optional.of(spread.deviation())),
        new Size(mean(runs, run -> run.size.bytes), mean(runs, run -> run.size.memoryBytes)),
        new Work(
            mean(runs, run -> run.work.zeros),
            mean(runs, run -> run.work.mmacPerSecond),
            mean(runs, run -> run.work.cyclesPerFrame)),
        new Joules(
            mean(runs, run -> run.joules.microjoulesPerSecond),
            mean(runs, run -> run.joules.leakage)),
        first.machine,
        first.table,
        runs.stream().flatMap(run -> run.sources.stream()).toList());
  }

  private static double mean(List<EnergyRow> runs, ToDoubleFunction<EnergyRow> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray()).mean();
  }
}
