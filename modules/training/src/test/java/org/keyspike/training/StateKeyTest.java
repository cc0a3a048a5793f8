package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.made.MadeFeatures;

/** A state is continued by the training that left it, and by no other. */
class StateKeyTest {
  private final NetworkSpec spec = NetworkDraw.from(new SplittableRandom(1)).bands(2, 2).spec();
  private final Parameters parameters = RandomNetworks.drawn(new SplittableRandom(2), spec);

  private static final class Named extends StandInEngine {
    private final String name;
    private final String configuration;

    Named(String name, String configuration) {
      this.name = name;
      this.configuration = configuration;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String configuration() {
      return configuration;
    }

    @Override
    public Gradients gradients(
        NetworkSpec of, Parameters values, Batch batch, Objective objective) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Activity forward(NetworkSpec of, Parameters values, Batch batch, Detail detail) {
      throw new UnsupportedOperationException();
    }
  }

  private record Other(String text) implements Optimizer {
    @Override
    public List<String> moments() {
      return List.of();
    }

    @Override
    public void update(
        List<ParameterSpec> learned,
        Parameters values,
        Parameters gradients,
        OptimizerMemory memory,
        double rate) {}

    @Override
    public String toString() {
      return text;
    }
  }

  private Checkpoint start(Parameters values, int firstBand) {
    List<String> classes =
        IntStream.range(0, spec.readout().classes()).mapToObj(k -> "c" + k).toList();
    return new Checkpoint(
        spec,
        classes,
        values,
        Map.of(),
        List.of(new KeptIndices(KeptIndices.BANDS, 4, List.of(firstBand, 3))));
  }

  private TrainingTask task(
      String stage,
      Checkpoint start,
      int clips,
      int validation,
      EncoderLearning encoder,
      boolean holdZeros,
      Optional<Distillation> teacher,
      long seed) {
    return new TrainingTask(
        stage,
        start,
        new ShuffledEpochs(new MadeFeatures(clips, 4, 5, 2, 1), 8, 5, AugmentationSettings.NONE),
        new MadeFeatures(validation, 4, 5, 2, 2),
        encoder,
        holdZeros,
        teacher,
        seed);
  }

  private TrainingTask usual() {
    return task(
        "train", start(parameters, 0), 9, 4, EncoderLearning.TASK, false, Optional.empty(), 1);
  }

  @Test
  void dependsOnEverythingThatDecidesTheResult() {
    Parameters moved = parameters.copy();
    String last = moved.names().stream().reduce((a, b) -> b).orElseThrow();
    moved.data(last)[moved.data(last).length - 1] += 1e-6f;
    Checkpoint start = start(parameters, 0);
    Optional<Distillation> none = Optional.empty();
    EncoderLearning task = EncoderLearning.TASK;
    Map<String, TrainingTask> tasks = new HashMap<>();
    tasks.put("usual", usual());
    tasks.put("stage", task("quantize", start, 9, 4, task, false, none, 1));
    tasks.put("parameters", task("train", start(moved, 0), 9, 4, task, false, none, 1));
    tasks.put("bands", task("train", start(parameters, 1), 9, 4, task, false, none, 1));
    tasks.put("clips", task("train", start, 8, 4, task, false, none, 1));
    tasks.put("validation", task("train", start, 9, 5, task, false, none, 1));
    tasks.put("encoder", task("train", start, 9, 4, EncoderLearning.FROZEN, false, none, 1));
    tasks.put("zeros", task("train", start, 9, 4, task, true, none, 1));
    tasks.put("seed", task("train", start, 9, 4, task, false, none, 2));
    tasks.put("taught", task("train", start, 9, 4, task, false, teacher(start, 0.5, 2), 1));
    tasks.put("weight", task("train", start, 9, 4, task, false, teacher(start, 0.25, 2), 1));
    tasks.put("temperature", task("train", start, 9, 4, task, false, teacher(start, 0.5, 3), 1));
    tasks.put(
        "teacher", task("train", start, 9, 4, task, false, teacher(start(moved, 0), 0.5, 2), 1));
    tasks.put(
        "speakers",
        new TrainingTask(
            "train",
            start,
            usual().training(),
            new SpeakerChoiceTest.Spoken(new MadeFeatures(4, 4, 5, 2, 2), true),
            task,
            false,
            none,
            1));
    Map<String, String> whose = new HashMap<>();
    tasks.forEach(
        (what, one) -> put(whose, what, key(one, TrainingSettings.USUAL, "a", "b", usualAdam())));
    put(
        whose,
        "settings",
        key(usual(), TrainingSettings.USUAL.withEpochs(3), "a", "b", usualAdam()));
    put(whose, "engine", key(usual(), TrainingSettings.USUAL, "c", "b", usualAdam()));
    put(whose, "configuration", key(usual(), TrainingSettings.USUAL, "a", "c", usualAdam()));
    put(whose, "decay", key(usual(), TrainingSettings.USUAL, "a", "b", new AdamW(0.5)));
    put(whose, "optimiser", key(usual(), TrainingSettings.USUAL, "a", "b", new Other("x")));
    put(whose, "its text", key(usual(), TrainingSettings.USUAL, "a", "b", new Other("y")));
    assertEquals(tasks.size() + 6, whose.size());
    assertEquals("usual", whose.get(key(usual(), TrainingSettings.USUAL, "a", "b", usualAdam())));
  }

  private static Optimizer usualAdam() {
    return new AdamW(TrainingSettings.USUAL.descent().weightDecay());
  }

  private static Optional<Distillation> teacher(Checkpoint of, double weight, double temperature) {
    GradientEngine engine = new Named("a", "b");
    return Optional.of(new Distillation(new SpikingTeacher(engine, of), weight, temperature));
  }

  private static void put(Map<String, String> whose, String what, String key) {
    String other = whose.put(key, what);
    assertTrue(other == null, () -> what + " has the key of " + other);
  }

  private static String key(
      TrainingTask task,
      TrainingSettings settings,
      String engine,
      String configuration,
      Optimizer optimiser) {
    return StateKey.of(
        task, settings, new Named(engine, configuration), optimiser, Optional.empty());
  }
}
