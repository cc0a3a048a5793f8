package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.FittedMachine;

/** A bench with a small network, and what is made of its outcome. */
class TestBenchTest {
  private static final Architecture TINY = Architecture.preset("tiny");
  private static final WeightImage IMAGE =
      WeightImage.of(GridCheckpoints.keyword(1), TINY.lanes(), Packing.DENSE);
  private static final LabelledClips CLIPS =
      new LabelledClips(
          VerificationTest.clips(40, GridCheckpoints.FRAMES, GridCheckpoints.BANDS, 3),
          GridCheckpoints.BANDS,
          new int[40]);
  private static final TestBench BENCH = new TestBench(IMAGE, TINY, Optional.empty());

  private static TestBench.Outcome outcome() {
    return BENCH.run(CLIPS, Optional.empty(), ProgressListener.NONE);
  }

  /** More clips than a batch: they come in their order, whoever computed them. */
  @Test
  void frameCountsComeInTheOrderOfTheClipsAndAddUp() {
    List<Integer> order = new ArrayList<>();
    List<FrameCounts> all = new ArrayList<>();
    TestBench.Outcome outcome =
        BENCH.run(
            CLIPS,
            Optional.empty(),
            ProgressListener.NONE,
            (clip, frames) -> {
              order.add(clip);
              all.addAll(frames);
            });
    for (int clip = 0; clip < 40; clip++) {
      assertEquals(clip, order.get(clip));
    }
    Counts counts = Counts.ZERO;
    for (FrameCounts frame : all) {
      counts = counts.plus(frame);
    }
    assertEquals(counts, outcome.counts());
    assertTrue(outcome.identical());
    assertEquals(TraceAgreement.NONE, outcome.forward());
    assertEquals(Optional.empty(), outcome.firstMismatch());
  }

  @Test
  void bothScoresAreThoseOfTheIntegerNetworkAlone() {
    TestBench.Outcome outcome = outcome();
    Score alone = TestBench.integer(IMAGE, CLIPS, Optional.empty(), ProgressListener.NONE);
    for (Score score : List.of(outcome.integer(), outcome.simulator())) {
      assertEquals(alone.accuracy(), score.accuracy());
      assertEquals(alone.rates(), score.rates());
      assertEquals(alone.interval(), score.interval());
      for (int clip = 0; clip < 40; clip++) {
        assertEquals("clip-" + clip, score.clips().get(clip).clip());
      }
    }
    // All labels are 0.
    long right = alone.clips().stream().filter(clip -> clip.predicted()[0] == 0).count();
    assertEquals(right, alone.accuracy().correct());
  }

  /** Nothing reaches the logits but their biases: of the two highest classes the lower is named. */
  @Test
  void aTieOfLogitsGoesToTheLowestClass() {
    Checkpoint network = GridCheckpoints.keyword(1);
    Arrays.fill(network.parameters().data(Names.OUTPUT_WEIGHT), 0);
    System.arraycopy(new float[] {-1, 1, 1}, 0, network.parameters().data(Names.OUTPUT_BIAS), 0, 3);
    WeightImage image = WeightImage.of(network, TINY.lanes(), Packing.DENSE);
    TestBench.Outcome outcome =
        new TestBench(image, TINY, Optional.empty())
            .run(CLIPS, Optional.empty(), ProgressListener.NONE);
    for (Score score :
        List.of(
            outcome.integer(),
            outcome.simulator(),
            TestBench.integer(image, CLIPS, Optional.empty(), ProgressListener.NONE))) {
      for (ClipAnswer answer : score.clips()) {
        assertArrayEquals(new int[] {1}, answer.predicted());
      }
    }
  }

  @Test
  void knownAnswersAreAnsweredTwice() {
    byte[] clip = Clips.quantized(CLIPS, 7);
    TraceAgreement known = BENCH.known(KnownAnswers.of(IMAGE, List.of(clip))).traces();
    assertTrue(known.identical());
    assertEquals(2, known.clips());
    assertEquals(2 * GridCheckpoints.FRAMES, known.frames());
  }

