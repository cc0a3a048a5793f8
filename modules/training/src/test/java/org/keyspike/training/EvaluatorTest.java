package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

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
    Evaluator.Tally tally = new Evaluator.Tally(spec, Evaluator.Tally.everyClass(spec));
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

  /** 130 clips are two batches: every clip is heard once, in its order, with its own logits. */
  @Test
  void everyClipIsScoredInItsOrder() {
    MadeFeatures features = new MadeFeatures(130, 1, 3, 2, 4);
    NetworkSpec keyword =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            spec.layers(),
            new ReadoutSpec.Keyword(1, 2, 3),
            1,
            null);
    List<Integer> batches = new ArrayList<>();
    StandInEngine engine =
        new StandInEngine() {
          @Override
          public Gradients gradients(
              NetworkSpec of, Parameters parameters, Batch batch, Objective objective) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Activity forward(
              NetworkSpec of, Parameters parameters, Batch batch, Detail detail) {
            batches.add(batch.size());
            float[] logits = new float[2 * batch.size()];
            for (int row = 0; row < batch.size(); row++) {
              logits[2 * row] = batch.features()[3 * row];
              logits[2 * row + 1] = 0.5f;
            }
            return new Activity(logits, 0.25, new double[] {0.125}, new float[0], List.of());
          }
        };
    List<Integer> clips = new ArrayList<>();
    Scores scores =
        Evaluator.score(
            engine,
            keyword,
            new Parameters(Map.of()),
            features,
            (clip, logits, offset) -> {
              float[] own = new float[3];
              features.read(clip, own, 0);
              assertEquals(own[0], logits[offset]);
              clips.add(clip);
            });
    assertEquals(List.of(128, 2), batches);
    assertEquals(IntStream.range(0, 130).boxed().toList(), clips);
    assertEquals(130, scores.expected().length);
    int right = 0;
    double loss = 0;
    for (int clip = 0; clip < 130; clip++) {
      float[] own = new float[3];
      features.read(clip, own, 0);
      int predicted = own[0] >= 0.5f ? 0 : 1;
      assertEquals(predicted, scores.predicted()[clip]);
      assertEquals(clip % 2, scores.expected()[clip]);
      right += predicted == clip % 2 ? 1 : 0;
      double sum = Math.exp(own[0]) + Math.exp(0.5);
      loss -= Math.log((clip % 2 == 0 ? Math.exp(own[0]) : Math.exp(0.5)) / sum);
    }
    assertEquals(right, scores.accuracy().correct());
    assertEquals(130, scores.accuracy().count());
    assertEquals(right / 130.0, scores.choosing(), "of speakers nothing is known");
    assertEquals(loss / 130, scores.loss(), 1e-6);
    assertEquals(0.25, scores.encoderRate(), 1e-12);
    assertEquals(0.125, scores.rates()[0], 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Evaluator.score(
                engine, keyword, new Parameters(Map.of()), new MadeFeatures(0, 1, 3, 2, 4)));
  }

  /** |x_t − x_{t−1}| of the four clips are 1, 2, 3 and 4 a frame, none across clips. */
  @Test
  void theQuantileIsThatOfSortedChangesWithinClips() {
    LabelledFeatures steady =
        new LabelledFeatures() {
          @Override
          public int size() {
            return 4;
          }

          @Override
          public boolean frameWise() {
            return false;
          }

          @Override
          public int bands() {
            return 2;
          }

          @Override
          public int frames(int clip) {
            return 3;
          }

          @Override
          public int maxFrames() {
            return 3;
          }

          @Override
          public void read(int clip, float[] destination, int offset) {
            for (int i = 0; i < 6; i++) {
              destination[offset + i] = 100 + (4 - clip) * (i / 2) * (i % 2 == 0 ? 1 : -1);
            }
          }

          @Override
          public int[] labels(int clip) {
            return new int[] {0};
          }

          @Override
          public String name(int clip) {
            return "clip" + clip;
          }
        };
    // 16 changes, four of each.
    assertEquals(1, StepQuantile.of(steady, 0.24));
    assertEquals(2, StepQuantile.of(steady, 0.3));
    assertEquals(3, StepQuantile.of(steady, 0.7));
    assertEquals(4, StepQuantile.of(steady, 0.9));
  }

  private static Activity activity(double rate, float... logits) {
    return new Activity(logits, Double.NaN, new double[] {rate}, new float[0], List.of());
  }
}
