package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

/**
 * A training to a budget of cycles. The network is made: it spikes the more the larger its output
 * bias b is, active part a = b; its task wants b = 0.8 (loss 2(b − 0.8)²) and the penalty less.
 */
class CycleBudgetTest {
  private static final CycleCost COST =
      new CycleCost(100, 0, List.of(new CycleCost.Layer(0, 1000)));

  @TempDir Path folder;

  private final NetworkSpec spec = spec(new RecurrentLif(), new OutputCode.Spikes());

  private static NetworkSpec spec(Neuron neuron, OutputCode code) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.BOXCAR);
    return new NetworkSpec(
        new FeatureSpec(3, 1),
        new EncoderSpec.Direct(),
        List.of(new LayerSpec(4, neuron, surrogate, false, true, 0, code, 0)),
        new ReadoutSpec.Keyword(3, 2, 5),
        1,
        null);
  }

  /** From 900 cycles to 400: a = 0.3, where the task pulls with 4 · 0.5 = μ · 1000. */
  @Test
  void theWeightSettlesWhereTheBudgetIsKept() throws IOException {
    Made engine = new Made(-1);
    List<EpochReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochReport report) {
            reports.add(report);
          }
        };
    train(engine, rates(0, 400), 120, folder.resolve("a"), listener);
    List<Double> last = engine.cycles.subList(engine.cycles.size() - 60, engine.cycles.size());
    for (double cycles : last) {
      assertEquals(400, cycles, 8, "the last 60 steps, none of which swings");
    }
    EpochReport.Cycles end = reports.get(reports.size() - 1).cycles().orElseThrow();
    assertEquals(400, end.expected(), 8);
    assertEquals(0.002, end.weight(), 0.0001);
    for (int i = 1; i < engine.weights.size(); i++) {
      double ratio = engine.weights.get(i) / engine.weights.get(i - 1);
      assertTrue(ratio > 0.9 && ratio < 1.1 || i == 1, "never switched: " + ratio);
    }
  }

  @Test
  void aKilledTrainingGoesOnWithTheSameWeights() throws IOException {
    Made undisturbed = new Made(-1);
    Checkpoint expected = train(undisturbed, rates(0.001, 400), 6, folder.resolve("u"));
    Path where = folder.resolve("k");
    assertThrows(MortalEngine.Kill.class, () -> train(new Made(10), rates(0.001, 400), 6, where));
    Made rest = new Made(-1);
    assertEquals(expected, train(rest, rates(0.001, 400), 6, where));
    int done = undisturbed.weights.size() - rest.weights.size();
    assertEquals(9, done, "three epochs of three steps");
    assertEquals(undisturbed.weights.subList(9, 18), rest.weights);
  }

  /** The task is better served above the budget, but epochs within it win. */
  @Test
  void theBestEpochKeepsToTheBudget() throws IOException {
    Checkpoint found = train(new Made(-1), rates(0, 400), 120, folder.resolve("b"));
    double active = found.parameters().data("readout.output.bias")[0];
    assertTrue(100 + 1000 * active <= 1.02 * 400 + 1e-3, "a " + active);
    assertTrue(active > 0.25, "and is not far below it: " + active);
  }

  @Test
  void withoutAMachineOrSpikesCyclesAreRefused() {
    Trainer trainer = new Trainer(new Made(-1), settings(rates(0.1, 0), 1));
    assertEquals(
        "cycleWeight",
        assertThrows(SpecException.class, () -> trainer.train(task(spec), folder)).field());
    NetworkSpec graded = spec(Neuron.named("rfatrelu"), new OutputCode.Graded(4));
    SpecException e =
        assertThrows(
            SpecException.class, () -> trainer.on(COST).train(task(graded), folder.resolve("g")));
    assertTrue(e.getMessage().contains("rfatrelu"), e.getMessage());
    Trainer two =
        new Trainer(new Made(-1), settings(new RateSettings(1, 0, List.of(0.1, 0.2), 0, 0), 1));
    assertEquals(
        "layerRates",
        assertThrows(SpecException.class, () -> two.train(task(spec), folder)).field());
  }

  @Test
  void aStateSpaceHasARateForEveryPopulationAndNoCyclesYet() {
    NetworkSpec layers = spec(Neuron.named("lif"), new OutputCode.Spikes());
    NetworkSpec blocks =
        new NetworkSpec(
            layers.features(),
            layers.encoder(),
            layers.layers(),
            layers.readout(),
            1,
            null,
            new StateSpaceSpec(3, 4, 1, 1, 1));
    new RateSettings(1, 0, List.of(0.1, 0.2, 0.3, 0.4, 0.5), 0, 0).requirePossible(blocks);
    RateSettings one = new RateSettings(1, 0, List.of(0.1), 0, 0);
    one.requirePossible(layers);
    SpecException e = assertThrows(SpecException.class, () -> one.requirePossible(blocks));
    assertEquals("layerRates", e.field());
    assertTrue(e.getMessage().contains("block1.stream, block1.value, block1.gate"));
    SpecException cycles =
        assertThrows(SpecException.class, () -> rates(0.1, 0).requirePossible(blocks));
    assertEquals("cycleWeight", cycles.field());
    rates(0.1, 0).requirePossible(layers);
  }

  @Test
  void ratesThatCannotBeAreRefusedByTheirKeys() {
    refused("rateWeight", -1, 0, List.of(), 0, 0);
    refused("rateTarget", 0, 1, List.of(), 0, 0);
    refused("layerRates", 0, 0, List.of(0.5, 1.0), 0, 0);
    refused("layerRates", 0, 0, List.of(0.0), 0, 0);
    refused("layerRates", 1, 0.1, List.of(0.5), 0, 0);
    refused("cycleWeight", 0, 0, List.of(), -1, 0);
    refused("cycleBudget", 0, 0, List.of(), 0, -1);
  }

  private static void refused(
      String key, double weight, double target, List<Double> each, double mu, double budget) {
    SpecException e =
        assertThrows(SpecException.class, () -> new RateSettings(weight, target, each, mu, budget));
    assertEquals(key, e.field());
  }

  private static RateSettings rates(double weight, double budget) {
    return new RateSettings(0, 0, List.of(), weight, budget);
  }

  private static TrainingSettings settings(RateSettings rates, int epochs) {
    return new TrainingSettings(
        new EngineSettings("made", "cpu", 1),
        new Bptt(),
        epochs,
        8,
        new DescentSettings(Schedule.PLATEAU, 0.03, 0, 1e9),
        LossSettings.USUAL.withRates(rates),
        0,
        0,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  private TrainingTask task(NetworkSpec of) {
    Parameters parameters = Initializer.draw(of, 0.3, 3);
    parameters.data("readout.output.bias")[0] = 0.8f;
    return new TrainingTask(
        "train",
        new Checkpoint(of, List.of("a", "b"), parameters, Map.of(), List.of()),
        new ShuffledEpochs(new MadeFeatures(23, 3, 5, 2, 1), 8, 5, AugmentationSettings.NONE),
        new MadeFeatures(6, 3, 5, 2, 2),
        EncoderLearning.TASK,
        false,
        5);
  }

  private Checkpoint train(
      Made engine, RateSettings rates, int epochs, Path where, TrainingListener... listeners)
      throws IOException {
    return new Trainer(engine, settings(rates, epochs), new Constant(), listeners)
        .on(COST)
        .train(task(spec), where);
  }

  /** Plateaus would lower the rate of a task that is served worse and worse. */
  private static final class Constant extends Sgd {
    @Override
    public void update(
        List<ParameterSpec> learned,
        Parameters parameters,
        Parameters gradients,
        OptimizerMemory memory,
        double rate) {
      super.update(learned, parameters, gradients, memory, 0.03);
    }
  }

  private static final class Made extends MortalEngine {
    private final List<Double> cycles = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    Made(int batchesLeft) {
      super(batchesLeft);
    }

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      live();
      float bias = parameters.data("readout.output.bias")[0];
      Parameters gradients = parameters.zerosLike();
      gradients.data("readout.output.bias")[0] =
          (float) (4 * (bias - 0.8) + objective.activity().activeCost(0));
      Activity activity = forward(spec, parameters, batch, Detail.LOGITS);
      weights.add(objective.activity().cycleWeight());
      cycles.add(COST.cycles(Double.NaN, activity.rates(), activity.active()));
      return new Gradients(1, gradients, new Parameters(Map.of()), activity);
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      float bias = parameters.data("readout.output.bias")[0];
      // The better the larger b is.
      float[] logits = new float[2 * batch.size()];
      for (int clip = 0; clip < batch.size(); clip++) {
        logits[2 * clip + batch.labels()[clip]] = bias;
      }
      double[] rates = {bias / 2};
      double[] active = {bias};
      return new Activity(logits, Double.NaN, rates, new float[0], List.of(), List.of(), active);
    }
  }
}
