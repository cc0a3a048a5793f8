package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Decision;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.training.GradientEngine;

class VerificationTest {
  private static final Checkpoint KEYWORD = GridCheckpoints.keyword(1);
  private static final Architecture TINY = Architecture.preset("tiny");

  /** Clips that wander through the range of features. */
  static List<float[]> clips(int count, int frames, int bands, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> clips = new ArrayList<>();
    for (int clip = 0; clip < count; clip++) {
      float[] features = new float[frames * bands];
      for (int i = 0; i < features.length; i++) {
        double before = i < bands ? 4 : features[i - bands];
        features[i] = (float) Math.max(0, before + random.nextDouble(-1.5, 1.5));
      }
      clips.add(features);
    }
    return clips;
  }

  private static List<float[]> clips() {
    return clips(5, GridCheckpoints.FRAMES, GridCheckpoints.BANDS, 3);
  }

  private static GradientEngine engine() {
    return VectorEngine.open(1);
  }

  @Test
  void allFormsOfACheckpointAgree() {
    try (GradientEngine engine = engine()) {
      VerificationResult result = Verification.of(KEYWORD).on(TINY).against(engine).verify(clips());
      assertTrue(result.identical(), result::text);
      assertEquals(5, result.clips());
      assertEquals(5 * GridCheckpoints.FRAMES, result.frames());
      assertTrue(result.firstMismatch().isEmpty());
      assertTrue(result.accuracy().isEmpty());
    }
  }

  /** Counted by hand, with and without a forward pass, which records no adaptations. */
  @Test
  void everyNumberIsCounted() {
    long steps = 5L * GridCheckpoints.FRAMES * 2;
    long spikes = 5L * GridCheckpoints.FRAMES * 4 * GridCheckpoints.BANDS + steps * (12 + 10);
    long potentials = steps * (12 + 10);
    long answers = 5;
    Compared machine =
        new Compared(0, 0, spikes, potentials, steps * 10, 0, 3 * answers, 3 * answers, answers);
    Compared forward =
        new Compared(0, 0, spikes, potentials, 0, 0, 3 * answers, 3 * answers, answers);
    Verification verification = Verification.of(KEYWORD).on(TINY);
    assertEquals(machine, verification.verify(clips()).compared());
    assertEquals(0, verification.verify(clips()).forwardPotentials());
    try (GradientEngine engine = engine()) {
      VerificationResult result = verification.against(engine).verify(clips());
      assertEquals(machine.plus(forward), result.compared());
      assertEquals(potentials, result.forwardPotentials());
      assertEquals(StreamAgreement.NONE, result.stream());
      assertTrue(
          result
              .text()
              .startsWith(
                  "identical: 5 clips, 13,600 spikes, 8,800 potentials (4,400 of the QAT forward),"
                      + " 2,000 adaptations, 30 logits, 30 posteriors, 10 detections ("),
          result::text);
      assertTrue(result.text().contains(" clips detected); 0 differ\n100 frames, "), result::text);
    }
  }

  /** One potential of the forward pass, by a unit, by half of one, and by what rounds away. */
  @Test
  void aPotentialOfTheForwardPassThatDiffersIsSeenAndNamed() {
    int fraction = KEYWORD.spec().format().layers().get(1).membraneFraction();
    int at = ((2 * GridCheckpoints.FRAMES + 3) * 2 + 1) * 10 + 4;
    for (double units : new double[] {1, -1, 0.5, -0.25}) {
      try (GradientEngine engine = engine()) {
        GradientEngine wrong =
            new ChangedActivity(
                engine,
                activity ->
                    activity.potentials().get(1)[at] += (float) Math.scalb(units, -fraction));
        VerificationResult result =
            Verification.of(KEYWORD).on(TINY).against(wrong).verify(clips());
        assertEquals(1, result.mismatches());
        String first = result.firstMismatch().orElseThrow();
        assertTrue(
            first.startsWith(
                "QAT forward against integer network: potential of clip 2, frame 3, step 1, layer"
                    + " 1, neuron 4: found "),
            first);
      }
    }
  }

  /** Counts that a model predicts wrongly: identical numbers are not enough. */
  @Test
  void countsThatTheTimingModelDoesNotPredictAreAMismatch() {
    WeightImage image = WeightImage.of(KEYWORD, TINY.lanes(), Packing.DENSE);
    LabelledClips clips =
        new LabelledClips(clips(), GridCheckpoints.BANDS, new int[clips().size()]);
    TimingModel right = TimingModel.analytical(image, TINY);
    // The first clip as it is, of the others a frame too few cycles.
    byte[] known = FeatureQuantizer.quantize(clips().get(0));
    TimingModel wrong =
        (features, trace) -> {
          List<FrameCounts> frames = new ArrayList<>(right.frames(features, trace));
          if (!Arrays.equals(known, features)) {
            frames.set(7, frames.get(8));
          }
          return frames;
        };
    for (TimingModel model : List.of(right, wrong)) {
      TestBench.Outcome outcome =
          new TestBench(image, TINY, Optional.empty(), model)
              .run(clips, Optional.empty(), ProgressListener.NONE);
      VerificationResult result = VerificationResult.of(outcome, true);
      assertEquals(0, result.mismatches());
      assertEquals(model == right ? 0 : 4, outcome.unpredicted());
      assertEquals(model == right, outcome.identical());
      assertEquals(model == right, result.identical());
      assertEquals(
          model == wrong,
          result.text().contains("counts of 4 clips are NOT those of the analytical timing model"));
    }
  }

