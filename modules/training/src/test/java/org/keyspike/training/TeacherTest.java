package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.made.MadeFeatures;

/** Those who answer before a student does. */
class TeacherTest {

  /** Answers with sums of features, and knows how many clips it was asked. */
  private static final class Summing implements Teacher {
    private final List<Integer> asked = new ArrayList<>();
    private boolean closed;

    @Override
    public String identity() {
      return "sums";
    }

    @Override
    public float[] logits(Batch batch) {
      asked.add(batch.size());
      int rows = batch.frameWise() ? batch.size() * batch.frames() : batch.size();
      float[] sums = new float[rows * 2];
      int each = batch.features().length / rows;
      for (int i = 0; i < batch.features().length; i++) {
        sums[i / each * 2 + i % 2] += batch.features()[i];
      }
      return sums;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void clipsThatComeAgainAreNotAskedAgain() {
    Summing teacher = new Summing();
    RememberingTeacher remembering = new RememberingTeacher(teacher, 1_000);
    ShuffledEpochs epochs =
        new ShuffledEpochs(new MadeFeatures(7, 4, 5, 2, 1), 3, 5, AugmentationSettings.NONE);
    for (int epoch = 0; epoch < 3; epoch++) {
      for (Batch batch : epochs.epoch(epoch)) {
        assertArrayEquals(new Summing().logits(batch), remembering.logits(batch));
      }
    }
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1), teacher.asked);
    assertEquals("sums", remembering.identity());
    remembering.close();
    assertTrue(teacher.closed);
  }

  @Test
  void remembersNoMoreThanThereIsRoomFor() {
    Summing teacher = new Summing();
    RememberingTeacher remembering = new RememberingTeacher(teacher, 4);
    Batch batch =
        new Batch(3, 1, 2, new float[] {1, 2, 3, 4, 5, 6}, new int[] {1, 1, 1}, new int[3], false);
    for (int again = 0; again < 2; again++) {
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, remembering.logits(batch));
    }
    assertEquals(4, teacher.asked.size(), "three, and again the one there was no room for");
  }

  @Test
  void framesStandWhereTheyAreInTheBatch() {
    RememberingTeacher remembering = new RememberingTeacher(new Summing(), 100);
    int[] labels = {0, Batch.PADDING, 1, 1};
    float[] features = {1, 2, 0, 0, 5, 6, 7, 8};
    Batch batch = new Batch(2, 2, 2, features, new int[] {1, 2}, labels, true);
    assertArrayEquals(features, remembering.logits(batch));
  }

  /** An answer is remembered by all of a clip's features, not where they are stored. */
  @Test
  void theSameFeaturesInAnotherLengthAreAnotherClip() {
    Summing teacher = new Summing();
    RememberingTeacher remembering = new RememberingTeacher(teacher, 100);
    remembering.logits(new Batch(1, 1, 2, new float[] {0, 0}, new int[] {1}, new int[1], false));
    remembering.logits(new Batch(1, 2, 2, new float[4], new int[] {2}, new int[1], false));
    assertEquals(2, teacher.asked.size());
  }

  @Test
  void aSpikingTeacherIsKnownByItsNumbersAndItsBands() {
    NetworkSpec spec = NetworkDraw.from(new SplittableRandom(1)).bands(2, 2).spec();
    Parameters parameters = RandomNetworks.drawn(new SplittableRandom(2), spec);
    Parameters moved = parameters.copy();
    String last = moved.names().stream().reduce((a, b) -> b).orElseThrow();
    moved.data(last)[0] += 1e-6f;
    String one = teacher(spec, parameters, 0).identity();
    assertEquals(one, teacher(spec, parameters.copy(), 0).identity());
    assertNotEquals(one, teacher(spec, moved, 0).identity());
    assertNotEquals(one, teacher(spec, parameters, 1).identity());
  }

  @Test
  void aSpikingTeacherReadsItsOwnBands() {
    NetworkSpec spec = NetworkDraw.from(new SplittableRandom(1)).bands(2, 2).spec();
    Parameters parameters = RandomNetworks.drawn(new SplittableRandom(2), spec);
    Batch batch = new Batch(1, 1, 4, new float[] {1, 2, 3, 4}, new int[] {1}, new int[] {0}, false);
    assertArrayEquals(new float[] {2, 4}, teacher(spec, parameters, 1).logits(batch));
  }

  /** Its engine answers with the features that reach the network. */
  private static Teacher teacher(NetworkSpec spec, Parameters parameters, int firstBand) {
    GradientEngine echo =
        new StandInEngine() {
          @Override
          public Gradients gradients(
              NetworkSpec of, Parameters values, Batch batch, Objective objective) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Activity forward(NetworkSpec of, Parameters values, Batch batch, Detail detail) {
            float[] features = Arrays.copyOf(batch.features(), batch.features().length);
            return new Activity(features, 0, new double[0], new float[0], List.of());
          }
        };
    List<String> classes =
        IntStream.range(0, spec.readout().classes()).mapToObj(k -> "c" + k).toList();
    return new SpikingTeacher(
        echo,
        new Checkpoint(
            spec,
            classes,
            parameters,
            Map.of(),
            List.of(new KeptIndices(KeptIndices.BANDS, 4, List.of(firstBand, 3)))));
  }

  @Test
  void otherKindsAreFoundAsServices() throws IOException {
    TeacherProvider found =
        TeacherProvider.all().stream()
            .filter(provider -> provider instanceof OneClassTeacherProvider)
            .findFirst()
            .orElseThrow();
    Path file = Path.of("x.one-class");
    assertTrue(found.holds(file));
    Teacher teacher = found.open(file, List.of("a", "b"), new FeatureSpec(2, 1).frontEnd());
    Batch batch = new Batch(2, 1, 2, new float[4], new int[] {1, 1}, new int[2], false);
    assertArrayEquals(new float[] {1, 0, 1, 0}, teacher.logits(batch));
    teacher.close();
  }
}
