package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

/**
 * What the trainer does in every step, and in what state it goes on after a kill: of an engine
 * whose network gets better with every step, so that the best epoch is always the last. An epoch
 * has three batches.
 */
class TrainerStepsTest {
  private static final int BATCHES = 3;

  @TempDir Path folder;

  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Residual(false),
          List.of(
              new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.Keyword(3, 2, 5),
          1,
          null);

  /** Everything in the state, by its bytes, and every epoch's figures. */
  @Test
  void aKilledTrainingGoesOnFromTheSameState() throws IOException {
    Path whole = folder.resolve("whole");
    Path often = folder.resolve("often");
    TrainingSettings settings = settings(6, Schedule.ONE_CYCLE, 0.9);
    int lastEpoch = 5 * BATCHES + 1;
    assertThrows(MortalEngine.Kill.class, () -> train(new Better(lastEpoch), settings, whole));
    for (int batches : new int[] {1, BATCHES + 2, 2, 2 * BATCHES, BATCHES + 1, BATCHES + 1}) {
      assertThrows(MortalEngine.Kill.class, () -> train(new Better(batches), settings, often));
    }
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("state.safetensors")),
        Files.readAllBytes(often.resolve("state.safetensors")));
    Checkpoint expected = train(new Better(-1), settings, folder.resolve("undisturbed"));
    assertEquals(expected, train(new Better(-1), settings, often));
    List<String> figures = figures(folder.resolve("undisturbed"));
    assertEquals(6, figures.size());
    assertEquals(6, new HashSet<>(figures).size(), figures.toString());
    assertEquals(figures, figures(often));
  }

  @Test
  void theMockIsBestInItsLastEpoch() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    train(new Better(-1), settings(6, Schedule.ONE_CYCLE, 0.9), folder, listening(reports));
    for (int i = 1; i < 6; i++) {
      assertTrue(reports.get(i).validation().loss() < reports.get(i - 1).validation().loss());
    }
  }

  /** a ← d·a + (1 − d)·θ after each step, with d = min(0.9, (1 + t)/(10 + t)). */
  @Test
  void theAverageIsWhatIsScoredAndHandedOut() throws IOException {
    List<Parameters> scored = new ArrayList<>();
    List<Parameters> stepped = new ArrayList<>();
    Better engine =
        new Better(-1) {
          @Override
          public Activity forward(
              NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
            scored.add(parameters.copy());
            return super.forward(spec, parameters, batch, detail);
          }
        };
    Optimizer witness =
        new Sgd() {
          @Override
          public void update(
              List<ParameterSpec> learned,
              Parameters parameters,
              Parameters gradients,
              OptimizerMemory memory,
              double rate) {
            super.update(learned, parameters, gradients, memory, rate);
            stepped.add(parameters.copy());
          }
        };
    Checkpoint found =
        new Trainer(engine, settings(1, Schedule.PLATEAU, 0.9), witness)
            .train(task(), folder.resolve("average"));
    float[] raw = stepped.get(BATCHES - 1).data(Names.OUTPUT_WEIGHT);
    double[] average =
        IntStream.range(0, raw.length)
            .mapToDouble(i -> start().parameters().data(Names.OUTPUT_WEIGHT)[i])
            .toArray();
    for (int t = 1; t <= BATCHES; t++) {
      double d = (1.0 + t) / (10 + t);
      for (int i = 0; i < raw.length; i++) {
        average[i] = d * average[i] + (1 - d) * stepped.get(t - 1).data(Names.OUTPUT_WEIGHT)[i];
      }
    }
    // The batches are scored inside of the engine; the last is the validation part.
    float[] validated = scored.get(scored.size() - 1).data(Names.OUTPUT_WEIGHT);
    for (int i = 0; i < raw.length; i++) {
      assertEquals(average[i], validated[i], 1e-6);
      assertNotEquals(raw[i], validated[i], 1e-3f);
    }
    assertArrayEquals(validated, found.parameters().data(Names.OUTPUT_WEIGHT));
  }

  @Test
  void gradientsReachTheOptimiserClippedTogether() throws IOException {
    List<Double> norms = new ArrayList<>();
    Optimizer witness =
        new Sgd() {
          @Override
          public void update(
              List<ParameterSpec> learned,
              Parameters parameters,
              Parameters gradients,
              OptimizerMemory memory,
              double rate) {
            double squares = 0;
            for (String name : gradients.names()) {
              for (float g : gradients.data(name)) {
                squares += (double) g * g;
              }
            }
            norms.add(Math.sqrt(squares));
            super.update(learned, parameters, gradients, memory, rate);
          }
        };
    new Trainer(new Better(-1), settings(1, Schedule.PLATEAU, 0), witness)
        .train(task(), folder.resolve("clipped"));
    assertEquals(BATCHES, norms.size());
    for (double norm : norms) {
      // All gradients of the mock are 1: before, the norm is the root of their number.
      assertEquals(0.5, norm, 1e-6);
    }
  }

  /** Masks of dropout come from it: no two steps have the same, and a kill does not change them. */
  @Test
  void everyStepHasItsOwnSeed() throws IOException {
    Better undisturbed = new Better(-1);
    train(undisturbed, settings(3, Schedule.PLATEAU, 0), folder.resolve("one"));
    assertEquals(3 * BATCHES, new HashSet<>(undisturbed.seeds).size(), "seeds");
    Better killed = new Better(BATCHES + 1);
    assertThrows(
        MortalEngine.Kill.class,
        () -> train(killed, settings(3, Schedule.PLATEAU, 0), folder.resolve("two")));
    Better resumed = new Better(-1);
    train(resumed, settings(3, Schedule.PLATEAU, 0), folder.resolve("two"));
    assertEquals(undisturbed.seeds.subList(BATCHES, 3 * BATCHES), resumed.seeds);
    Better otherSeed = new Better(-1);
    new Trainer(otherSeed, settings(1, Schedule.PLATEAU, 0))
        .train(task(6), folder.resolve("three"));
    assertFalse(undisturbed.seeds.containsAll(otherSeed.seeds));
  }

  /** The validation part is always answered wrongly, in epoch 3 least so, from then on the same. */
  @Test
  void ofEquallyAccurateEpochsTheOneWithTheLowestLossIsHandedOut() throws IOException {
    List<Parameters> after = new ArrayList<>();
    TrainingSettings settings = settings(5, Schedule.PLATEAU, 0);
    double[] wrongBy = {4, 2, 1, 1, 3};
    Checkpoint found =
        train(
            new Better(-1) {
              @Override
              public Activity forward(
                  NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
                if (detail == Detail.LOGITS && batch.size() == 6) {
                  after.add(parameters.copy());
                  return answers(batch, (float) -wrongBy[after.size() - 1]);
                }
                return super.forward(spec, parameters, batch, detail);
              }
            },
            settings,
            folder.resolve("ties"));
    assertEquals(after.get(2), found.parameters());
    assertNotEquals(after.get(3), found.parameters());
  }

  /** The first epoch is the best: 4 later, and 4 after that, the rate is halved. */
  @Test
  void plateausHalveTheRate() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    train(
        new Better(-1) {
          @Override
          public Activity forward(
              NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
            return answers(batch, 1);
          }
        },
        settings(10, Schedule.PLATEAU, 0),
        folder.resolve("plateaus"),
        listening(reports));
    assertEquals(
        List.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.125),
        reports.stream().map(EpochReport::learningRate).toList());
  }

  /** The first epoch is the best: with a patience of 3 the fourth is the last. */
  @Test
  void patienceEndsSoManyEpochsAfterTheBest() throws IOException {
    for (int patience : new int[] {1, 3}) {
      List<EpochReport> reports = new ArrayList<>();
      train(
          new Better(-1) {
            @Override
            public Activity forward(
                NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
              return answers(batch, 1);
            }
          },
          settings(10, Schedule.COSINE, 0).fineTuning(10, 0.5, patience, RateSettings.NONE),
          folder.resolve("patience" + patience),
          listening(reports));
      assertEquals(1 + patience, reports.size());
    }
  }

  /** Of 6 epochs of 3 batches the third begins at step 6 of 18: ½(1 + cos(π·8/17)) at its end. */
  @Test
  void theRateOfAnEpochIsThatOfItsLastStep() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    train(new Better(-1), settings(6, Schedule.COSINE, 0), folder.resolve("c"), listening(reports));
    for (int epoch = 1; epoch <= 6; epoch++) {
      double part = (epoch * BATCHES - 1) / 17.0;
      double expected = 0.5 * (1 + Math.cos(Math.PI * part)) / 2;
      assertEquals(expected, reports.get(epoch - 1).learningRate(), 1e-12);
      assertEquals(epoch, reports.get(epoch - 1).epoch());
    }
  }

  @Test
  void whereItDivergedIsSaid() {
    Better engine =
        new Better(-1) {
          @Override
          public Gradients gradients(
              NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
            Gradients found = super.gradients(spec, parameters, batch, objective);
            double loss = objective.seed() == 5 * 31 + 4 ? Double.POSITIVE_INFINITY : 1;
            return new Gradients(
                loss, found.gradients(), found.batchStatistics(), found.activity());
          }
        };
    DivergedException e =
        assertThrows(
            DivergedException.class,
            () -> train(engine, settings(3, Schedule.COSINE, 0), folder.resolve("d")));
    assertTrue(e.getMessage().contains("epoch 2"), e.getMessage());
  }

  @Test
  void aTeacherWithoutWeightOrTemperatureIsRefused() {
    for (double weight : new double[] {0, 1.01, Double.NaN}) {
      assertEquals(
          "distillation.weight",
          assertThrows(SpecException.class, () -> new SoftTargets(new float[1], weight, 1))
              .field());
    }
    for (double temperature : new double[] {0, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertEquals(
          "distillation.temperature",
          assertThrows(SpecException.class, () -> new SoftTargets(new float[1], 1, temperature))
              .field());
    }
    assertEquals(
        "SoftTargets[weight 1.0, temperature 2.0]", new SoftTargets(new float[1], 1, 2).toString());
  }

  /**
   * The same matrices in every step, drawn from the task's seed, and none where none are needed.
   */
  @Test
  void onlyARuleThatNeedsFeedbackGetsIt() throws IOException {
    for (LearningRule rule : List.of(new DfaInstant(), new Bptt())) {
      List<Parameters> seen = new ArrayList<>();
      Better engine =
          new Better(-1) {
            @Override
            public Gradients gradients(
                NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
              assertEquals(rule, objective.rule());
              seen.add(objective.feedback());
              return super.gradients(spec, parameters, batch, objective);
            }
          };
      TrainingSettings usual = settings(2, Schedule.PLATEAU, 0);
      TrainingSettings settings =
          new TrainingSettings(
              usual.compute(),
              rule,
              2,
              8,
              usual.descent(),
              usual.loss(),
              0,
              0,
              AugmentationSettings.NONE,
              AudioAugmentationSettings.NONE);
      train(engine, settings, folder.resolve(rule.name()));
      Parameters expected = rule.feedback() ? Feedback.draw(spec, 5) : Feedback.NONE;
      assertEquals(Collections.nCopies(2 * BATCHES, expected), seen);
    }
  }

  private static TrainingListener listening(List<EpochReport> reports) {
    return new TrainingListener() {
      @Override
      public void epochFinished(EpochReport report) {
        reports.add(report);
      }
    };
  }

  private static List<String> figures(Path of) throws IOException {
    return Files.readAllLines(of.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"seconds\":[^,}]*", ""))
        .toList();
  }

  private Checkpoint start() {
    return new Checkpoint(
        spec, List.of("no", "yes"), Initializer.draw(spec, 0.3, 11), Map.of("seed", "11"));
  }

  private TrainingTask task() {
    return task(5);
  }

  private TrainingTask task(long seed) {
    return new TrainingTask(
        "train",
        start(),
        new ShuffledEpochs(new MadeFeatures(23, 3, 5, 2, 1), 8, 5, AugmentationSettings.NONE),
        new MadeFeatures(6, 3, 5, 2, 2),
        EncoderLearning.TASK,
        false,
        seed);
  }

  private Checkpoint train(
      GradientEngine engine, TrainingSettings settings, Path where, TrainingListener... listeners)
      throws IOException {
    return new Trainer(engine, settings, listeners).train(task(), where);
  }

  private static TrainingSettings settings(int epochs, Schedule schedule, double averaging) {
    return new TrainingSettings(
        new EngineSettings("made", "cpu", 1),
        new Bptt(),
        epochs,
        8,
        new DescentSettings(schedule, 0.5, 0.01, 0.5),
        LossSettings.USUAL,
        averaging,
        0,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  /** Logits that prefer the true class by a margin; below 0 they prefer the other. */
  private static Activity answers(Batch batch, float margin) {
    float[] logits = new float[batch.size() * 2];
    for (int row = 0; row < batch.size(); row++) {
      logits[row * 2 + batch.labels()[row]] = margin;
    }
    return new Activity(logits, 0.5, new double[] {0.25}, new float[0], List.of());
  }

  /** Every gradient is 1, and the lower a weight of the readout the surer are right answers. */
  private static class Better extends MortalEngine {
    private final List<Long> seeds = new ArrayList<>();

    Better(int batchesLeft) {
      super(batchesLeft);
    }

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      live();
      seeds.add(objective.seed());
      Parameters gradients = parameters.copy();
      for (String name : gradients.names()) {
        Arrays.fill(gradients.data(name), 1);
      }
      return new Gradients(
          1, gradients, new Parameters(Map.of()), forward(spec, parameters, batch, Detail.LOGITS));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      return answers(batch, -parameters.data(Names.OUTPUT_WEIGHT)[0]);
    }
  }
}
