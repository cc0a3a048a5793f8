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
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Accuracy;
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
      Map<String, Accuracy> clips = new TreeMap<>();
      for (int clip = 0; clip < CLIPS; clip++) {
        clips.put("clip" + clip, new Accuracy(clip < correct ? 1 : 0, 1));
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
    Map<String, Accuracy> more = new TreeMap<>(better.get(0).clips());
    more.put("clip4", new Accuracy(1, 1));
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
    assertEquals(CLIPS, against.bootstrap().pairs());
    assertEquals(7.0 / 48, against.bootstrap().effect().orElseThrow(), 1e-12);
    assertEquals(6, against.mcNemar().size());
    assertEquals(0.5, against.mcNemar().get(0).p().orElseThrow(), 1e-12);
    assertEquals(1, against.mcNemar().get(1).p().orElseThrow(), 1e-12);
  }

  @Test
  void otherClipsAreNotCompared() throws IOException {
    SweepComparison against =
        results(List.of(runs("1", 0, "d"), runs("2", 1, "e")))
            .combinations()
            .get(1)
            .againstFirst()
            .orElseThrow();
    assertTrue(against.bootstrap().p().isEmpty());
    assertTrue(against.bootstrap().refused().orElseThrow().contains("same test clips"));
    assertTrue(against.mcNemar().get(0).refused().orElseThrow().contains("same test clips"));
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
            "bootstrap over clips",
            "McNemar, p of each seed"),
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
