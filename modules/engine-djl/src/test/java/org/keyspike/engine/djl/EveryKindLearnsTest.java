package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.training.ActivationSettings;
import org.keyspike.training.BackboneSettings;
import org.keyspike.training.Bptt;
import org.keyspike.training.DelayLearning;
import org.keyspike.training.DelaySettings;
import org.keyspike.training.DescentSettings;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.EncoderSettings;
import org.keyspike.training.EngineSettings;
import org.keyspike.training.EpochReport;
import org.keyspike.training.LossSettings;
import org.keyspike.training.NetworkSettings;
import org.keyspike.training.Schedule;
import org.keyspike.training.SignalSettings;
import org.keyspike.training.Trainer;
import org.keyspike.training.TrainingListener;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.TrainingTask;
import org.keyspike.training.made.MadeFeatures;

/** A short training of each kind of neuron, and of delays, on tasks that a network can learn. */
@Tag("slow")
class EveryKindLearnsTest {
  @TempDir Path folders;

  private final List<EpochReport> reports = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "shift-lif, 0",
    "shift-rlif, 0",
    "silif, 0",
    "rsilif, 0",
    "fatrelu, 0",
    "rfatrelu, 0",
    "fatrelu, 0.6"
  })
  void kinds(String kind, double sparsity) throws IOException {
    SignalSettings signals =
        new SignalSettings(3, new ActivationSettings(4, sparsity), DelaySettings.USUAL);
    int frames = 12;
    train(
        kind,
        signals,
        new MadeFeatures(64, 4, frames, 2, 1),
        new MadeFeatures(40, 4, frames, 2, 1000),
        6);
    assertTrue(accuracy() > 0.9, kind + ": " + accuracy());
    double rate = reports.get(reports.size() - 1).validation().rates()[0];
    assertTrue(rate > 0.01, "it fires");
  }

  /** Two pulses 4 frames apart; which band comes first is the class. */
  @Test
  void delays() throws IOException {
    SignalSettings signals =
        new SignalSettings(3, ActivationSettings.USUAL, new DelaySettings(7, true, 10));
    Parameters[] all = train("lif", signals, new Pulses(96, 1), new Pulses(40, 1000), 10);
    assertTrue(accuracy() > 0.9, "delays: " + accuracy());
    float[] before = all[0].data(Names.delay(0));
    float[] after = all[1].data(Names.delay(0));
    for (int j = 0; j < before.length; j++) {
      assertNotEquals(before[j], after[j], "channel " + j);
      assertTrue(after[j] >= 0 && after[j] <= 7);
    }
  }

  /** The same pulses, and steady features, by the states of one block. */
  @ParameterizedTest
  @CsvSource({"fatrelu", "lif", "shift-lif"})
  void stateSpaces(String kind) throws IOException {
    for (LabelledFeatures[] task :
        new LabelledFeatures[][] {
          {new MadeFeatures(64, 4, 12, 2, 1), new MadeFeatures(40, 4, 12, 2, 1000)},
          {new Pulses(96, 1), new Pulses(40, 1000)}
        }) {
      NetworkSpec layers = spec(kind, SignalSettings.USUAL, 24, task[0]);
      NetworkSpec spec =
          new NetworkSpec(
              layers.features(),
              layers.encoder(),
              layers.layers(),
              layers.readout(),
              1,
              null,
              new StateSpaceSpec(12, 8, 4, 3, 3));
      train(spec, SignalSettings.USUAL, task[0], task[1], 12);
      assertTrue(accuracy() > 0.9, kind + ": " + accuracy());
      for (double rate : reports.get(reports.size() - 1).validation().rates()) {
        assertTrue(rate > 0.001, "every population puts out something");
      }
    }
  }

  private double accuracy() {
    return reports.get(reports.size() - 1).validation().accuracy().value();
  }

  private Parameters[] train(
      String kind,
      SignalSettings signals,
      LabelledFeatures training,
      LabelledFeatures validation,
      int epochs)
      throws IOException {
    return train(spec(kind, signals, 12, training), signals, training, validation, epochs);
  }

  private static NetworkSpec spec(
      String kind, SignalSettings signals, int neurons, LabelledFeatures training) {
    NetworkSettings usual = NetworkSettings.USUAL;
    return new NetworkSettings(
            BackboneSettings.layers(List.of(neurons)),
            Neuron.named(kind),
            usual.surrogate(),
            signals,
            true,
            true,
            0,
            1,
            8,
            usual.initial())
        .spec(
            new FeatureSpec(training.bands(), 1),
            new EncoderSettings("direct", false, EncoderLearning.TASK, 0.9),
            2,
            training.maxFrames());
  }

  private Parameters[] train(
      NetworkSpec spec,
      SignalSettings signals,
      LabelledFeatures training,
      LabelledFeatures validation,
      int epochs)
      throws IOException {
    Checkpoint start =
        new Checkpoint(spec, List.of("a", "b"), Initializer.draw(spec, 1, 2), Map.of());
    Parameters before = start.parameters().copy();
    TrainingSettings settings =
        new TrainingSettings(
            new EngineSettings("djl", "cpu", 1),
            new Bptt(),
            epochs,
            16,
            new DescentSettings(Schedule.ONE_CYCLE, 0.03, 0, 1),
            LossSettings.USUAL,
            0,
            0,
            AugmentationSettings.NONE,
            AudioAugmentationSettings.NONE);
    TrainingTask task =
        new TrainingTask(
                "train",
                start,
                new ShuffledEpochs(training, 16, 5, AugmentationSettings.NONE),
                validation,
                EncoderLearning.TASK,
                false,
                5)
            .with(
                DelayLearning.first(spec, signals.delays().rate()),
                signals.activation().sparsity());
    Path folder = Files.createTempDirectory(folders, "training");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochReport report) {
            reports.add(report);
          }
        };
    try (DjlEngine engine = new DjlEngine(DjlEngine.Device.CPU, 1)) {
      Checkpoint found = new Trainer(engine, settings, listener).train(task, folder);
      return new Parameters[] {before, found.parameters()};
    }
  }

  /** Two bands, silent but for a pulse in each, {@value #APART} frames apart at any time. */
  private record Pulses(int size, long seed) implements LabelledFeatures {
    private static final int APART = 4;

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
      return maxFrames();
    }

    @Override
    public int maxFrames() {
      return 16;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      int first = new SplittableRandom(seed + clip).nextInt(16 - APART);
      for (int i = 0; i < 32; i++) {
        destination[offset + i] = 0;
      }
      int band = labels(clip)[0];
      destination[offset + 2 * first + band] = 4;
      destination[offset + 2 * (first + APART) + 1 - band] = 4;
    }

    @Override
    public int[] labels(int clip) {
      return new int[] {clip % 2};
    }

    @Override
    public String name(int clip) {
      return "pulses/" + clip;
    }
  }
}
