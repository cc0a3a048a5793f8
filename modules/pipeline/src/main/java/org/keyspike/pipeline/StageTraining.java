package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.compression.RecoverySettings;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.JoinedFeatures;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.OneSpeaker;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.FileTree;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.TextFiles;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.AdaptationSettings;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.tensorboard.TensorBoardListener;
import org.keyspike.training.AdamW;
import org.keyspike.training.DelayLearning;
import org.keyspike.training.Distillation;
import org.keyspike.training.DistillationSettings;
import org.keyspike.training.Optimizer;
import org.keyspike.training.RateSettings;
import org.keyspike.training.ReadoutOnly;
import org.keyspike.training.SpikingTeacher;
import org.keyspike.training.Teacher;
import org.keyspike.training.Trainer;
import org.keyspike.training.TrainingListener;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.TrainingTask;

/** The training of a stage: what the stages that train have in common. */
final class StageTraining {
  /** What the engine that a checkpoint was last trained with is called in its provenance. */
  static final String ENGINE = "engine";

  private StageTraining() {}

  /**
   * What an untrained network is made from.
   *
   * @param more what else has a say, and its value
   */
  static Map<String, String> provenance(Features features, long seed, String more, String value) {
    return Map.of(
        "data",
        features.store().contentHash(),
        "dataset",
        features.dataset().name(),
        "seed",
        Long.toString(seed),
        more,
        value);
  }

  /** What decides the result of a training, besides where it starts. */
  static List<String> inputs(Run run, TrainingSettings settings) throws IOException {
    return inputs(run, settings, run.recipe().mining().rounds());
  }

  /** The same of a training with what was mined in the first rounds. */
  static List<String> inputs(Run run, TrainingSettings settings, int rounds) throws IOException {
    List<String> inputs =
        new ArrayList<>(inputs(run.recipe(), settings, run.features().store().contentHash()));
    inputs.addAll(Mining.found(run.folder(), rounds));
    return inputs;
  }

  /** The same of a recipe and the hash of its clips. */
  static List<String> inputs(Recipe recipe, TrainingSettings settings, String content) {
    return List.of(
        Long.toString(recipe.seed()),
        settings.identity(),
        RecordWriter.json(recipe.encoder()),
        recipe.frontend().identity(),
        content);
  }

  /** What the activity of layers costs in the trainings up to a stage. */
  static List<RateSettings> rates(Recipe recipe, Run.LastStage last) {
    RateSettings first = recipe.training().loss().rates();
    return last.compareTo(Run.LastStage.TRAIN) > 0
        ? List.of(first, recipe.compression().recovery().rates())
        : List.of(first);
  }

  /** The teacher of a fine-tuning, if the recipe wants one. */
  static List<String> teacherInputs(Run run) throws IOException {
    RecoverySettings recovery = run.recipe().compression().recovery();
    return recovery.distillation() == 0
        ? List.of()
        : List.of(recovery.identity(), Teachers.identity(teacher(run)));
  }

  /** Where the teacher of fine-tunings lies: what the recipe names, or the float network. */
  private static Path teacher(Run run) {
    Path named = run.recipe().compression().recovery().teacher();
    return named == null
        ? run.folder().checkpoint(RunFolder.FLOAT)
        : Teachers.place(named, run.recipe().seed());
  }

  /** The teacher of a training that is no fine-tuning, if the recipe names one. */
  static List<String> firstTeacherInputs(Recipe recipe) throws IOException {
    Optional<Path> teacher = firstTeacher(recipe);
    return teacher.isEmpty() ? List.of() : List.of("taught by " + Teachers.identity(teacher.get()));
  }

  /** Where the teacher of a training from scratch lies, if the recipe names one. */
  private static Optional<Path> firstTeacher(Recipe recipe) {
    return Optional.ofNullable(recipe.training().loss().distillation().teacher())
        .map(named -> Teachers.place(named, recipe.seed()));
  }

  /** How a compression fine-tunes. */
  static TrainingSettings fineTuning(Run run, int epochs, double learningRate) {
    RecoverySettings recovery = run.recipe().compression().recovery();
    return run.recipe()
        .training()
        .untaught()
        .fineTuning(epochs, learningRate, recovery.patience(), recovery.rates());
  }

  /** Trains from a start, in the work folder of a stage, by a teacher if the recipe names one. */
  static Checkpoint train(Run run, String stage, TrainingSettings settings, Checkpoint start)
      throws IOException {
    DelayLearning delays = DelayLearning.first(start.spec(), delayRate(run));
    return train(run, stage, settings, start, 0, delays, run.folder().work(stage));
  }

