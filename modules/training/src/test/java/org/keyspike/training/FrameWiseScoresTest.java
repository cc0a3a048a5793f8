package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;

/** Scores of utterances with an answer a frame. */
class FrameWiseScoresTest {

  /** Utterances of one band or several, each of a speaker of its own; every frame is of class 1. */
  private record Utterances(List<Integer> lengths, int maxFrames, int bands)
      implements LabelledFeatures {
    @Override
    public int size() {
      return lengths.size();
    }

    @Override
    public boolean frameWise() {
      return true;
    }

    @Override
    public int frames(int clip) {
      return lengths.get(clip);
    }

    /** Clip 0 has 0, 1, 2, … in its first band, clip 1 has 1, 2, 3, …; each other band one more. */
    @Override
    public void read(int clip, float[] destination, int offset) {
      for (int i = 0; i < lengths.get(clip) * bands; i++) {
        destination[offset + i] = clip + i / bands + i % bands;
      }
    }

    @Override
    public int[] labels(int clip) {
      int[] labels = new int[lengths.get(clip)];
      Arrays.fill(labels, 1);
      return labels;
    }

    @Override
    public String name(int clip) {
      return "utterance " + clip;
    }

    @Override
    public Optional<String> speaker(int clip) {
      return Optional.of("s" + clip);
    }
  }

  /** Class 1 has the feature as logit, all others 0. */
  private static final class Reading extends StandInEngine {
    private final List<Integer> batches = new ArrayList<>();

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      batches.add(batch.size());
      int classes = spec.readout().classes();
      float[] logits = new float[batch.features().length * classes];
      for (int row = 0; row < batch.features().length; row++) {
        logits[row * classes + 1] = batch.features()[row];
      }
      return new Activity(logits, 0.5, new double[] {0.25}, new float[0], List.of());
    }
  }

  private static NetworkSpec spec(int classes) {
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.Direct(),
        List.of(new LayerSpec(1, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
        new ReadoutSpec.FrameWise(classes),
        1,
        null);
  }

  private static List<Integer> batches(int clips, int maxFrames, int classes) {
    Reading engine = new Reading();
    Utterances utterances = new Utterances(Collections.nCopies(clips, 1), maxFrames, 1);
    Evaluator.score(engine, spec(classes), new Parameters(Map.of()), utterances);
    return engine.batches;
  }

  /**
   * Speaker 0 has one of two frames right, speaker 1 three of three: 3/4 by speaker, 4/5 by frame.
   */
  @Test
  void everySpeakerCountsOnce() {
    Scores scores =
        Evaluator.score(
            new Reading(), spec(2), new Parameters(Map.of()), new Utterances(List.of(2, 3), 3, 1));
    assertArrayEquals(new int[] {0, 1, 1, 1, 1}, scores.predicted());
    assertArrayEquals(new int[] {1, 1, 1, 1, 1}, scores.expected());
    assertEquals(Optional.of(0.75), scores.speakerMean());
    assertEquals(0.75, scores.choosing());
    assertEquals(0.8, scores.accuracy().value());
    assertEquals(0.5, scores.encoderRate());
    assertEquals(0.25, scores.rates()[0]);
  }

  /** A network of the second of two bands reads 1, 2, … of clip 0, which it has all right. */
  @Test
  void aPrunedNetworkIsScoredOnItsBands() {
    NetworkSpec spec = spec(2);
    Checkpoint network =
        new Checkpoint(
            spec,
            List.of("a", "b"),
            Initializer.draw(spec, 1, 1),
            Map.of(),
            List.of(new KeptIndices(KeptIndices.BANDS, 2, List.of(1))));
    Utterances wide = new Utterances(List.of(3), 3, 2);
    Scores scores = Evaluator.score(new Reading(), network, wide);
    assertArrayEquals(new int[] {1, 1, 1}, scores.predicted());
  }

  /**
   * Of 2¹² frames of 2¹⁰ classes four utterances have 2²⁴ logits; of 2¹⁵ frames none has as few.
   */
  @Test
  void batchesOfLongUtterancesAreSmaller() {
    assertEquals(List.of(4, 2), batches(6, 1 << 12, 1 << 10));
    assertEquals(List.of(1, 1), batches(2, 1 << 15, 1 << 10));
    assertEquals(List.of(128, 2), batches(130, 1, 2));
  }

  /** More answers than the tally has room for at first, the last of them right. */
  @Test
  void manyAnswersAreKept() {
    Scores scores =
        Evaluator.score(
            new Reading(),
            spec(2),
            new Parameters(Map.of()),
            new Utterances(List.of(1, 1_500, 1_500), 1_500, 1));
    assertEquals(3_001, scores.expected().length);
    assertEquals(3_000, scores.accuracy().correct());
    assertEquals(1, scores.predicted()[3_000]);
    assertEquals(2 / 3.0, scores.choosing(), 1e-15);
  }
}
