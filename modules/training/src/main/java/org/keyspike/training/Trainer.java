package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;

/**
 * Learns by gradient descent, epoch by epoch, and hands out the best epoch by validation accuracy,
 * averaged over speakers where they are known (of equals the one with the lower loss). The same
 * task, settings and engine configuration give the same bytes, whether or not the run was
 * interrupted.
 */
public final class Trainer {
  private final GradientEngine engine;
  private final TrainingSettings settings;
  private final Optimizer optimiser;
  private final List<TrainingListener> listeners;
  private final Optional<CycleCost> machine;

  /**
   * A trainer with {@link AdamW}.
   *
   * @param listeners hear of every epoch, after the folder's metrics and the log
   */
  public Trainer(GradientEngine engine, TrainingSettings settings, TrainingListener... listeners) {
    this(engine, settings, new AdamW(settings.descent().weightDecay()), listeners);
  }

  /**
   * A trainer with any optimiser.
   *
   * @param optimiser in place of the settings' own; their weight decay is not used
   * @param listeners hear of every epoch, after the folder's metrics and the log
   */
  public Trainer(
      GradientEngine engine,
      TrainingSettings settings,
      Optimizer optimiser,
      TrainingListener... listeners) {
    this(engine, settings, optimiser, List.of(listeners), Optional.empty());
  }

  private Trainer(
      GradientEngine engine,
      TrainingSettings settings,
      Optimizer optimiser,
      List<TrainingListener> listeners,
      Optional<CycleCost> machine) {
    this.engine = engine;
    this.settings = settings;
    this.optimiser = optimiser;
    this.listeners = listeners;
    this.machine = machine;
  }

  /**
   * The same trainer for a machine.
   *
   * @param cost what the activity of the networks that it trains costs there
   */
  public Trainer on(CycleCost cost) {
    return new Trainer(engine, settings, optimiser, listeners, Optional.of(cost));
  }

  /**
   * Trains, or goes on where an interrupted training of the same task stopped.
   *
   * @param folder for state and metrics
   * @return the checkpoint of the best epoch; on an integer grid its parameters lie on the grid
   * @throws SpecException if rates are not of the network's layers, or cycles count, and no machine
   *     is known or outputs are not spikes
   * @throws IOException if the folder cannot be written, or holds a state that cannot be read
   */
  public Checkpoint train(TrainingTask task, Path folder) throws IOException {
    return trained(task, folder, state -> state.best().parameters());
  }

  /**
   * The same, for a training that changes what is to be learned while it runs, such as a gradual
   * pruning: an epoch before the last one is no answer, however well it scored.
   *
   * @return the checkpoint of the last epoch, not averaged
   * @throws IOException as {@link #train}
   */
  public Checkpoint trainToEnd(TrainingTask task, Path folder) throws IOException {
    return trained(task, folder, TrainingState::parameters);
  }

  private Checkpoint trained(
      TrainingTask task, Path folder, Function<TrainingState, Parameters> result)
      throws IOException {
    Files.createDirectories(folder);
    Checkpoint start = task.start();
    requirePossible(start.spec());
    TrainingState state =
        TrainingState.resume(
            folder,
            StateKey.of(task, settings, engine, optimiser, machine),
            RowScales.divide(start.spec(), start.parameters()),
            optimiser,
            settings.averaging() > 0,
            CycleControl.of(settings.loss().rates()));
    Projection projection = new Projection(start.spec(), start.parameters(), task.holdZeros());
    TrainingState last =
        new EpochLoop(task.stage(), settings.epochs(), folder, listeners)
            .from(state, this::exhausted, (before, all) -> epoch(task, before, projection, all));
    return start.with(onGrid(start.spec(), result.apply(last)));
  }

  private TrainingState epoch(
      TrainingTask task,
      TrainingState state,
      Projection projection,
      List<TrainingListener> listening)
      throws IOException {
    long began = System.nanoTime();
    NetworkSpec spec = task.start().spec();
    Parameters parameters = state.parameters();
    boolean byQuantile = ThresholdQuantiles.concern(spec, task.sparsity());
    Map<Boolean, List<ParameterSpec>> byDelay = byDelay(spec, byQuantile);
    List<ParameterSpec> learned = byDelay.get(false);
    List<ParameterSpec> delays = byDelay.get(true);
    long steps = (long) task.training().batches() * settings.epochs();
    Parameters feedback =
        settings.rule().feedback() ? Feedback.draw(spec, task.seed()) : Feedback.NONE;
    Evaluator.Tally tally = new Evaluator.Tally(spec, PhoneStates.counted(task.start().classes()));
    BandSelection selection = NetworkInput.by(task.start());
    OptimizerMemory memory = state.memory();
    DescentSettings descent = settings.descent();
    CycleControl control = state.control();
    double rate = 0;
    double spikes = Double.POSITIVE_INFINITY;
    boolean first = true;
    for (Batch whole : task.training().epoch(state.epochs())) {
      Batch batch = selection.of(whole);
      if (byQuantile && first) {
        new ThresholdQuantiles(engine, spec, task.sparsity()).set(parameters, batch);
      }
      first = false;
      Objective objective =
          objective(task, feedback, whole, penalty(spikes, control), memory.steps())
              .withSigma(task.delays().sigma(memory.steps(), steps));
      Gradients found = engine.gradients(spec, onGrid(spec, parameters), batch, objective);
      requireFinite(task, state, found);
      Parameters gradients = byLearned(spec, parameters, found.gradients());
      GradientClipping.clip(gradients, descent.gradientClip());
      rate = descent.rate(memory.steps(), steps, state.plateaus().count());
      optimiser.update(learned, parameters, gradients, memory, rate);
      if (!delays.isEmpty()) {
        double faster = rate * task.delays().rate();
        optimiser.update(delays, parameters, gradients, memory, faster);
      }
      updateStatistics(parameters, found.batchStatistics());
      projection.apply(parameters);
      memory = memory.next();
      MovingAverage.update(state.average(), parameters, settings.averaging(), memory.steps());
      tally.add(batch, found.activity());
      spikes = Arrays.stream(found.activity().rates()).average().orElse(0);
      control = controlled(control, found.activity());
    }
    Scores validation = validation(task, spec, state, selection);
    Optional<Double> cycles =
        machine.map(
            m -> m.cycles(validation.encoderRate(), validation.rates(), validation.active()));
    double weight = control.weight();
    double seconds = (System.nanoTime() - began) / 1e9;
    EpochReport report =
        new EpochReport(
            task.stage(),
            state.epochs() + 1,
            settings.epochs(),
            rate,
            tally.scores(),
            validation,
            seconds,
            cycles.map(expected -> new EpochReport.Cycles(expected, weight)));
    for (TrainingListener listener : listening) {
      listener.epochFinished(report);
    }
    double overrun = cycles.map(control::overrun).orElse(0.0);
    return state.after(memory, validation, overrun, control);
  }