  /**
   * The work folder of a stage that learns from clips of its own, empty but for what an interrupted
   * training of the same key has left: a state that other clips have left looks as if it were of
   * this training.
   */
  static Path work(Run run, String stage, String key) throws IOException {
    Path work = run.folder().work(stage);
    Path of = work.resolve("of.txt");
    if (!Files.exists(of) || !Files.readString(of).equals(key)) {
      if (Files.exists(work)) {
        for (Path file : FileTree.entries(work)) {
          Files.delete(file);
        }
      }
      AtomicFiles.write(of, key.getBytes(StandardCharsets.UTF_8));
    }
    return work;
  }

  /** Adapts a network on the integer grid to clips of its own, the zeros held. */
  static Checkpoint adapt(
      Run run, String stage, TrainingSettings settings, Checkpoint start, Features mix, Path work)
      throws IOException {
    boolean all = run.recipe().adaptation().layers() == AdaptationSettings.Layers.ALL;
    Optimizer adam = new AdamW(settings.descent().weightDecay());
    Trainer trainer =
        new Trainer(
            run.engine(),
            settings,
            all ? adam : new ReadoutOnly(adam),
            listener(run, settings, work));
    LabelledFeatures own = run.recordings().orElseThrow().part(Split.VALIDATION);
    LabelledFeatures trained = run.features().part(Split.VALIDATION);
    TrainingTask task =
        new TrainingTask(
            stage,
            start.madeFrom(ENGINE, run.engine().name() + ": " + run.engine().configuration()),
            run.epochs(mix, settings),
            own.size() == 0
                ? trained
                : new JoinedFeatures(
                    List.of(new OneSpeaker(trained, "trained"), new OneSpeaker(own, "recorded"))),
            run.recipe().encoder().learning(),
            true,
            Optional.empty(),
            run.recipe().seed(),
            new DelayLearning(DelayLearning.LAST_SIGMA, delayRate(run)),
            all ? run.recipe().network().signals().activation().sparsity() : 0);
    // Where none of the recordings validates, the epoch that changed least would look best.
    return learn(
        run,
        settings,
        trainer,
        task,
        (costed, todo) ->
            own.size() == 0 ? costed.trainToEnd(todo, work) : costed.train(todo, work));
  }

  /** Goes on from what was trained, with what was mined in the first rounds. */
  static Checkpoint goOn(
      Run run, String stage, TrainingSettings settings, Checkpoint start, int rounds, Path work)
      throws IOException {
    DelayLearning delays = new DelayLearning(DelayLearning.LAST_SIGMA, delayRate(run));
    return train(run, stage, settings, start, rounds, delays, work);
  }

  private static Checkpoint train(
      Run run,
      String stage,
      TrainingSettings settings,
      Checkpoint start,
      int rounds,
      DelayLearning delays,
      Path work)
      throws IOException {
    DistillationSettings taught = settings.loss().distillation();
    Optional<Path> place = firstTeacher(run.recipe());
    Trainer trainer = new Trainer(run.engine(), settings, listener(run, settings, work));
    try (Teacher teacher = place.isEmpty() ? null : Teachers.open(run, place.get(), settings)) {
      Optional<Distillation> by = by(teacher, taught.weight(), taught.temperature());
      Epochs epochs = run.epochs(settings, rounds);
      TrainingTask task = task(run, stage, epochs, start, false, by, delays);
      return learn(run, settings, trainer, task, (costed, todo) -> costed.train(todo, work));
    }
  }

  private static double delayRate(Run run) {
    return run.recipe().network().signals().delays().rate();
  }

  /** Fine-tunes with the zeros held and, if the recipe wants it, with a teacher. */
  static Checkpoint fineTune(
      Run run, String stage, TrainingSettings settings, Checkpoint start, Path work)
      throws IOException {
    Trainer trainer = new Trainer(run.engine(), settings, listener(run, settings, work));
    return fineTune(
        run, stage, settings, start, trainer, (costed, task) -> costed.train(task, work));
  }

  /** The same to the end of a ramp, in which an optimiser prunes. */
  static Checkpoint ramp(
      Run run,
      String stage,
      TrainingSettings settings,
      Checkpoint start,
      Path work,
      Optimizer pruning)
      throws IOException {
    Trainer trainer = new Trainer(run.engine(), settings, pruning, listener(run, settings, work));
    return fineTune(
        run, stage, settings, start, trainer, (costed, task) -> costed.trainToEnd(task, work));
  }

