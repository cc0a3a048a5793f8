package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
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
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.made.MadeFeatures;

/**
 * The trainer with an engine whose gradients are a fixed function of parameters and batch: what is
 * tested here is everything around the engine.
 */
class TrainerTest {
  @TempDir Path folder;

  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Residual(false),
          List.of(
              new LayerSpec(
                  4, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), true, true, 0)),
          new ReadoutSpec.Keyword(3, 2, 5),
          1,
          null);
  private final Epochs training =
      new ShuffledEpochs(
          new MadeFeatures(23, 3, 5, 2, 1), 8, 5, new AugmentationSettings(1, 1, 1, 0, 0));
  private final MadeFeatures validation = new MadeFeatures(7, 3, 5, 2, 2);

  @Test
  void aKilledTrainingEndsWithTheSameBytes() throws IOException {
    TrainingSettings settings = settings(6);
    Path undisturbed = folder.resolve("undisturbed");
    Checkpoint expected = train(new Made(-1), settings, undisturbed);
    Path killed = folder.resolve("killed");
    for (int batches : new int[] {1, 7, 4}) {
      assertThrows(MortalEngine.Kill.class, () -> train(new Made(batches), settings, killed));
    }
    Checkpoint found = train(new Made(-1), settings, killed);
    assertEquals(expected, found);
    expected.write(folder.resolve("a"));
    found.write(folder.resolve("b"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
    assertEquals(6, Files.readAllLines(killed.resolve("metrics.jsonl")).size());
    assertFalse(Files.exists(killed.resolve("state.safetensors")));
  }

  @Test
  void aStateOfOtherSettingsIsNotContinued() throws IOException {
    assertThrows(
        MortalEngine.Kill.class, () -> train(new Made(9), settings(6), folder.resolve("x")));
    assertEquals(
        train(new Made(-1), settings(4), folder.resolve("y")),
        train(new Made(-1), settings(4), folder.resolve("x")));
  }

  @Test
  void prunedWeightsStayZeroAndLeaksStayInRange() throws IOException {
    Checkpoint start = start();
    float[] weights = start.parameters().data(Names.weight(0));
    for (int i = 0; i < weights.length; i += 2) {
      weights[i] = 0;
    }
    start.parameters().data(Names.leak(0))[0] = 2;
    Checkpoint found =
        new Trainer(new Made(-1), settings(3))
            .train(
                new TrainingTask(
                    "train", start, training, validation, EncoderLearning.TASK, true, 5),
                folder.resolve("z"));
    float[] after = found.parameters().data(Names.weight(0));
    for (int i = 0; i < after.length; i++) {
      assertEquals(i % 2 == 0, after[i] == 0, "weight " + i);
    }
    for (float leak : found.parameters().data(Names.leak(0))) {
      assertTrue(leak >= 0 && leak <= 255f / 256, "leak " + leak);
    }
  }

  @Test
  void aTeacherAnswersEveryBatchWithAllBands() throws IOException {
    List<SoftTargets> seen = new ArrayList<>();
    GradientEngine engine =
        new Made(-1) {
          @Override
          public Gradients gradients(
              NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
            assertEquals(2, batch.bands());
            seen.add(objective.teacher().orElseThrow());
            return super.gradients(spec, parameters, batch, objective);
          }

          @Override
          public Activity forward(
              NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
            assertEquals(spec.features().bands(), batch.bands());
            return super.forward(spec, parameters, batch, detail);
          }
        };
    NetworkSpec two =
        new NetworkSpec(
            new FeatureSpec(2, 1), spec.encoder(), spec.layers(), spec.readout(), 1, null);
    Checkpoint student =
        new Checkpoint(
            two,
            start().classes(),
            Initializer.draw(two, 0.3, 3),
            Map.of(),
            List.of(new KeptIndices(KeptIndices.BANDS, 3, List.of(0, 2))));
    Checkpoint found =
        new Trainer(engine, settings(1, 0, 0))
            .train(
                new TrainingTask(
                    "t",
                    student,
                    training,
                    validation,
                    EncoderLearning.TASK,
                    true,
                    Optional.of(new Distillation(new SpikingTeacher(engine, start()), 0.25, 3)),
                    5),
                folder.resolve("taught"));
    assertEquals(3, seen.size());
    for (SoftTargets one : seen) {
      assertEquals(0.25, one.weight());
      assertEquals(3, one.temperature());
    }
    assertEquals(16, seen.get(0).logits().length, "8 clips of 2 classes");
    assertEquals(student.kept(), found.kept());
  }

  /** The engine's rate is always a quarter. */
  @Test
  void thePenaltyRestsAtItsTarget() throws IOException {
    for (double target : new double[] {0.2, 0.25}) {
      List<Double> weights = new ArrayList<>();
      GradientEngine engine =
          new Made(-1) {
            @Override
            public Gradients gradients(
                NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
              weights.add(objective.rateWeight());
              return super.gradients(spec, parameters, batch, objective);
            }
          };
      TrainingSettings settings =
          settings(1, 0, 0).fineTuning(2, 0.05, 0, new RateSettings(0.5, target));
      train(engine, settings, folder.resolve("rate" + target));
      double later = target < 0.25 ? 0.5 : 0;
      assertEquals(List.of(0.5, later, later, 0.5, later, later), weights);
    }
  }

  @Test
  void theRunningStatisticsFollowTheBatches() throws IOException {
    Checkpoint found = train(new Made(-1), settings(1, 0, 0), folder.resolve("s"));
    // Three batches with mean 2, from 0: 2·(1 − 0.9³); which epoch was best does not matter for
    // one.
    assertEquals(2 * (1 - 0.729), found.parameters().data(Names.normMean(0))[0], 1e-6);
  }

  @Test
  void patienceEndsATrainingThatNoLongerGetsBetter() throws IOException {
    train(new Made(-1), settings(40, 0, 3), folder.resolve("p"));
    List<String> lines = Files.readAllLines(folder.resolve("p").resolve("metrics.jsonl"));
    assertTrue(lines.size() < 40, lines.size() + " epochs");
  }

  @Test
  void aListenerHearsOfEveryEpochInOrder() throws IOException {
    Witness witness = new Witness();
    Path where = folder.resolve("heard");
    train(new Made(-1), settings(3), where, witness);
    assertEquals(
        List.of("begun train 0 of 3", "epoch 1", "epoch 2", "epoch 3", "ended"), witness.heard);
    List<String> lines = Files.readAllLines(where.resolve("metrics.jsonl"));
    JsonMapper json = new JsonMapper();
    for (int i = 0; i < 3; i++) {
      EpochReport report = witness.reports.get(i);
      JsonNode line = json.readTree(lines.get(i));
      assertEquals(
          List.of("train", i + 1, 3), List.of(report.stage(), report.epoch(), report.epochs()));
      assertEquals(line.get("learningRate").doubleValue(), report.learningRate());
      assertEquals(line.get("loss").doubleValue(), report.training().loss());
      assertEquals(line.get("validationLoss").doubleValue(), report.validation().loss());
      assertEquals(line.get("encoderRate").doubleValue(), report.validation().encoderRate());
      assertEquals(line.get("seconds").doubleValue(), report.seconds());
    }
  }

  /** The batches of an epoch are three; the killed epochs are the second and the third. */
  @Test
  void aListenerHearsOfEveryEpochAfterAKill() throws IOException {
    Path where = folder.resolve("resumed");
    Witness first = new Witness();
    assertThrows(MortalEngine.Kill.class, () -> train(new Made(4), settings(4), where, first));
    assertEquals(List.of("begun train 0 of 4", "epoch 1", "ended"), first.heard);
    Witness second = new Witness();
    assertThrows(MortalEngine.Kill.class, () -> train(new Made(3), settings(4), where, second));
    assertEquals(List.of("begun train 1 of 4", "epoch 2", "ended"), second.heard);
    Witness third = new Witness();
    train(new Made(-1), settings(4), where, third);
    assertEquals(List.of("begun train 2 of 4", "epoch 3", "epoch 4", "ended"), third.heard);
    assertEquals(
        List.of("epoch 1", "epoch 2", "epoch 3", "epoch 4"),
        Files.readAllLines(where.resolve("metrics.jsonl")).stream()
            .map(line -> line.replaceAll(".*\"epoch\":(\\d+).*", "epoch $1"))
            .toList());
  }

  @Test
  void progressIsCountedInEpochs() throws IOException {
    List<String> heard = new ArrayList<>();
    ProgressListener progress =
        new ProgressListener() {
          @Override
          public void begin(String what, long total) {
            heard.add(what + " " + total);
          }

          @Override
          public void advance(long n) {
            heard.add("+" + n);
          }

          @Override
          public void end() {
            heard.add("end");
          }
        };
    Path where = folder.resolve("progress");
    assertThrows(
        MortalEngine.Kill.class,
        () -> train(new Made(7), settings(3), where, TrainingListener.of(progress)));
    assertEquals(List.of("train 3", "+0", "+1", "+1", "end"), heard);
    heard.clear();
    train(new Made(-1), settings(3), where, TrainingListener.of(progress));
    assertEquals(List.of("train 3", "+2", "+1", "end"), heard);
  }

  /** θ ← θ − ηg, without clipping: the parameters of the first epoch follow by hand. */
  @Test
  void anotherOptimiserTrains() throws IOException {
    TrainingSettings plain = settings(1, 0, 0);
    List<Parameters> expected = new ArrayList<>();
    List<Float> rates = new ArrayList<>();
    Optimizer witness =
        new Sgd() {
          @Override
          public void update(
              List<ParameterSpec> learned,
              Parameters parameters,
              Parameters gradients,
              OptimizerMemory memory,
              double rate) {
            assertEquals(rates.size(), memory.steps());
            assertTrue(memory.moments().isEmpty());
            rates.add((float) rate);
            float[] bias = parameters.data(Names.bias(0)).clone();
            super.update(learned, parameters, gradients, memory, rate);
            for (int i = 0; i < bias.length; i++) {
              float g = gradients.data(Names.bias(0))[i];
              assertEquals(bias[i] - (float) rate * g, parameters.data(Names.bias(0))[i]);
            }
            expected.add(parameters.copy());
          }
        };
    Checkpoint found =
        new Trainer(new Made(-1), plain, witness).train(task(), folder.resolve("sgd"));
    assertEquals(3, rates.size());
    assertEquals(expected.get(2).get(Names.weight(0)), found.parameters().get(Names.weight(0)));
    Checkpoint adam = train(new Made(-1), plain, folder.resolve("adam"));
    assertNotEquals(adam.parameters(), found.parameters());
  }

  @Test
  void aKilledTrainingWithAnotherOptimiserGoesOnToo() throws IOException {
    Checkpoint expected =
        new Trainer(new Made(-1), settings(5), new Momentum()).train(task(), folder.resolve("m"));
    Path killed = folder.resolve("n");
    assertThrows(
        MortalEngine.Kill.class,
        () -> new Trainer(new Made(8), settings(5), new Momentum()).train(task(), killed));
    Safetensors state = Safetensors.read(killed.resolve("state.safetensors"));
    assertTrue(state.names().contains("velocity/" + Names.weight(0)), state.names().toString());
    assertFalse(state.names().contains("moment1/" + Names.weight(0)));
    assertEquals(
        expected, new Trainer(new Made(-1), settings(5), new Momentum()).train(task(), killed));
  }

  @Test
  void aStateOfAnotherOptimiserIsNotContinued() throws IOException {
    Path where = folder.resolve("o");
    assertThrows(
        MortalEngine.Kill.class,
        () -> new Trainer(new Made(8), settings(5), new Momentum()).train(task(), where));
    assertEquals(
        train(new Made(-1), settings(5), folder.resolve("q")),
        train(new Made(-1), settings(5), where));
  }

  @Test
  void anOptimiserCannotTakeTheNamesOfTheState() {
    Optimizer best =
        new Sgd() {
          @Override
          public List<String> moments() {
            return List.of("best");
          }
        };
    assertThrows(
        IllegalArgumentException.class,
        () -> new Trainer(new Made(-1), settings(1), best).train(task(), folder.resolve("b")));
  }

  /** As when the disk is full: the failure comes out, and no progress ends that did not begin. */
  @Test
  void whoseBeginningFailedIsNotToldOfAnEnd() {
    List<String> told = new ArrayList<>();
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void begun(String stage, int done, int epochs) throws IOException {
            throw new IOException("full");
          }

          @Override
          public void ended() {
            told.add("failing ended");
          }
        };
    TrainingListener first =
        new TrainingListener() {
          @Override
          public void ended() {
            told.add("first ended");
          }
        };
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                train(new Made(-1), settings(1), folder.resolve("full"), first, failing, failing));
    assertEquals("full", e.getMessage());
    assertEquals(List.of("first ended"), told);
  }

  @Test
  void theAverageFollowsTheParameters() {
    Parameters parameters = start().parameters();
    Parameters average = parameters.zerosLike();
    for (int step = 1; step <= 3; step++) {
      MovingAverage.update(average, parameters, 0.25, step);
    }
    // d is (1 + t)/(10 + t) = 2/11 at first, then 1/4: what is left of the start is their product.
    float w = parameters.data(Names.leak(0))[1];
    assertEquals(w * (1 - 2.0 / 11 / 4 / 4), average.data(Names.leak(0))[1], 1e-6);
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    GradientEngine broken =
        new Made(-1) {
          @Override
          public Gradients gradients(
              NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
            Gradients found = super.gradients(spec, parameters, batch, objective);
            return new Gradients(
                Double.NaN, found.gradients(), found.batchStatistics(), found.activity());
          }
        };
    DivergedException e =
        assertThrows(
            DivergedException.class, () -> train(broken, settings(2), folder.resolve("d")));
    assertTrue(e.getMessage().contains("learningRate"), e.getMessage());
  }

  /** A loss is that of before a step: the last one of an epoch is first seen when scoring. */
  @Test
  void answersThatAreNoNumbersEndTheTraining() {
    for (float answer : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      GradientEngine broken =
          new Made(-1) {
            @Override
            public Activity forward(
                NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
              Activity found = super.forward(spec, parameters, batch, detail);
              if (parameters.data(Names.OUTPUT_WEIGHT)[0] != drawnWeight()) {
                Arrays.fill(found.logits(), answer);
              }
              return found;
            }

            @Override
            public Gradients gradients(
                NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
              Gradients found = super.gradients(spec, parameters, batch, objective);
              Arrays.fill(found.activity().logits(), 0);
              return found;
            }
          };
      DivergedException e =
          assertThrows(
              DivergedException.class, () -> train(broken, settings(2), folder.resolve("v")));
      assertTrue(e.getMessage().contains("epoch 1"), e.getMessage());
    }
  }

  private float drawnWeight() {
    return start().parameters().data(Names.OUTPUT_WEIGHT)[0];
  }

  private Checkpoint start() {
    return new Checkpoint(
        spec, List.of("no", "yes"), Initializer.draw(spec, 0.3, 11), Map.of("seed", "11"));
  }

  private TrainingTask task() {
    return new TrainingTask("train", start(), training, validation, EncoderLearning.TASK, false, 5);
  }

  private Checkpoint train(
      GradientEngine engine, TrainingSettings settings, Path where, TrainingListener... listeners)
      throws IOException {
    return new Trainer(engine, settings, listeners).train(task(), where);
  }

  private static TrainingSettings settings(int epochs) {
    return settings(epochs, 0.9, 0);
  }

  private static TrainingSettings settings(int epochs, double averaging, int patience) {
    return new TrainingSettings(
        new EngineSettings("made", "cpu", 1),
        new Bptt(),
        epochs,
        8,
        new DescentSettings(Schedule.ONE_CYCLE, 0.05, 0.01, 1),
        LossSettings.USUAL,
        averaging,
        patience,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  /** Writes down what it is told. */
  private static final class Witness implements TrainingListener {
    private final List<String> heard = new ArrayList<>();
    private final List<EpochReport> reports = new ArrayList<>();

    @Override
    public void begun(String stage, int done, int epochs) {
      heard.add("begun " + stage + " " + done + " of " + epochs);
    }

    @Override
    public void epochFinished(EpochReport report) {
      heard.add("epoch " + report.epoch());
      reports.add(report);
    }

    @Override
    public void ended() {
      heard.add("ended");
    }
  }

  /** Gradient descent with momentum: v ← 0.9v + g, θ ← θ − ηv. */
  private record Momentum() implements Optimizer {
    @Override
    public List<String> moments() {
      return List.of("velocity");
    }

    @Override
    public void update(
        List<ParameterSpec> learned,
        Parameters parameters,
        Parameters gradients,
        OptimizerMemory memory,
        double rate) {
      Parameters velocity = memory.moment("velocity");
      for (ParameterSpec parameter : learned) {
        float[] v = velocity.data(parameter.name());
        float[] gradient = gradients.data(parameter.name());
        for (int i = 0; i < v.length; i++) {
          v[i] = 0.9f * v[i] + gradient[i];
        }
      }
      new Sgd().update(learned, parameters, velocity, memory, rate);
    }
  }

  /** Gradient = parameter + mean feature; after so many batches it is killed. */
  private static class Made extends MortalEngine {
    Made(int batchesLeft) {
      super(batchesLeft);
    }

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      live();
      float mean = 0;
      for (float x : batch.features()) {
        mean += x / batch.features().length;
      }
      Parameters gradients = parameters.copy();
      for (Tensor tensor : gradients.asMap().values()) {
        for (int i = 0; i < tensor.data().length; i++) {
          tensor.data()[i] += mean;
        }
      }
      int[] shape = {4};
      float[] two = {2, 2, 2, 2};
      return new Gradients(
          mean,
          gradients,
          new Parameters(
              Map.of(
                  Names.normMean(0), new Tensor(shape, two),
                  Names.normVariance(0), new Tensor(shape, two))),
          forward(spec, parameters, batch, Detail.LOGITS));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      float[] logits = new float[batch.size() * 2];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = parameters.data(Names.OUTPUT_WEIGHT)[i % 6] * batch.features()[i];
      }
      return new Activity(logits, 0.5, new double[] {0.25}, new float[0], List.of());
    }
  }
}