  /** What the optimiser updates: delays, which learn at a rate of their own, and the others. */
  private static Map<Boolean, List<ParameterSpec>> byDelay(NetworkSpec spec, boolean byQuantile) {
    return spec.parameters().stream()
        .filter(p -> p.role().learned() || p.role() == ParameterSpec.Role.SCALE)
        .filter(p -> !byQuantile || p.role() != ParameterSpec.Role.THRESHOLD)
        .collect(Collectors.partitioningBy(p -> p.role() == ParameterSpec.Role.DELAY));
  }

  /** Whether patience has run out. */
  private boolean exhausted(TrainingState state) {
    return settings.patience() > 0 && state.epochs() - state.best().epoch() >= settings.patience();
  }

  private void requirePossible(NetworkSpec spec) {
    RateSettings rates = settings.loss().rates();
    rates.requirePossible(spec);
    if (rates.countCycles() && machine.isEmpty()) {
      throw new SpecException("cycleWeight", "no machine", "a trainer for one");
    }
  }

  private CycleControl controlled(CycleControl control, Activity found) {
    return machine
        .map(m -> control.after(m.cycles(found.encoderRate(), found.rates(), found.active())))
        .orElse(control);
  }

  /**
   * What a step pays for activity.
   *
   * @param rate of the layers in the step before: at or below the target the penalty rests. Unknown
   *     in an epoch's first step, so that an epoch does not depend on the one before it
   */
  private ActivityPenalty penalty(double rate, CycleControl control) {
    RateSettings rates = settings.loss().rates();
    return new ActivityPenalty(
        rate > rates.rateTarget() ? rates.rateWeight() : 0,
        rates.layerRates(),
        rates.countCycles() ? control.weight() : 0,
        rates.countCycles() ? machine.orElseThrow().layers() : List.of());
  }

  /** What a step minimises. */
  private Objective objective(
      TrainingTask task, Parameters feedback, Batch whole, ActivityPenalty penalty, long step) {
    return new Objective(
        settings.rule(),
        feedback,
        penalty,
        settings.loss().encoderRateWeight(),
        targets(task),
        task.distillation().map(distillation -> distillation.answer(whole)),
        task.encoder(),
        task.seed() * 31 + step,
        DelayLearning.LAST_SIGMA);
  }

  private LabelTargets targets(TrainingTask task) {
    LossSettings loss = settings.loss();
    if (loss.stateSmoothing() == 0) {
      return LabelTargets.smoothed(loss.labelSmoothing());
    }
    int[] phones =
        PhoneStates.phones(task.start().classes())
            .orElseThrow(
                () ->
                    new SpecException(
                        "stateSmoothing", loss.stateSmoothing(), "0, as classes are no states"));
    return LabelTargets.smoothed(loss.labelSmoothing(), loss.stateSmoothing(), phones);
  }

  /** What the network that runs has, from what is learned. */
  static Parameters onGrid(NetworkSpec spec, Parameters parameters) {
    if (RowScales.concern(spec)) {
      return ScaleLearning.onGrid(spec, parameters);
    }
    return spec.format() == null ? parameters : Quantizer.onGrid(spec, parameters);
  }

  private static Parameters byLearned(NetworkSpec spec, Parameters learned, Parameters found) {
    return RowScales.concern(spec) ? ScaleLearning.gradients(spec, learned, found) : found;
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

  /** The last step of an epoch may leave the range of numbers after its loss was one. */
  private Scores validation(
      TrainingTask task, NetworkSpec spec, TrainingState state, BandSelection selection) {
    try {
      return Evaluator.score(
          engine,
          spec,
          onGrid(spec, state.scored()),
          selection.of(task.validation()),
          PhoneStates.counted(task.start().classes()),
          (clip, logits, offset) -> {});
    } catch (NoNumberException e) {
      throw new DivergedException(task.stage(), state.epochs() + 1, Double.NaN);
    }
  }

  private static void requireFinite(TrainingTask task, TrainingState state, Gradients found) {
    if (!Double.isFinite(found.loss())) {
      throw new DivergedException(task.stage(), state.epochs() + 1, found.loss());
    }
  }
}
