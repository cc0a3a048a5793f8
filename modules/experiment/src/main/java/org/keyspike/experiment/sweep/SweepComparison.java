package org.keyspike.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipComparison;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Comparison;
import org.keyspike.evaluation.PairedT;
import org.keyspike.evaluation.Wilcoxon;
import org.keyspike.pipeline.results.Verdict;

/**
 * A combination against the first, on the test part, with the seeds that both have.
 *
 * @param seeds those seeds
 * @param pairedT over seeds
 * @param wilcoxon over seeds
 * @param together of all seeds together, as these are not independent: by speaker where speakers
 *     are known, else over clips
 * @param eachSeed the same of each seed
 */
public record SweepComparison(
    List<Long> seeds, Verdict pairedT, Verdict wilcoxon, Verdict together, List<Verdict> eachSeed) {
  private static final String NAME = "comparison on the same clips";

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
    List<Verdict> eachSeed = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      eachSeed.add(Verdict.of(onClips(ones.subList(i, i + 1), others.subList(i, i + 1))));
    }
    return new SweepComparison(
        seeds,
        Verdict.of(PairedT.test(a, b)),
        Verdict.of(Wilcoxon.test(a, b)),
        Verdict.of(onClips(ones, others)),
        eachSeed);
  }

  private static Comparison onClips(List<RunOutcome> ones, List<RunOutcome> others) {
    Map<String, ClipScore> first = together(ones);
    Map<String, ClipScore> second = together(others);
    if (first.isEmpty()) {
      return new Comparison.Refused(NAME, 0, "needs a seed with which both were tested");
    }
    if (!first.keySet().equals(second.keySet())) {
      return new Comparison.Refused(NAME, first.size(), "needs the same test clips for both");
    }
    return ClipComparison.of(List.copyOf(first.values()), List.copyOf(second.values()));
  }

  /** What each clip scored with all seeds; clips and speakers are the same if data and name are. */
  private static Map<String, ClipScore> together(List<RunOutcome> runs) {
    Map<String, ClipScore> all = new TreeMap<>();
    for (RunOutcome run : runs) {
      run.clips()
          .forEach(
              (name, score) ->
                  all.merge(
                      run.data() + " " + name,
                      new ClipScore(
                          score.accuracy(), score.speaker().map(who -> run.data() + " " + who)),
                      SweepComparison::sum));
    }
    return all;
  }

  private static ClipScore sum(ClipScore one, ClipScore other) {
    Accuracy a = one.accuracy();
    Accuracy b = other.accuracy();
    return new ClipScore(
        new Accuracy(a.correct() + b.correct(), a.count() + b.count()), one.speaker());
  }
}
