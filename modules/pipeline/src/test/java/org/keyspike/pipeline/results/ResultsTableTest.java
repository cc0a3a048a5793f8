package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Compared;
import org.keyspike.verification.Score;
import org.keyspike.verification.StreamAgreement;

class ResultsTableTest {
  private static final List<String> CLASSES = List.of("yes", "no");

  private static Results results(Results.Agreement agreement) {
    List<ClipAnswer> clips = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      clips.add(new ClipAnswer("clip" + i, new int[1], new int[] {i % 4 == 0 ? 1 : 0}));
    }
    Score score = new Score(clips, 2, Optional.empty(), List.of(0.125, 0.5));
    return new Results(
        new Results.Origin("words", "0123", 3, "vector: scalar", "clips"),
        List.of(
            Results.Row.of("float", score, CLASSES, Optional.of(4000L), new WeightCount(900, 900)),
            Results.Row.of(
                "simulator",
                new Score(clips, 2, Optional.of(0.25), List.of(0.125)),
                CLASSES,
                Optional.of(12_345L),
                new WeightCount(900, 12))),
        List.of(),
        agreement,
        new Results.ImageSize(Map.of("weights", 12_345L), 12_000),
        new Results.CyclesPerFrame(99.96, 1234),
        Optional.empty(),
        List.of());
  }

  @Test
  void alignsColumns() {
    assertEquals(
        """
        | stage     | test accuracy | 95 % interval | bytes  | non-zero weights | encoder rate | layer rates   |
        |-----------|---------------|---------------|--------|------------------|--------------|---------------|
        | float     | 0.7500        | 0.7275–0.7713 | 4,000  | 900 of 900       |              | 0.1250 0.5000 |
        | simulator | 0.7500        | 0.7275–0.7713 | 12,345 | 12 of 900        | 0.2500       | 0.1250        |

        Test part: 1,500 clips of words, seed 3; intervals by 1,500 clips. Image: 12,345 bytes, of which the machine loads 12,000. Cycles per frame: mean 100.0, worst 1,234.
        QAT forward, integer network and simulator gave identical spikes and logits on every test clip (1,500 clips, 150,000 frames).\
        """,
        ResultsTable.of(
            results(
                new Results.Agreement(
                    true,
                    0,
                    1500,
                    150_000,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))));
  }

  /** Potentials of the QAT forward are named only where they were compared. */
  @Test
  void saysWhatWasCompared() {
    String compared =
        ResultsTable.agreement(
            new Results.Agreement(
                true,
                0,
                1500,
                150_000,
                Optional.of(2_400_000L),
                Optional.of(0L),
                Optional.empty()));
    assertEquals(
        "QAT forward, integer network and simulator gave identical spikes, potentials (2,400,000 of"
            + " the QAT forward) and logits on every test clip (1,500 clips, 150,000 frames).",
        compared);
    assertEquals(
        compared + " The counts of 3 clips are NOT those of the analytical timing model.",
        ResultsTable.agreement(
            new Results.Agreement(
                false,
                0,
                1500,
                150_000,
                Optional.of(2_400_000L),
                Optional.of(3L),
                Optional.empty())));
  }

  /** With a front end in integers everything is said; with a float one features bind no device. */
  @Test
  void saysWhetherClipsBeganWithSamples() {
    Compared keyword = new Compared(96_000, 24_000, 5, 6, 7, 0, 8, 9, 10);
    assertEquals(
        "Front end, QAT forward, integer network, simulator and detector gave identical numbers,"
            + " every one from the first sample to the last decision, on every test clip (6 clips,"
            + " 600 frames): 96,000 samples, 24,000 features, 5 spikes, 6 potentials (3 of the QAT"
            + " forward), 7 adaptations, 8 logits, 9 posteriors, 10 detections (4 clips detected).",
        ResultsTable.agreement(agreed(keyword)));
    Compared frameWise = new Compared(96_000, 24_000, 5, 6, 0, 0, 8, 0, 0);
    assertEquals(
        "Front end, QAT forward, integer network and simulator gave identical numbers, every one"
            + " from the first sample to the last logit, on every test clip (6 clips, 600 frames):"
            + " 96,000 samples, 24,000 features, 5 spikes, 6 potentials (3 of the QAT forward), 8"
            + " logits.",
        ResultsTable.agreement(agreed(frameWise)));
    Compared floats = new Compared(0, 24_000, 5, 6, 7, 0, 8, 9, 10);
    assertEquals(
        "QAT forward, integer network and simulator gave identical spikes, potentials (3 of the QAT"
            + " forward) and logits on every test clip (6 clips, 600 frames).",
        ResultsTable.agreement(agreed(floats)));
    assertFalse(agreed(floats).numbers().orElseThrow().fromSamples());
  }

  private static Results.Agreement agreed(Compared compared) {
    return new Results.Agreement(
        true,
        0,
        6,
        600,
        Optional.of(3L),
        Optional.of(0L),
        Optional.empty(),
        Optional.of(new AgreedNumbers(compared, 4, StreamAgreement.NONE)));
  }

  @Test
  void saysWhereTheyDiffer() {
    String text =
        ResultsTable.of(
            results(
                new Results.Agreement(
                    false,
                    7,
                    1500,
                    150_000,
                    Optional.of(99L),
                    Optional.of(0L),
                    Optional.of("spike of clip 3"))));
    assertEquals(
        "QAT forward, integer network and simulator DIFFER in 7 numbers (1,500 clips, 150,000"
            + " frames); the first: spike of clip 3",
        text.lines().reduce((a, b) -> b).orElseThrow());
  }
}
