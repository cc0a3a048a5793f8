package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.datasets.timit.TimitPhones;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;

/** States of phones in training: an engine always answers the state after the right one. */
class PhoneStatesTest {
  private static final List<String> PHONES = TimitPhones.TRAINING_CLASSES;

  /** The three states of each phone after any, in the order of the phones. */
  private static final List<String> STATES =
      PHONES.stream()
          .flatMap(p -> List.of("begin", "middle", "end").stream().map(s -> "*-" + p + "." + s))
          .toList();

  @TempDir Path folder;

  private final List<Objective> objectives = new ArrayList<>();

  @Test
  void statesCountAsTheirPhonesAndAllElseAsItself() {
    int[] thirds = IntStream.range(0, STATES.size()).map(k -> k / 3).toArray();
    assertArrayEquals(thirds, PhoneStates.counted(STATES));
    assertArrayEquals(thirds, PhoneStates.phones(STATES).orElseThrow());
    assertArrayEquals(new int[] {0, 1, 2}, PhoneStates.counted(List.of("yes", "no", "begin")));
    assertEquals(Optional.empty(), PhoneStates.phones(List.of("yes", "no", "begin")));
    assertEquals(Optional.empty(), PhoneStates.phones(PHONES), "phones are no states");
    assertArrayEquals(IntStream.range(0, 48).toArray(), PhoneStates.counted(PHONES));
  }

  /** Labels are the three states of one phone, equally often; after the last is another phone's. */
  @Test
  void aFrameIsRightWhereItsPhoneIs() throws IOException {
    EpochReport report = epoch(STATES, 0);
    assertEquals(20, report.validation().accuracy().correct());
    assertEquals(20, report.training().accuracy().correct());
    assertEquals(30, report.validation().expected().length);
    // Where they are no states, the one after is wrong.
    List<String> words = IntStream.range(0, STATES.size()).mapToObj(k -> "word" + k).toList();
    assertEquals(0, epoch(words, 0).validation().accuracy().correct());
  }

  @Test
  void aStateSharesItsTargetWithThoseOfItsPhone() throws IOException {
    epoch(STATES, 0.6);
    assertArrayEquals(new int[] {3, 4, 5}, objectives.get(0).targets().relatives(4));
    assertEquals(0.2, objectives.get(0).targets().ofRelative(4), 1e-12);
    assertEquals(0.4, objectives.get(0).targets().ofLabel(), 1e-12);
    SpecException refused = assertThrows(SpecException.class, () -> epoch(PHONES, 0.6));
    assertEquals("stateSmoothing", refused.field());
  }

  private EpochReport epoch(List<String> classes, double stateSmoothing) throws IOException {
    objectives.clear();
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(2, 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
            new ReadoutSpec.FrameWise(classes.size()),
            1,
            null);
    Sentences features = new Sentences();
    List<EpochReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochReport report) {
            reports.add(report);
          }
        };
    new Trainer(new NextState(), settings(stateSmoothing), listener)
        .train(
            new TrainingTask(
                "states",
                new Checkpoint(spec, classes, Initializer.draw(spec, 0.4, 1), Map.of()),
                new ShuffledEpochs(features, 3, 1, AugmentationSettings.NONE),
                features,
                EncoderLearning.FROZEN,
                false,
                1),
            folder.resolve(classes.get(0) + stateSmoothing));
    return reports.get(0);
  }

  private static TrainingSettings settings(double stateSmoothing) {
    return new TrainingSettings(
        EngineSettings.USUAL,
        new Bptt(),
        1,
        3,
        DescentSettings.USUAL,
        new LossSettings(RateSettings.NONE, 0, 0, stateSmoothing, DistillationSettings.NONE),
        0,
        0,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  /** Six sentences of five frames, whose labels are 0, 1, 2, 0, 1 or begin elsewhere in turn. */
  private static final class Sentences implements LabelledFeatures {
    @Override
    public int size() {
      return 6;
    }

    @Override
    public int bands() {
      return 2;
    }

    @Override
    public boolean frameWise() {
      return true;
    }

    @Override
    public int frames(int clip) {
      return 5;
    }

    @Override
    public int maxFrames() {
      return 5;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      Arrays.fill(destination, offset, offset + 10, 1);
    }

    @Override
    public int[] labels(int clip) {
      return IntStream.range(clip, clip + 5).map(t -> t % 3).toArray();
    }

    @Override
    public String name(int clip) {
      return "sentence/" + clip;
    }
  }

  /** Learns nothing, and answers the class after each label. */
  private final class NextState extends StandInEngine {
    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      objectives.add(objective);
      return new Gradients(
          1, parameters, new Parameters(Map.of()), forward(spec, parameters, batch, Detail.LOGITS));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      int classes = spec.readout().classes();
      float[] logits = new float[batch.labels().length * classes];
      for (int row = 0; row < batch.labels().length; row++) {
        logits[row * classes + batch.labels()[row] + 1] = 1;
      }
      return new Activity(logits, 0, new double[1], new float[0], List.of(), List.of());
    }
  }
}