  private interface Learning {
    Checkpoint by(Trainer trainer, TrainingTask task) throws IOException;
  }

  private static Checkpoint fineTune(
      Run run,
      String stage,
      TrainingSettings settings,
      Checkpoint start,
      Trainer trainer,
      Learning learning)
      throws IOException {
    RecoverySettings recovery = run.recipe().compression().recovery();
    try (Teacher teacher = recovery.distillation() == 0 ? null : openTeacher(run, settings)) {
      Optional<Distillation> by = by(teacher, recovery.distillation(), recovery.temperature());
      DelayLearning delays = new DelayLearning(DelayLearning.LAST_SIGMA, delayRate(run));
      TrainingTask task = task(run, stage, run.epochs(settings), start, true, by, delays);
      return learn(run, settings, trainer, task, learning);
    }
  }

  private static Optional<Distillation> by(Teacher orNull, double weight, double temperature) {
    return Optional.ofNullable(orNull)
        .map(teacher -> new Distillation(teacher, weight, temperature));
  }

  /** Learns by a trainer that knows what a network costs on the machine, if that counts. */
  private static Checkpoint learn(
      Run run, TrainingSettings settings, Trainer trainer, TrainingTask task, Learning learning)
      throws IOException {
    Trainer costed =
        settings.loss().rates().countCycles()
            ? trainer.on(MachineCost.of(run, task.start()))
            : trainer;
    Checkpoint learned = learning.by(costed, task);
    gatherMetrics(run);
    return learned;
  }

  private static Teacher openTeacher(Run run, TrainingSettings settings) throws IOException {
    // The run's own network is asked for batches, not clips: some engines answer these in other
    // last bits, and networks that it taught must stay what they are.
    return run.recipe().compression().recovery().teacher() == null
        ? new SpikingTeacher(
            run.engine(), Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT)))
        : Teachers.open(run, teacher(run), settings);
  }

  private static TrainingListener listener(Run run, TrainingSettings settings, Path work) {
    return listener(run.folder(), run.progress(), settings, work);
  }

  /** Who hears of a training in a work folder: people, and TensorBoard if the recipe wants it. */
  static TrainingListener listener(
      RunFolder folder, ProgressListener progress, TrainingSettings settings, Path work) {
    TrainingListener people = TrainingListener.of(progress);
    return settings.compute().tensorboard()
        ? people.and(
            new TensorBoardListener(
                folder.tensorBoard().resolve(folder.work("").relativize(work).toString()),
                Clock.systemUTC()))
        : people;
  }

  private static TrainingTask task(
      Run run,
      String stage,
      Epochs epochs,
      Checkpoint start,
      boolean holdZeros,
      Optional<Distillation> distillation,
      DelayLearning delays)
      throws IOException {
    return new TrainingTask(
        stage,
        start.madeFrom(ENGINE, run.engine().name() + ": " + run.engine().configuration()),
        epochs,
        run.features().part(Split.VALIDATION),
        run.recipe().encoder().learning(),
        holdZeros,
        distillation,
        run.recipe().seed(),
        delays,
        run.recipe().network().signals().activation().sparsity());
  }

  /** Scores a checkpoint of the folder on the validation part, and says so for people. */
  static String validate(Run run, String checkpoint) throws IOException {
    PartResult result =
        ScoredCheckpoint.of(run, checkpoint, Split.VALIDATION, Optional.empty()).result();
    result.write(run.folder().validation(checkpoint));
    return "validation " + result.row().scoreText();
  }

  /** The lines of every training, in the order in which they were done. */
  private static void gatherMetrics(Run run) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(run.folder().work(TrainStage.NAME)));
    for (int round = 1; round <= run.recipe().mining().rounds(); round++) {
      folders.add(run.folder().work(RetrainStage.name(round)));
    }
    for (Stage prune : PruneStage.all(run)) {
      Path work = run.folder().work(prune.name());
      for (int step = 1; Files.exists(work.resolve("step-" + step)); step++) {
        folders.add(work.resolve("step-" + step));
      }
    }
    folders.add(run.folder().work(QuantizeStage.NAME));
    folders.add(run.folder().work(AdaptStage.NAME));
    StringBuilder lines = new StringBuilder();
    for (Path folder : folders) {
      Path metrics = folder.resolve("metrics.jsonl");
      if (Files.exists(metrics)) {
        lines.append(TextFiles.read(metrics, "metrics of a training"));
      }
    }
    AtomicFiles.write(run.folder().metrics(), lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