  @Test
  void theFileOfFrameCountsHasALineForEachFrameAndTheTotal(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("frames.jsonl");
    TestBench.Outcome outcome =
        FrameCountsFile.write(file, BENCH, TestClips.of(CLIPS), ProgressListener.NONE);
    List<String> lines = Files.readAllLines(file);
    assertEquals(40 * GridCheckpoints.FRAMES + 1, lines.size());
    assertTrue(lines.get(GridCheckpoints.FRAMES).startsWith("{\"clip\":1,\"frame\":0,"));
    assertTrue(
        lines
            .get(lines.size() - 1)
            .contains("\"maxCyclesPerFrame\":" + outcome.counts().maxCyclesPerFrame()));
  }

  @Test
  void realTimeIsJudgedOnTheWorstFrame() {
    Counts counts = outcome().counts();
    long lowest = 100 * counts.maxCyclesPerFrame();
    assertTrue(RealTime.of(TINY.withClock(lowest), counts, true).inTime());
    RealTime slow = RealTime.of(TINY.withClock(lowest - 1), counts, true);
    assertTrue(!slow.inTime());
    assertEquals(lowest, slow.lowestClockHz());
    RealTime exact = RealTime.of(TINY.withClock(lowest), counts, false);
    assertEquals(0.01, exact.clipLatencySeconds(), 1e-12);
    assertEquals(0.02, exact.streamLatencySeconds(), 1e-12);
    assertEquals(0.01, exact.answerPeriodSeconds(), 1e-12);
    assertEquals(0.1, slow.answerPeriodSeconds(), 1e-12);
    String text = slow.text("tiny");
    assertTrue(text.contains("too slow"), text);
    assertTrue(text.contains("in a stream one every 100 ms (how late a word is detected,"), text);
    assertTrue(!text.contains("at most"), "the period of answers bounds no detection: " + text);
  }

  @Test
  void energyComponentsAddUpAndADenseNetworkCostsMore() {
    TestBench.Outcome outcome = outcome();
    EnergyAnswer answer =
        EnergyAnswer.of(IMAGE, TINY, EnergyTable.standard(), outcome.counts(), outcome.twin());
    double sum = answer.byComponent().values().stream().mapToDouble(watts -> watts).sum();
    assertEquals(answer.microwatts(), sum, 1e-9 * sum);
    assertEquals(
        answer.nanojoulesPerFrame() * GridCheckpoints.FRAMES * 1e-3,
        answer.microjoulesPerInference(),
        1e-12);
    assertTrue(answer.figures().dense() > answer.figures().withMemories());
    assertTrue(answer.figures().withMemories() > answer.figures().operations());
    assertTrue(answer.text().contains(EnergyTable.STANDARD));
    assertEquals(0.5, answer.figures().denseZeros());
    assertTrue(answer.byComponent().containsKey("leakage of empty memory"));
    // The table was fitted on 128 lanes, this machine has 16.
    assertTrue(answer.text().startsWith("note: "), answer::text);
    assertTrue(answer.note().orElseThrow().contains("128 lanes; for 16 lanes"), answer::text);
  }

  @Test
  void onTheMachineThatIsCutToTheImageNoMemoryIsEmpty() {
    TestBench.Outcome outcome = outcome();
    EnergyAnswer answer =
        EnergyAnswer.of(
            IMAGE,
            FittedMachine.of(IMAGE),
            EnergyTable.standard(),
            outcome.counts(),
            outcome.twin());
    assertFalse(answer.byComponent().containsKey("leakage of empty memory"));
  }

  /** All clips are among the first hundred. */
  @Test
  void theQuantizedNetworkHasTheClipsAndTheSpikesOfTheEncoder() {
    TestBench.Outcome outcome = outcome();
    assertEquals(outcome.counts().frames(), outcome.twin().frames());
    assertEquals(
        outcome.counts().total().count(Event.ENCODINGS),
        outcome.twin().total().count(Event.ENCODINGS));
    assertEquals(0, outcome.twin().total().count(Event.ADAPTATIONS));
  }
}
