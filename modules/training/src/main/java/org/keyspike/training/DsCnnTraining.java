package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Decision;
import org.keyspike.evaluation.SpeakerMean;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.dscnn.DsCnn;

/**
 * The training of a DS-CNN by gradient descent, epoch by epoch, with the settings, clips and
 * augmentation of a spiking network's training: it hands out the best epoch by validation accuracy,
 * averaged over speakers where they are known. Interrupted, it goes on where it stopped.
 *
 * @param settings how it learns; rule, rate penalties and patience do not concern it
 * @param seed of what is drawn
 */
public record DsCnnTraining(TrainingSettings settings, long seed) {
  private static final String STAGE = "train";
  private static final int BATCH = 64;

  /**
   * Trains.
   *
   * @param start the network that learning starts from
   * @param training the clips to learn from, pass by pass
   * @param validation the clips that choose the epoch
   * @param folder for state and metrics, made if needed
   * @param listeners hear of every epoch
   * @throws IOException if the folder cannot be written
   */
  public DsCnn train(
      DsCnnEngine engine,
      DsCnn start,
      Epochs training,
      LabelledFeatures validation,
      Path folder,
      TrainingListener... listeners)
      throws IOException {
    Files.createDirectories(folder);
    AdamW optimiser = new AdamW(settings.descent().weightDecay());
    TrainingState state =
        TrainingState.resume(
            folder,
            key(engine, start, training, validation),
            start.parameters(),
            optimiser,
            settings.averaging() > 0,
            CycleControl.of(RateSettings.NONE));
    TrainingState last =
        new EpochLoop(STAGE, settings.epochs(), folder, List.of(listeners))
            .from(
                state,
                never -> false,
                (before, all) ->
                    epoch(engine, optimiser, start, training, validation, before, all));
    return start.with(last.best().parameters());
  }

  private TrainingState epoch(
      DsCnnEngine engine,
      AdamW optimiser,
      DsCnn network,
      Epochs training,
      LabelledFeatures validation,
      TrainingState state,
      List<TrainingListener> listening)
      throws IOException {
    long began = System.nanoTime();
    Parameters parameters = state.parameters();
    List<ParameterSpec> learned = network.spec().learned();
    OptimizerMemory memory = state.memory();
    DescentSettings descent = settings.descent();
    long steps = (long) training.batches() * settings.epochs();
    Answers answers = new Answers(network.labels().size());
    double rate = 0;
    for (Batch batch : training.epoch(state.epochs())) {
      DsCnnEngine.Step found =
          engine.gradients(
              network.spec(),
              parameters,
              batch,
              settings.loss().labelSmoothing(),
              seed * 31 + memory.steps());
      if (!Double.isFinite(found.loss())) {
        throw new DivergedException(STAGE, state.epochs() + 1, found.loss());
      }
      GradientClipping.clip(found.gradients(), descent.gradientClip());
      rate = descent.rate(memory.steps(), steps, state.plateaus().count());
      optimiser.update(learned, parameters, found.gradients(), memory, rate);
      found
          .running()
          .asMap()
          .forEach(
              (name, tensor) ->
                  System.arraycopy(
                      tensor.data(), 0, parameters.data(name), 0, tensor.data().length));
      memory = memory.next();
      MovingAverage.update(state.average(), parameters, settings.averaging(), memory.steps());
      answers.add(batch, found.logits());
    }
    Scores chosen = score(engine, network.with(state.scored()), validation);
    EpochReport report =
        new EpochReport(
            STAGE,
            state.epochs() + 1,
            settings.epochs(),
            rate,
            answers.scores(Optional.empty()),
            chosen,
            (System.nanoTime() - began) / 1e9,
            Optional.empty());
    for (TrainingListener listener : listening) {
      listener.epochFinished(report);
    }
    return state.after(memory, chosen, 0, state.control());
  }

  /**
   * Scores a network on a part.
   *
   * @throws IllegalArgumentException if the part is empty
   */
  public static Scores score(DsCnnEngine engine, DsCnn network, LabelledFeatures part) {
    if (part.size() == 0) {
      throw new IllegalArgumentException("there are no clips to score");
    }
    Answers answers = new Answers(network.labels().size());
    for (Batch batch : Batches.inOrder(part, BATCH)) {
      answers.add(batch, engine.logits(network.spec(), network.parameters(), batch));
    }
    return answers.scores(answers.speakerMean(part));
  }

  /** With the numbers of the start, whose map to coefficients is from the very features. */
  private String key(
      DsCnnEngine engine, DsCnn start, Epochs training, LabelledFeatures validation) {
    String words =
        String.join(
            "\n",
            settings.toString(),
            engine.configuration(),
            start.spec().toString(),
            start.provenance().getOrDefault("data", ""),
            Long.toString(seed),
            Integer.toString(training.clips()),
            Integer.toString(validation.size()));
    return StateKey.of(words, start.parameters());
  }

  /** Collects the answers of many batches. */
  private static final class Answers {
    private final int classes;
    private final List<Integer> predicted = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();
    private double loss;

    Answers(int classes) {
      this.classes = classes;
    }

    void add(Batch batch, float[] logits) {
      for (int row = 0; row < batch.size(); row++) {
        int label = batch.labels()[row];
        predicted.add(Decision.of(logits, row * classes, classes));
        expected.add(label);
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          sum += StrictMath.exp(logits[row * classes + k] - logits[row * classes + label]);
        }
        loss += StrictMath.log(sum);
      }
    }

    Optional<Double> speakerMean(LabelledFeatures part) {
      List<ClipScore> clips = new ArrayList<>();
      for (int clip = 0; clip < part.size(); clip++) {
        int correct = predicted.get(clip).equals(expected.get(clip)) ? 1 : 0;
        clips.add(new ClipScore(new Accuracy(correct, 1), part.speaker(clip)));
      }
      return SpeakerMean.of(clips);
    }

    Scores scores(Optional<Double> speakerMean) {
      return new Scores(
          predicted.stream().mapToInt(Integer::intValue).toArray(),
          expected.stream().mapToInt(Integer::intValue).toArray(),
          loss / Math.max(1, expected.size()),
          Double.NaN,
          new double[0],
          new double[0],
          speakerMean);
    }
  }
}
