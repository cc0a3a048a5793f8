package org.keyspike.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.Hashes;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns by gradient descent, epoch by epoch, and hands out the best epoch by validation accuracy
 * (of equals the one with the lower loss). The same task, settings and engine configuration give
 * the same bytes, whether or not the run was interrupted.
 */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final GradientEngine engine;
  private final TrainingSettings settings;
  private final ProgressListener progress;

  public Trainer(GradientEngine engine, TrainingSettings settings, ProgressListener progress) {
    this.engine = engine;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, or goes on where an interrupted training of the same task stopped.
   *
   * @param folder for state and metrics
   * @return the checkpoint of the best epoch; on an integer grid its parameters lie on the grid
   * @throws IOException if the folder cannot be written, or holds a state that cannot be read
   */
  public Checkpoint train(TrainingTask task, Path folder) throws IOException {
    Files.createDirectories(folder);
    Checkpoint start = task.start();
    TrainingState state =
        TrainingState.resume(folder, key(task), start.parameters(), settings.averaging() > 0);
    Metrics metrics = new Metrics(folder, state.epochs());
    Projection projection = new Projection(start.spec(), start.parameters(), task.holdZeros());
    progress.begin(task.stage(), settings.epochs());
    try {
      progress.advance(state.epochs());
      while (state.epochs() < settings.epochs() && !exhausted(state)) {
        state = epoch(task, state, projection, metrics);
        state.save(folder);
        progress.advance(1);
      }
    } finally {
      progress.end();
    }
    TrainingState.remove(folder);
    Parameters best = onGrid(start.spec(), state.best());
    return start.with(best);
  }

  private TrainingState epoch(
      TrainingTask task, TrainingState state, Projection projection, Metrics metrics)
      throws IOException {
    long began = System.nanoTime();
    NetworkSpec spec = task.start().spec();
    Parameters parameters = state.parameters();
    List<ParameterSpec> learned =
        spec.parameters().stream().filter(p -> p.role().learned()).toList();
    AdamW optimiser =
        new AdamW(learned, settings.weightDecay(), state.moment1(), state.moment2(), state.steps());
    long steps = (long) task.training().batches() * settings.epochs();
    Parameters feedback =
        settings.rule().feedback() ? Feedback.draw(spec, task.seed()) : Feedback.NONE;
    Evaluator.Tally tally = new Evaluator.Tally(spec);
    BandSelection selection = NetworkInput.by(task.start());
    long step = state.steps();
    double rate = 0;
    double spikes = Double.POSITIVE_INFINITY;
    for (Batch whole : task.training().epoch(state.epochs())) {
      Batch batch = selection.of(whole);
      Objective objective = objective(task, feedback, whole, spikes, step);
      Gradients found = engine.gradients(spec, onGrid(spec, parameters), batch, objective);
      requireFinite(task, state, found);
      GradientClipping.clip(found.gradients(), settings.gradientClip());
      rate = settings.schedule().rate(settings.learningRate(), step, steps, state.reductions());
      optimiser.update(parameters, found.gradients(), rate);
      updateStatistics(parameters, found.batchStatistics());
      projection.apply(parameters);
      step++;
      MovingAverage.update(state.average(), parameters, settings.averaging(), step);
      tally.add(batch, found.activity());
      spikes = Arrays.stream(found.activity().rates()).average().orElse(0);
    }
    Parameters scored = settings.averaging() > 0 ? state.average() : parameters;
    Scores validation =
        Evaluator.score(engine, spec, onGrid(spec, scored), selection.of(task.validation()));
    int epochs = state.epochs() + 1;
    double seconds = (System.nanoTime() - began) / 1e9;
    metrics.add(new Metrics.Epoch(task.stage(), epochs, rate, tally.scores(), validation, seconds));
    double accuracy = validation.accuracy().value();
    LOG.info(
        "{}: epoch {}/{}, loss {}, training {}, validation {}, {} s",
        task.stage(),
        epochs,
        settings.epochs(),
        String.format("%.4f", tally.scores().loss()),
        String.format("%.4f", tally.scores().accuracy().value()),
        String.format("%.4f", accuracy),
        String.format("%.1f", seconds));
    boolean better =
        accuracy > state.bestAccuracy()
            || accuracy == state.bestAccuracy() && validation.loss() < state.bestLoss();
    int bestEpoch = better ? epochs : state.bestEpoch();
    boolean plateau = epochs - Math.max(bestEpoch, state.reducedAt()) >= Schedule.PLATEAU_EPOCHS;
    return new TrainingState(
        state.key(),
        epochs,
        step,
        parameters,
        state.moment1(),
        state.moment2(),
        state.average(),
        better ? scored.copy() : state.best(),
        bestEpoch,
        better ? accuracy : state.bestAccuracy(),
        better ? validation.loss() : state.bestLoss(),
        state.reductions() + (plateau ? 1 : 0),
        plateau ? epochs : state.reducedAt());
  }

  /** Whether patience has run out. */
  private boolean exhausted(TrainingState state) {
    return settings.patience() > 0 && state.epochs() - state.bestEpoch() >= settings.patience();
  }

  /**
   * What a step minimises.
   *
   * @param rate of the layers in the step before: at or below the target the penalty rests. Unknown
   *     in an epoch's first step, so that an epoch does not depend on the one before it
   */
  private Objective objective(
      TrainingTask task, Parameters feedback, Batch whole, double rate, long step) {
    return new Objective(
        settings.rule(),
        feedback,
        rate > settings.rateTarget() ? settings.rateWeight() : 0,
        settings.encoderRateWeight(),
        settings.labelSmoothing(),
        task.distillation() == null ? null : task.distillation().answer(engine, whole),
        task.encoder(),
        task.seed() * 31 + step);
  }

  private static Parameters onGrid(NetworkSpec spec, Parameters parameters) {
    return spec.format() == null ? parameters : Quantizer.onGrid(spec, parameters);
  }

  private static void updateStatistics(Parameters parameters, Parameters batch) {
    batch
        .asMap()
        .forEach(
            (name, tensor) -> {
              float[] running = parameters.data(name);
              for (int n = 0; n < running.length; n++) {
                running[n] += BatchNorm.MOMENTUM * (tensor.data()[n] - running[n]);
              }
            });
  }

  private static void requireFinite(TrainingTask task, TrainingState state, Gradients found) {
    if (!Double.isFinite(found.loss())) {
      throw new DivergedException(task.stage(), state.epochs() + 1, found.loss());
    }
  }

  /** What decides the result: the start, the settings, the engine and its configuration. */
  private String key(TrainingTask task) {
    MessageDigest digest = Hashes.sha256();
    String words =
        String.join(
            "\n",
            task.stage(),
            settings.toString(),
            engine.name(),
            engine.configuration(),
            task.encoder().toString(),
            Boolean.toString(task.holdZeros()),
            Long.toString(task.seed()),
            task.start().spec().toString(),
            task.start().kept().toString(),
            Integer.toString(task.training().clips()),
            Integer.toString(task.validation().size()));
    digest.update(words.getBytes(StandardCharsets.UTF_8));
    update(digest, task.start().parameters());
    Distillation distillation = task.distillation();
    if (distillation != null) {
      String teacher = distillation.weight() + " " + distillation.temperature();
      digest.update(teacher.getBytes(StandardCharsets.UTF_8));
      update(digest, distillation.teacher().parameters());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Parameters parameters) {
    for (Tensor tensor : parameters.asMap().values()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.data().length);
      bytes.asFloatBuffer().put(tensor.data());
      // What was put through the view has not moved this one's position.
      digest.update(bytes);
    }
  }
}
