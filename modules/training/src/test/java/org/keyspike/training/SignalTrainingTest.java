package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.integer.FormatChooser;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.made.MadeFeatures;

/** What the trainer does about delays and about thresholds that are set: with a made engine. */
class SignalTrainingTest {
  private static final int NEURONS = 2;
  private static final int FRAMES = 5;

  @TempDir Path folder;

  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(
                  NEURONS,
                  new RecurrentFatrelu(),
                  Surrogate.of(Surrogate.Shape.BOXCAR),
                  true,
                  true,
                  0,
                  new OutputCode.Graded(2),
                  8)),
          new ReadoutSpec.Keyword(3, 2, FRAMES),
          1,
          null);

  private TrainingTask task(DelayLearning delays, double sparsity) {
    Parameters parameters = Initializer.draw(spec, 1, 1);
    Arrays.fill(parameters.data(Names.delay(0)), 4);
    return new TrainingTask(
            "train",
            new Checkpoint(spec, List.of("a", "b"), parameters, Map.of()),
            new ShuffledEpochs(
                new MadeFeatures(23, 3, FRAMES, 2, 1), 8, 5, AugmentationSettings.NONE),
            new MadeFeatures(7, 3, FRAMES, 2, 2),
            EncoderLearning.TASK,
            false,
            5)
        .with(delays, sparsity);
  }

  /** Two epochs of three steps at a rate of 0.01. */
  private Parameters trained(Made engine, TrainingTask task) throws IOException {
    TrainingSettings settings =
        new TrainingSettings(
            new EngineSettings("made", "cpu", 1),
            new Bptt(),
            2,
            8,
            new DescentSettings(Schedule.PLATEAU, 0.01, 0, 1e9),
            LossSettings.USUAL,
            0,
            0,
            AugmentationSettings.NONE,
            AudioAugmentationSettings.NONE);
    return new Trainer(engine, settings).train(task, folder).parameters();
  }

  /** Adam with equal gradients moves by the rate in every step. */
  @Test
  void delaysMoveFasterAndSeeLessAndLessAroundThem() throws IOException {
    Made engine = new Made(true);
    Parameters found = trained(engine, task(new DelayLearning(2, 10), 0));
    assertEquals(4 - 6 * 0.1, found.data(Names.delay(0))[0], 1e-4);
    float first = Initializer.draw(spec, 1, 1).data(Names.threshold(0))[0];
    assertEquals(first - 6 * 0.01, found.data(Names.threshold(0))[0], 1e-4);
    assertEquals(6, engine.sigmas.size());
    for (int step = 0; step < 6; step++) {
      assertEquals(2 * Math.pow(0.25, step / 5.0), engine.sigmas.get(step), 1e-12);
    }
  }

  /**
   * Of the potentials 0 to 39 hundredths, three quarters lie below 0.30. Those of 9 are brought to
   * 1 in each of two epochs, by what drives that neuron alone: less what six steps of Adam take.
   */
  @Test
  void thresholdsAreSetByTheirQuantile() throws IOException {
    Made engine = new Made(true);
    Parameters found = trained(engine, task(DelayLearning.USUAL, 0.75));
    assertArrayEquals(new float[] {0.30f, 1}, found.data(Names.threshold(0)), 1e-6f);
    for (String name : List.of(Names.normScale(0), Names.normShift(0), Names.recurrent(0))) {
      float[] first = Initializer.draw(spec, 1, 1).data(name);
      float[] last = found.data(name);
      int row = first.length / NEURONS;
      for (int i = 0; i < row; i++) {
        assertEquals(first[i] - 6 * 0.01, last[i], 1e-4, name);
        assertEquals((first[row + i] / 9 - 0.03) / 9 - 0.03, last[row + i], 1e-4, name);
      }
    }
    assertEquals(2, engine.scored.size(), "once an epoch");
    for (Parameters scored : engine.scored) {
      assertEquals(7, scored.data(Names.normMean(0))[0], "with the statistics of the batch");
    }
    Made without = new Made(false);
    SpecException refused =
        assertThrows(SpecException.class, () -> trained(without, task(DelayLearning.USUAL, 0.75)));
    assertEquals("network.activation.sparsity", refused.field());
  }

  /** Without batch norm weights and bias drive a neuron; on the grid nothing but τ can move. */
  @Test
  void whatDrivesANeuronIsItsWeightsOrOnTheGridFixed() throws IOException {
    NetworkSpec folded = spec.folded();
    Parameters first = Initializer.draw(folded, 1, 1);
    Parameters driven = first.copy();
    Batch batch = task(DelayLearning.USUAL, 0).training().epoch(0).iterator().next();
    new ThresholdQuantiles(new Made(true), folded, 0.75).set(driven, batch);
    assertEquals(1, driven.data(Names.threshold(0))[1]);
    for (String name : List.of(Names.weight(0), Names.bias(0), Names.recurrent(0))) {
      float[] before = first.data(name);
      for (int i = 0; i < before.length; i++) {
        float factor = i < before.length / NEURONS ? 1 : 1 / 9f;
        assertEquals(before[i] * factor, driven.data(name)[i], 1e-6, name);
      }
    }
    NetworkSpec grid = folded.withFormat(FormatChooser.choose(folded, first, 4, 16, 8, 8));
    Parameters fixed = first.copy();
    new ThresholdQuantiles(new Made(true), grid, 0.75).set(fixed, batch);
    assertEquals(2, fixed.data(Names.threshold(0))[1]);
    assertEquals(first.get(Names.weight(0)), fixed.get(Names.weight(0)));
  }

  @Test
  void unfinishedTrainingsAreKnownByBoth() {
    GradientEngine engine = new Made(true);
    TrainingSettings settings = TrainingSettings.USUAL;
    Optimizer adam = new AdamW(settings.descent().weightDecay());
    String usual =
        StateKey.of(task(DelayLearning.USUAL, 0), settings, engine, adam, Optional.empty());
    assertNotEquals(
        usual,
        StateKey.of(task(DelayLearning.USUAL, 0.5), settings, engine, adam, Optional.empty()));
    assertNotEquals(
        usual,
        StateKey.of(task(new DelayLearning(2, 10), 0), settings, engine, adam, Optional.empty()));
  }

  /**
   * Every gradient is 1; potentials of one neuron rise by a hundredth a step, the other's are 9.
   */
  private static final class Made extends StandInEngine {
    private final boolean potentials;
    private final List<Double> sigmas = new ArrayList<>();
    private final List<Parameters> scored = new ArrayList<>();

    Made(boolean potentials) {
      this.potentials = potentials;
    }

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      boolean step = objective.seed() != 0;
      if (step) {
        sigmas.add(objective.sigma());
      }
      Parameters gradients = parameters.copy();
      for (String name : gradients.names()) {
        Arrays.fill(gradients.data(name), 1);
      }
      Tensor seven = new Tensor(new int[] {NEURONS}, new float[] {7, 7});
      Map<String, Tensor> statistics =
          step ? Map.of() : Map.of(Names.normMean(0), seven, Names.normVariance(0), seven);
      return new Gradients(
          1,
          gradients,
          new Parameters(statistics),
          forward(spec, parameters, batch, Detail.LOGITS));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      float[] logits = new float[batch.size() * 2];
      for (int clip = 0; clip < batch.size(); clip++) {
        // The lower the surer, so that the last epoch is the best.
        logits[clip * 2 + batch.labels()[clip]] = -parameters.data(Names.OUTPUT_WEIGHT)[0];
      }
      List<float[]> u = List.of();
      if (detail == Detail.STATES && potentials) {
        float[] values = new float[batch.size() * FRAMES * NEURONS];
        for (int i = 0; i < values.length; i++) {
          values[i] = i % NEURONS == 0 ? i / NEURONS * 0.01f : 9;
        }
        u = List.of(values);
        scored.add(parameters);
      }
      return new Activity(logits, 0.5, new double[] {0.25}, new float[0], List.of(), u);
    }
  }
}
