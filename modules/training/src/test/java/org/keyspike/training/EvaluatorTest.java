package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;

class EvaluatorTest {
  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(1, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(1, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.FrameWise(2),
          1,
          null);

  /** Two batches of 3 and 1 valid frames: every frame counts once, padding never. */
  @Test
  void framesCountOnceAndPaddingNever() {
    Evaluator.Tally tally = new Evaluator.Tally(spec);
    tally.add(
        new Batch(
            2, 2, 1, new float[4], new int[] {2, 1}, new int[] {0, 1, 1, Batch.PADDING}, true),
        activity(0.1, 1, 0, 0, 1, 5, 5, 9, 0));
    tally.add(
        new Batch(1, 1, 1, new float[1], new int[] {1}, new int[] {1}, true), activity(0.5, 0, 3));
    Scores scores = tally.scores();
    assertArrayEquals(new int[] {0, 1, 0, 1}, scores.predicted(), "a tie goes to the lowest");
    assertArrayEquals(new int[] {0, 1, 1, 1}, scores.expected());
    assertEquals(3, scores.accuracy().correct());
    assertEquals((3 * 0.1 + 0.5) / 4, scores.rates()[0], 1e-12);
    double one = Math.log(1 + Math.exp(-1));
    assertEquals((2 * one + Math.log(2) + Math.log(1 + Math.exp(-3))) / 4, scores.loss(), 1e-9);
  }

  @Test
  void theStepStartsAsAQuantileOfChanges() {
    MadeFeatures features = new MadeFeatures(10, 4, 50, 2, 3);
    double low = StepQuantile.of(features, 0.2);
    double high = StepQuantile.of(features, 0.9);
    assertEquals(1 / 16.0, StepQuantile.of(features, 1e-6), "never below the unit of the grid");
    assertEquals(true, low < high && high < 4, low + " and " + high);
  }

  private static Activity activity(double rate, float... logits) {
    return new Activity(logits, Double.NaN, new double[] {rate}, new float[0], List.of());
  }
}