  @Test
  void predictionsAndCyclesAreThoseOfTheNetworkAndTheMachine() {
    WeightImage image = WeightImage.of(KEYWORD, TINY.lanes(), Packing.COMPRESSED);
    VerificationResult result = Verification.of(image).on(TINY).verify(clips());
    IntegerNetwork network = new IntegerNetwork(image.model());
    Machine machine = new Machine(image, TINY);
    Counts counts = Counts.ZERO;
    for (int clip = 0; clip < result.clips(); clip++) {
      byte[] features = FeatureQuantizer.quantize(clips().get(clip));
      Trace trace = Trace.of(network, features);
      assertArrayEquals(new int[] {Decision.of(trace.logits())}, result.predicted().get(clip));
      for (FrameCounts frame : machine.run(features).frames()) {
        counts = counts.plus(frame);
      }
    }
    assertEquals(counts, result.counts());
    assertEquals(counts.total().totalCycles(), result.cycles());
    assertEquals(0, result.unpredicted());
  }

  @Test
  void labelsGiveAnAccuracy() {
    VerificationResult plain = Verification.of(KEYWORD).on(TINY).verify(clips());
    // Four clips with the class that is predicted, one with another.
    int[] labels = plain.predicted().stream().mapToInt(answer -> answer[0]).toArray();
    labels[2] = (labels[2] + 1) % 3;
    VerificationResult result =
        Verification.of(KEYWORD)
            .on(TINY)
            .verify(new LabelledClips(clips(), GridCheckpoints.BANDS, labels));
    assertEquals(new Accuracy(4, 5), result.accuracy().orElseThrow());
  }

  /** All bands of the front end: the network reads every second. */
  @Test
  void bandsThatPruningRemovedAreLeftOut() {
    int all = 2 * GridCheckpoints.BANDS;
    List<float[]> whole = clips(5, GridCheckpoints.FRAMES, all, 8);
    List<float[]> read = new ArrayList<>();
    for (float[] clip : whole) {
      float[] half = new float[clip.length / 2];
      for (int i = 0; i < half.length; i++) {
        half[i] = clip[2 * i + 1];
      }
      read.add(half);
    }
    int[] labels = new int[5];
    Verification verification = Verification.of(KEYWORD).on(TINY);
    assertEquals(
        verification.verify(new LabelledClips(read, GridCheckpoints.BANDS, labels)).counts(),
        verification.verify(new LabelledClips(whole, all, labels)).counts());
    assertEquals(
        "clips of 5 bands, expected 6, those that the network reads, or 12, those of its front end",
        assertThrows(
                IllegalArgumentException.class,
                () -> verification.verify(new LabelledClips(List.of(new float[10]), 5, new int[1])))
            .getMessage());
  }

  @Test
  void aNetworkThatAnswersEveryFrameIsVerifiedToo() {
    try (GradientEngine engine = engine()) {
      VerificationResult result =
          Verification.of(GridCheckpoints.frameWise(4))
              .on(TINY)
              .against(engine)
              .verify(clips(2, 30, GridCheckpoints.BANDS, 5));
      assertTrue(result.identical(), result::text);
      assertEquals(30, result.predicted().get(1).length);
    }
  }

  /** The image is sound and its checksums too, but it is not the network that was trained. */
  @Test
  void aChangedWeightByteIsSeenAndNamed() throws IOException {
    WeightImage sound = WeightImage.of(KEYWORD, TINY.lanes(), Packing.DENSE);
    LayerImage layer = sound.layers().get(0);
    PackedMatrix weight = layer.weight();
    // The first byte of a word is the weights of neurons 0 and 1.
    int seen = 0;
    try (GradientEngine engine = engine()) {
      for (int at = 0; at < 16; at++) {
        byte[] words = weight.words().clone();
        words[at * weight.word().bytes()] ^= 0x44;
        WeightImage changed =
            sound.withLayers(
                List.of(
                    layer.withWeight(
                        new PackedMatrix(weight.rows(), weight.columns(), weight.word(), words)),
                    sound.layers().get(1)));
        WeightImage loaded = ImageReader.parse("image", ImageWriter.bytes(changed));
        VerificationResult result =
            Verification.of(loaded).on(TINY).against(engine, KEYWORD).verify(clips());
        if (!result.identical()) {
          seen++;
          String first = result.firstMismatch().orElseThrow();
          assertTrue(
              first.startsWith("QAT forward against integer network: potential of clip "), first);
          assertTrue(first.contains(", layer 0, neuron "), first);
          assertTrue(result.text().contains(first), result::text);
        }
      }
    }
    assertTrue(seen > 8, seen + " of 16 changes seen");
  }

  @Test
  void whatCannotBeVerifiedIsSaid() {
    WeightImage image = WeightImage.of(KEYWORD, TINY.lanes(), Packing.DENSE);
    try (GradientEngine engine = engine()) {
      Verification ofImage = Verification.of(image);
      assertThrows(IllegalStateException.class, () -> ofImage.against(engine));
    }
    Verification ofFloats = Verification.of(GridCheckpoints.real(1));
    assertThrows(SpecException.class, () -> ofFloats.verify(clips()));
    Verification sound = Verification.of(KEYWORD);
    assertThrows(IllegalArgumentException.class, () -> sound.verify(List.of(new float[7])));
    assertFalse(sound.verify(List.of()).firstMismatch().isPresent());
  }
}
