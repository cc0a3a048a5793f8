package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.AdamW;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.EpochReport;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.Optimizer;
import org.keyspike.training.OptimizerMemory;
import org.keyspike.training.StandInEngine;
import org.keyspike.training.Trainer;
import org.keyspike.training.TrainingListener;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.TrainingTask;

/** Things that go while a network learns. */
class GradualPruningTest {
  private static final int BANDS = 4;
  private static final int LANES = 4;
  private static final Noise CLIPS = new Noise(BANDS, 6);
  private static final TrainingSettings LEARNING = TrainingSettings.USUAL.withEpochs(4).ramp();

  @TempDir Path folder;

  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new FeatureSpec(BANDS, 1),
          new EncoderSpec.Direct(),
          List.of(layer(9), layer(7)),
          new ReadoutSpec.Keyword(3, 3, 6),
          1,
          null);

  private static LayerSpec layer(int neurons) {
    return new LayerSpec(
        neurons, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0);
  }

  private static Checkpoint start() {
    return new Checkpoint(SPEC, List.of("a", "b", "c"), Initializer.draw(SPEC, 0.4, 7), Map.of());
  }

  /** Gradients that differ from batch to batch and place to place, also where a weight is 0. */
  private static final class Uneven extends StandInEngine {
    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      Parameters gradients = parameters.copy();
      for (Tensor tensor : gradients.asMap().values()) {
        for (int i = 0; i < tensor.data().length; i++) {
          tensor.data()[i] =
              0.1f * tensor.data()[i] + batch.features()[i % batch.features().length] - 1.4f;
        }
      }
      return new Gradients(
          1, gradients, new Parameters(Map.of()), forward(spec, parameters, batch, Detail.SPIKES));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      // The more weights are left, the surer it is.
      float[] logits = new float[batch.size() * 3];
      for (int clip = 0; clip < batch.size(); clip++) {
        for (float weight : parameters.data(Names.weight(1))) {
          logits[clip * 3 + batch.labels()[clip]] += weight == 0 ? 0 : 0.1f;
        }
      }
      List<float[]> spikes =
          spec.layers().stream()
              .map(layer -> new float[batch.size() * batch.frames() * layer.neurons()])
              .toList();
      spikes.forEach(
          values -> {
            for (int i = 0; i < values.length; i++) {
              values[i] = i % 7 % 2;
            }
          });
      return new Activity(logits, 0, new double[] {0.1, 0.1}, new float[0], spikes);
    }
  }

  private static PruningSchedule schedule() {
    // Four of six epochs of two batches: 8 updates.
    return new PruningSchedule(4, 6, 0.01, 0.7);
  }

  private static List<PruningSettings> everyKind(Saliency saliency) {
    List<PruningSettings> all =
        new ArrayList<>(
            List.of(
                new PruningSettings.Neurons(null, null, 0.5, 1, saliency, schedule()),
                new PruningSettings.Bands(1, null, saliency, schedule())));
    if (saliency.ofWeights()) {
      all.add(
          new PruningSettings.Weights(
              null, null, 0.8, null, null, null, 0.0, saliency, schedule()));
      all.add(
          new PruningSettings.Weights(null, null, null, null, 1, null, 0.0, saliency, schedule()));
      all.add(
          new PruningSettings.Weights(
              List.of(Names.weight(1)),
              PruningSettings.Scope.GLOBAL,
              0.6,
              null,
              null,
              null,
              0.0,
              saliency,
              schedule()));
    }
    return all;
  }

  private static Pruning pruning(PruningSettings settings) {
    return new Pruning(settings, new Uneven(), CLIPS, LANES);
  }

  private static TrainingTask task() {
    return new TrainingTask("prune.ramp", start(), CLIPS, CLIPS, EncoderLearning.TASK, true, 1);
  }

  private static Optimizer optimiser(PruningSettings settings) {
    return pruning(settings).gradual(start(), new AdamW(0.01));
  }

  private static Checkpoint ramp(PruningSettings settings, Path work, TrainingListener... listeners)
      throws IOException {
    return new Trainer(new Uneven(), LEARNING, optimiser(settings), listeners)
        .trainToEnd(task(), work);
  }

  private static int zeros(Checkpoint network) {
    int zeros = 0;
    for (String name : network.parameters().names()) {
      if (network.parameters().get(name).shape().length == 2) {
        for (float weight : network.parameters().data(name)) {
          zeros += weight == 0 ? 1 : 0;
        }
      }
    }
    return zeros;
  }

  @ParameterizedTest
  @EnumSource(Saliency.class)
  void zerosOnlyBecomeMoreAndAreTheWholeTargetAtTheEnd(Saliency saliency) throws IOException {
    for (PruningSettings settings : everyKind(saliency)) {
      Parameters parameters = start().parameters().copy();
      Optimizer optimiser = optimiser(settings);
      OptimizerMemory memory = OptimizerMemory.empty(optimiser, parameters);
      List<Integer> counts = new ArrayList<>();
      Checkpoint before = start();
      for (int update = 0; update < 8; update++) {
        Batch batch = List.copyOf(batches()).get(update % 2);
        Parameters gradients =
            new Uneven().gradients(SPEC, parameters, batch, Objective.bptt(0)).gradients();
        optimiser.update(SPEC.parameters(), parameters, gradients, memory, 0.01);
        memory = memory.next();
        Checkpoint now = start().with(parameters.copy());
        requireZerosOf(before, now, settings.toString());
        counts.add(zeros(now));
        before = now;
      }
      assertEquals(counts.get(1), counts.get(2), "nothing goes between two steps");
      assertTrue(counts.get(1) > counts.get(0), () -> settings + ": " + counts);
      assertTrue(counts.get(3) > counts.get(1), () -> settings + ": " + counts);
      Checkpoint cut = pruning(settings).cut(start(), before);
      requireTarget(settings, cut);
    }
  }

  private static List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    CLIPS.epoch(0).forEach(batches::add);
    return batches;
  }

  private static void requireZerosOf(Checkpoint before, Checkpoint now, String what) {
    for (String name : now.parameters().names()) {
      if (now.parameters().get(name).shape().length == 2) {
        float[] was = before.parameters().data(name);
        float[] is = now.parameters().data(name);
        for (int i = 0; i < was.length; i++) {
          assertTrue(was[i] != 0 || is[i] == 0, what + " came back in " + name);
        }
      }
    }
  }

  private static void requireTarget(PruningSettings settings, Checkpoint cut) {
    if (settings instanceof PruningSettings.Neurons) {
      assertEquals(List.of(5, 4), cut.spec().layers().stream().map(LayerSpec::neurons).toList());
    } else if (settings instanceof PruningSettings.Bands) {
      assertEquals(1, cut.spec().features().bands());
    } else {
      PruningSettings.Weights weights = (PruningSettings.Weights) settings;
      Tensor matrix = cut.parameters().get(Names.weight(1));
      int left = 0;
      for (float weight : matrix.data()) {
        left += weight == 0 ? 0 : 1;
      }
      int expected = weights.balanced() ? 2 * 9 : 63 - (int) (weights.sparsity() * 63);
      assertEquals(expected, left, settings.toString());
    }
  }

  /** What is cut out had been silent: the rest is the same numbers. */
  @Test
  void cuttingChangesNoNumberThatIsLeft() throws IOException {
    PruningSettings settings =
        new PruningSettings.Neurons(List.of(1), 4, null, 1, Saliency.MOVEMENT, schedule());
    Checkpoint ramped = ramp(settings, folder);
    Checkpoint cut = pruning(settings).cut(start(), ramped);
    List<Integer> left = cut.kept(1).indices();
    assertEquals(4, left.size());
    float[] whole = ramped.parameters().data(Names.recurrent(0));
    float[] smaller = cut.parameters().data(Names.recurrent(0));
    for (int i = 0; i < 16; i++) {
      assertEquals(whole[left.get(i / 4) * 9 + left.get(i % 4)], smaller[i]);
    }
    IntStream.range(0, 9)
        .filter(n -> !left.contains(n))
        .forEach(n -> assertEquals(0, whole[n], "column " + n));
  }

  /** Adds 1 to everything. */
  private static final class Rising implements Optimizer {
    @Override
    public List<String> moments() {
      return List.of();
    }

    @Override
    public void update(
        List<ParameterSpec> learned,
        Parameters parameters,
        Parameters gradients,
        OptimizerMemory memory,
        double learningRate) {
      for (ParameterSpec parameter : learned) {
        float[] data = parameters.data(parameter.name());
        for (int i = 0; i < data.length; i++) {
          data[i]++;
        }
      }
    }
  }

  /** Of weights −w·g counts, and zeros stay; a bias of 0 is learned, and does not count. */
  @Test
  void onlyMatricesAreHeldAndCounted() {
    PruningSettings settings = everyKind(Saliency.MOVEMENT).get(0);
    Optimizer optimiser =
        new GradualPruning(
            new Rising(),
            settings,
            8,
            (step, parameters, movement) -> {
              throw new AssertionError("the first of 8 updates is before the first step");
            });
    Parameters parameters = start().parameters().zerosLike();
    parameters.data(Names.weight(0))[1] = 3;
    parameters.data(Names.bias(0))[1] = 3;
    Parameters gradients = parameters.copy();
    OptimizerMemory memory = OptimizerMemory.empty(optimiser, parameters);
    optimiser.update(SPEC.parameters(), parameters, gradients, memory, 0.01);
    assertArrayEquals(new float[] {0, 4, 0}, Arrays.copyOf(parameters.data(Names.weight(0)), 3));
    assertArrayEquals(new float[] {1, 4, 1}, Arrays.copyOf(parameters.data(Names.bias(0)), 3));
    Parameters movement = memory.moment("movement");
    assertArrayEquals(new float[] {0, -9, 0}, Arrays.copyOf(movement.data(Names.weight(0)), 3));
    assertArrayEquals(new float[9], movement.data(Names.bias(0)));
  }

  private static final class Kill extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @EnumSource(
      value = Saliency.class,
      names = {"MAGNITUDE", "MOVEMENT", "SECOND_ORDER"})
  void anInterruptedRampEndsWithTheSameBytes(Saliency saliency) throws IOException {
    for (PruningSettings settings : everyKind(saliency)) {
      String name = String.valueOf(everyKind(saliency).indexOf(settings));
      Checkpoint whole = ramp(settings, folder.resolve("whole" + name));
      Path work = folder.resolve("killed" + name);
      TrainingListener killer =
          new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
              if (report.epoch() == 3) {
                throw new Kill();
              }
            }
          };
      assertThrows(Kill.class, () -> ramp(settings, work, killer));
      assertArrayEquals(whole.bytes(), ramp(settings, work).bytes(), settings.toString());
    }
  }

  @Test
  void theLastEpochIsTheResultOfARampHoweverItScored() throws IOException {
    PruningSettings settings = everyKind(Saliency.MAGNITUDE).get(2);
    Checkpoint last = ramp(settings, folder.resolve("last"));
    Checkpoint best =
        new Trainer(new Uneven(), LEARNING, optimiser(settings))
            .train(task(), folder.resolve("best"));
    assertNotEquals(last.parameters(), best.parameters());
    assertTrue(zeros(last) > zeros(best), "an epoch before the last one scored best");
  }

  @Test
  void namesItselfByAllThatDecidesWhatGoes() {
    String text = optimiser(everyKind(Saliency.MOVEMENT).get(0)).toString();
    for (String part : List.of("\"sparsity\":0.5", "\"movement\"", "\"ramp\":0.7", "AdamW", "8")) {
      assertTrue(text.contains(part), text);
    }
    assertNotEquals(text, optimiser(everyKind(Saliency.MAGNITUDE).get(0)).toString());
    assertFalse(optimiser(everyKind(Saliency.MAGNITUDE).get(0)).moments().contains("movement"));
  }

  @Test
  void schedulesThatCannotBeAreRefused() {
    refused("ramp", () -> new PruningSchedule(1, 4, 1e-3, 0.0));
    refused("ramp", () -> new PruningSchedule(1, 4, 1e-3, 1.0));
    refused("epochs", () -> new PruningSchedule(1, 1, 1e-3, 0.5));
    refused("epochs", () -> new PruningSchedule(3, 2, 1e-3));
    refused("epochs", () -> new PruningSchedule(3, null, 1e-3));
    refused("learningRate", () -> new PruningSchedule(3, 3, 0.0));
    refused(
        "saliency",
        () -> new PruningSettings.Neurons(null, 3, null, 1, Saliency.MOVEMENT, 1, 1, 1e-3));
    for (Saliency saliency : List.of(Saliency.ACTIVITY, Saliency.TAYLOR)) {
      refused(
          "saliency",
          () ->
              new PruningSettings.Weights(
                  null, null, 0.5, null, null, null, 0.0, saliency, schedule()));
    }
    refused(
        "regrowth",
        () ->
            new PruningSettings.Weights(null, null, 0.5, null, null, null, 0.1, null, schedule()));
    assertEquals(10, new PruningSchedule(null, 4, 1e-3, 0.5).steps());
    assertEquals(1, new PruningSchedule(null, 4, 1e-3).steps());
  }

  private static void refused(String key, Executable made) {
    SpecException e = assertThrows(SpecException.class, made);
    assertEquals("compression.pruning." + key, e.field());
  }
}
