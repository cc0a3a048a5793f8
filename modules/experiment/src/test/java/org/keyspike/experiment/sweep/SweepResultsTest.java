package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Interval;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.pipeline.RunFolder;

/** Sweeps of runs that nobody ran: six seeds, eight clips. */
class SweepResultsTest {
  private static final int CLIPS = 8;

  /** Of seed s, the first (s mod 3) + 2 clips are right, and one more with a gain. */
  static List<RunOutcome> runs(String value, int gain, String data) {
    List<RunOutcome> runs = new ArrayList<>();
    for (long seed = 1; seed <= 6; seed++) {
      int correct = (int) (seed % 3) + 2 + gain;
      Map<String, ClipScore> clips = new TreeMap<>();
      for (int clip = 0; clip < CLIPS; clip++) {
        clips.put("clip" + clip, ClipScore.nameless(new Accuracy(clip < correct ? 1 : 0, 1)));
      }
      RunScore score = BestCombinationTest.score((double) correct / CLIPS);
      runs.add(RunOutcome.learned(run(value, seed), null, score).tested(score, data, clips));
    }
    return runs;
  }

  private static SweepRun run(String value, long seed) {
    return new SweepRun(
        new Combination(Map.of("a.k", value)),
        seed,
        null,
        new RunFolder(Path.of("sweep", value, "seed-" + seed)));
  }

  private static SweepResults results(List<List<RunOutcome>> outcomes) throws IOException {
    Optional<BestCombination> choice =
        BestCombination.of(
            outcomes.stream()
                .map(
                    runs ->
                        new BestCombination.RankedCombination(
                            runs.get(0).run().combination().values(),
                            MeanAccuracy.of(runs.stream().map(RunOutcome::validation).toList())
                                .orElseThrow()))
                .toList());
    return SweepResults.of(Path.of("sweep"), RunGoal.TRAIN, choice, outcomes);
  }

