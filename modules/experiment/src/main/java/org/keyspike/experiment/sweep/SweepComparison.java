package org.keyspike.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Bootstrap;
import org.keyspike.evaluation.Comparison;
import org.keyspike.evaluation.McNemar;
import org.keyspike.evaluation.PairedT;
import org.keyspike.evaluation.Wilcoxon;
import org.keyspike.pipeline.results.Verdict;

/**
 * A combination against the first, on the test part, with the seeds that both have.
 *
 * @param seeds those seeds
 * @param pairedT over seeds
 * @param wilcoxon over seeds
 * @param bootstrap over clips; a clip's score is that of all seeds together, as these are not
 *     independent
 * @param mcNemar over clips, of each seed
 */
public record SweepComparison(
    List<Long> seeds, Verdict pairedT, Verdict wilcoxon, Verdict bootstrap, List<Verdict> mcNemar) {
  /** Of the bootstrap: the same answers give the same numbers everywhere. */
  private static final long BOOTSTRAP_SEED = 1;

  private static final String BOOTSTRAP = "paired bootstrap";

  /** Compares the runs of two combinations, seed by seed; only those that were tested count. */
  static SweepComparison of(List<RunOutcome> first, List<RunOutcome> second) {
    List<Long> seeds = new ArrayList<>();
    List<RunOutcome> ones = new ArrayList<>();
    List<RunOutcome> others = new ArrayList<>();
    for (RunOutcome one : first) {
      for (RunOutcome other : second) {
        if (one.run().seed() == other.run().seed() && one.test() != null && other.test() != null) {
          seeds.add(one.run().seed());
          ones.add(one);
          others.add(other);
        }
      }
    }
    double[] a = ones.stream().mapToDouble(run -> run.test().accuracy()).toArray();
    double[] b = others.stream().mapToDouble(run -> run.test().accuracy()).toArray();
    List<Verdict> mcNemar = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      mcNemar.add(Verdict.of(overClips(ones.subList(i, i + 1), others.subList(i, i + 1), false)));
    }
    return new SweepComparison(
        seeds,
        Verdict.of(PairedT.test(a, b)),
        Verdict.of(Wilcoxon.test(a, b)),
        Verdict.of(overClips(ones, others, true)),
        mcNemar);
  }

  private static Comparison overClips(
      List<RunOutcome> ones, List<RunOutcome> others, boolean bootstrap) {
    Map<String, Accuracy> first = together(ones);
    Map<String, Accuracy> second = together(others);
    if (first.isEmpty()) {
      return new Comparison.Refused(BOOTSTRAP, 0, "needs a seed with which both were tested");
    }
    if (!first.keySet().equals(second.keySet())) {
      return new Comparison.Refused(
          bootstrap ? BOOTSTRAP : "McNemar", first.size(), "needs the same test clips for both");
    }
    List<Accuracy> a = List.copyOf(first.values());
    List<Accuracy> b = List.copyOf(second.values());
    return bootstrap ? Bootstrap.test(a, b, BOOTSTRAP_SEED) : McNemar.test(a, b);
  }

  /** What each clip scored with all seeds; clips are the same if data and name are. */
  private static Map<String, Accuracy> together(List<RunOutcome> runs) {
    Map<String, Accuracy> all = new TreeMap<>();
    for (RunOutcome run : runs) {
      run.clips()
          .forEach(
              (name, score) ->
                  all.merge(
                      run.data() + " " + name,
                      score,
                      (x, y) -> new Accuracy(x.correct() + y.correct(), x.count() + y.count())));
    }
    return all;
  }
}