  @Test
  void comparesSeedsAndClips() throws IOException {
    List<RunOutcome> better = runs("2", 1, "d");
    // One seed gains two clips: else no variance would be known.
    Map<String, ClipScore> more = new TreeMap<>(better.get(0).clips());
    more.put("clip4", ClipScore.nameless(new Accuracy(1, 1)));
    better.set(0, better.get(0).tested(BestCombinationTest.score(5.0 / CLIPS), "d", more));
    SweepComparison against =
        results(List.of(runs("1", 0, "d"), better))
            .combinations()
            .get(1)
            .againstFirst()
            .orElseThrow();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), against.seeds());
    assertEquals(7.0 / 48, against.pairedT().effect().orElseThrow(), 1e-12);
    // d = (2, 1, 1, 1, 1, 1)/8: s = √(1/6)/8, t = 7/6·√36 = 7 with five degrees of freedom.
    assertEquals(0.000917, against.pairedT().p().orElseThrow(), 1e-6);
    assertEquals(2.0 / 64, against.wilcoxon().p().orElseThrow(), 1e-12);
    assertEquals(CLIPS, against.together().pairs());
    assertEquals(7.0 / 48, against.together().effect().orElseThrow(), 1e-12);
    assertEquals(6, against.eachSeed().size());
    assertEquals(0.5, against.eachSeed().get(0).p().orElseThrow(), 1e-12);
    assertEquals(1, against.eachSeed().get(1).p().orElseThrow(), 1e-12);
  }

  /** Eight clips of four speakers: three of the four gain one, in each of six seeds. */
  @Test
  void comparesSpeakerBySpeakerWhereTheyAreKnown() throws IOException {
    List<RunOutcome> first = runs("1", 0, "d");
    List<RunOutcome> second = runs("2", 0, "d");
    first.replaceAll(run -> run.tested(run.test(), "d", spoken(clip -> 0)));
    second.replaceAll(run -> run.tested(run.test(), "d", spoken(clip -> clip < 6 ? clip % 2 : 0)));
    SweepComparison against =
        results(List.of(first, second)).combinations().get(1).againstFirst().orElseThrow();
    assertEquals("permutation by speaker", against.together().test());
    assertEquals(4, against.together().pairs());
    assertEquals(0.25, against.together().p().orElseThrow(), 1e-12, "2 of 2³ signs");
    assertEquals(Interval.Unit.SPEAKERS, against.together().interval().orElseThrow().by());
    assertEquals(0.25, against.eachSeed().get(0).p().orElseThrow(), 1e-12);
  }

  private static Map<String, ClipScore> spoken(IntUnaryOperator correct) {
    Map<String, ClipScore> clips = new TreeMap<>();
    for (int clip = 0; clip < CLIPS; clip++) {
      Accuracy accuracy = new Accuracy(correct.applyAsInt(clip), 1);
      clips.put("clip" + clip, new ClipScore(accuracy, Optional.of("s" + clip / 2)));
    }
    return clips;
  }

  @Test
  void otherClipsAreNotCompared() throws IOException {
    SweepComparison against =
        results(List.of(runs("1", 0, "d"), runs("2", 1, "e")))
            .combinations()
            .get(1)
            .againstFirst()
            .orElseThrow();
    assertTrue(against.together().p().isEmpty());
    assertTrue(against.together().refused().orElseThrow().contains("same test clips"));
    assertTrue(against.eachSeed().get(0).refused().orElseThrow().contains("same test clips"));
    assertTrue(against.pairedT().refused().orElseThrow().contains("by the same 0.125"));
  }

  @Test
  void laysOutTables() throws IOException {
    List<RunOutcome> failed = runs("3", 0, "d");
    failed.replaceAll(run -> RunOutcome.learned(run.run(), null, null).failed("train: diverged"));
    SweepResults results =
        SweepResults.of(
            Path.of("sweep"),
            RunGoal.TRAIN,
            results(List.of(runs("1", 0, "d"), runs("2", 1, "d"))).choice(),
            List.of(runs("1", 0, "d"), runs("2", 1, "d"), failed));
    assertFalse(results.complete());
    List<String> lines = SweepTable.of(results).lines().toList();
    assertEquals(
        List.of(
            "| combination | runs   | validation accuracy | test accuracy   | encoder rate | layer rates   | non-zero weights |",
            "|-------------|--------|---------------------|-----------------|--------------|---------------|------------------|",
            "| k=1         | 6 of 6 | 0.3750 ± 0.1118     | 0.3750 ± 0.1118 | 0.2500       | 0.1250 0.5000 | 900 of 1,000     |",
            "| k=2 *       | 6 of 6 | 0.5000 ± 0.1118     | 0.5000 ± 0.1118 | 0.2500       | 0.1250 0.5000 | 900 of 1,000     |",
            "| k=3         | 0 of 6 |                     |                 |              |               |                  |"),
        lines.subList(0, 5));
    assertTrue(lines.get(6).contains("Tested: the float network."), lines.get(6));
    assertTrue(lines.get(7).startsWith("* best by mean validation accuracy"), lines.get(7));
    assertEquals(
        List.of(
            "against k=1",
            "effect on test",
            "paired t",
            "Wilcoxon",
            "on the same clips",
            "p of each seed"),
        cells(lines.get(9)));
    List<String> better = cells(lines.get(11));
    assertEquals(List.of("k=2", "+0.1250", "–", "+0.1250…+0.1250, p 0.0313"), better.subList(0, 4));
    assertTrue(better.get(4).matches("\\+0\\.0.*…\\+0\\.\\d{4}, p 0\\.\\d{4}"), better.get(4));
    assertEquals("1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000", better.get(5));
    assertEquals(List.of("k=3", "–", "–", "–", "–", ""), cells(lines.get(12)));
    assertTrue(
        lines.contains("FAILED: k=3, seed 6: train: diverged"), () -> String.join("\n", lines));
    assertTrue(
        lines.contains("– paired t all seeds differ by the same 0.125, so no variance is known."));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
