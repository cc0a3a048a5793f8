package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.compression.GridPreparation;
import org.keyspike.compression.Pruning;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.integer.IntegerContract;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.pipeline.mining.LearningTalk;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.Results;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.RateSettings;
import org.keyspike.training.TrainingSettings;
import org.keyspike.verification.Phones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recipe at work in a run folder. Data and engine are opened when a stage first needs them. */
public final class Run implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final Recipe recipe;
  private final RunFolder folder;
  private final Path cache;
  private final ProgressListener progress;
  private final RunLock lock;
  private final LogFile log;
  private Features features;
  private Optional<LearningTalk> talk;
  private Optional<Features> recordings;
  private GradientEngine engine;

  /** The stages by name, in order. */
  public enum LastStage {
    /**
     * List of clips, float checkpoint with what was mined for it, and where every frame has a
     * label, from frames to phones.
     */
    TRAIN,
    /** Pruned checkpoint. */
    PRUNE,
    /** Checkpoint without batch norm. */
    FOLD,
    /** Checkpoint on the integer grid, adapted to recordings if the recipe asks for that. */
    QUANTIZE,
    /** Detector, weight image with it, and its model card. */
    EXPORT,
    /** Results. */
    VERIFY
  }

  private Run(
      Recipe recipe,
      RunFolder folder,
      Path cache,
      ProgressListener progress,
      RunLock lock,
      LogFile log) {
    this.recipe = recipe;
    this.folder = folder;
    this.cache = cache;
    this.progress = progress;
    this.lock = lock;
    this.log = log;
  }

  /**
   * Opens a run without notes of its progress.
   *
   * @param folder of the run, made if needed
   * @param cache of data and features, made if needed
   * @throws InputException if another process is at work in it
   * @throws IOException if it cannot be written
   */
  public static Run open(Recipe recipe, Path folder, Path cache) throws IOException {
    return open(recipe, new RunFolder(folder), cache, ProgressListener.NONE);
  }

  /**
   * Opens a run folder, making it if needed, and writes recipe and environment into it.
   *
   * @throws InputException if another process is at work in it, or it is no run folder and has
   *     files of the names that runs write
   * @throws IOException if it cannot be written
   */
  public static Run open(Recipe recipe, RunFolder folder, Path cache, ProgressListener progress)
      throws IOException {
    return open(recipe, folder, cache, progress, Optional.empty());
  }

  /** The same with data that is open already. */
  public static Run open(
      Recipe recipe, RunFolder folder, Path cache, ProgressListener progress, Features features)
      throws IOException {
    return open(recipe, folder, cache, progress, Optional.of(features));
  }

  private static Run open(
      Recipe recipe,
      RunFolder folder,
      Path cache,
      ProgressListener progress,
      Optional<Features> features)
      throws IOException {
    Engines.require(recipe.training(), anyNetwork(recipe));
    folder.requireOwn(recipe.bytes());
    if (folder.exists() && !Arrays.equals(Files.readAllBytes(folder.recipe()), recipe.bytes())) {
      progress.note(
          folder.path() + ": another recipe was run here; what depends on the change is done anew");
    }
    RunLock lock = RunLock.take(folder);
    recipe.write(folder.recipe());
    AtomicFiles.write(folder.environment(), Environment.now().json());
    Run run = new Run(recipe, folder, cache, progress, lock, LogFile.open(folder.log()));
    run.features = features.orElse(null);
    return run;
  }

  /**
   * Checks that engine and, where there is to be one, image can do what a recipe asks for.
   *
   * @throws org.keyspike.network.SpecException if they cannot
   */
  public static void requirePossible(Recipe recipe, LastStage last) {
    NetworkSpec network = anyNetwork(recipe);
    Engines.require(recipe.training(), network);
    StageTraining.rates(recipe, last).forEach(rates -> rates.requirePossible(network));
    if (last.compareTo(LastStage.TRAIN) > 0) {
      Pruning.requirePossible(recipe.compression().pruning(), network);
    }
    if (last.compareTo(LastStage.FOLD) > 0) {
      IntegerContract.requireExportable(network);
      GridPreparation.requirePossible(recipe.compression().quantization(), network);
    }
  }

  /** A network of the recipe's kinds: the data decides the number of classes, not what can be. */
  private static NetworkSpec anyNetwork(Recipe recipe) {
    FeatureSpec features = FeatureSpec.of(recipe.frontend());
    return recipe.network().spec(features, recipe.encoder(), 2, 1);
  }

  Recipe recipe() {
    return recipe;
  }

  /** The run folder. */
  public RunFolder folder() {
    return folder;
  }

  ProgressListener progress() {
    return progress;
  }

  /** The data, opened the first time. */
  public Features features() throws IOException {
    if (features == null) {
      features = Features.open(recipe, cache, progress);
    }
    return features;
  }

  /** The recorded talk to learn from, looked through the first time, if the recipe names any. */
  Optional<LearningTalk> talk() throws IOException {
    if (talk == null) {
      talk = features().talk(recipe, cache, progress);
    }
    return talk;
  }

  /** The recordings to adapt to, opened the first time, if the recipe names any. */
  Optional<Features> recordings() throws IOException {
    if (recordings == null) {
      recordings = features().recordings(recipe, cache, progress);
    }
    return recordings;
  }

  /** The recordings among clips that training had, as they are adapted to. */
  Features adaptationMix() throws IOException {
    List<String> classes = features().dataset().classes();
    return features()
        .mixed(
            recipe,
            recordings().orElseThrow().dataset(),
            Mining.clips(folder, recipe.mining().rounds(), classes),
            cache,
            progress);
  }

  /** The training part of other clips as a training goes through it. */
  Epochs epochs(Features clips, TrainingSettings settings) throws IOException {
    return clips.epochs(recipe, settings, Optional.empty(), cache, progress);
  }

  /** The training part, with all that was mined, as a stage after mining goes through it. */
  Epochs epochs(TrainingSettings settings) throws IOException {
    return epochs(settings, recipe.mining().rounds());
  }

  /** The same with what was mined in the first rounds. */
  Epochs epochs(TrainingSettings settings, int rounds) throws IOException {
    List<String> classes = features().dataset().classes();
    List<Utterance> clips = Mining.clips(folder, rounds, classes);
    Optional<Features> mined =
        clips.isEmpty()
            ? Optional.empty()
            : Optional.of(Features.ofMined(clips, classes, recipe.frontend(), cache, progress));
    return features().epochs(recipe, settings, mined, cache, progress);
  }

  /** How answers are read, as far as it is decided; empty where no phones are recognised. */
  Optional<Phones> phones() throws IOException {
    return Phones.of(features().dataset().classes(), folder.decoder());
  }

  /** SHA-256 of how frames become phones, or nothing where there is no such thing. */
  String decoderHash() throws IOException {
    return Files.exists(folder.decoder()) ? Hashes.sha256Hex(folder.decoder()) : "";
  }

  /** The engine, started the first time. */
  GradientEngine engine() {
    if (engine == null) {
      engine = Engines.open(recipe.training(), anyNetwork(recipe), progress);
    }
    return engine;
  }

  /**
   * Does the stages up to one of them.
   *
   * @return what was done, in order
   * @throws org.keyspike.network.SpecException if engine, image or machine cannot do what the
   *     recipe asks for
   */
  public List<CompletedStage> perform(LastStage last) throws IOException {
    requirePossible(recipe, last);
    if (StageTraining.rates(recipe, last).stream().anyMatch(RateSettings::countCycles)) {
      MachineCost.machine(recipe);
    }
    return perform(stages(last));
  }

  /**
   * Takes over a network that was made elsewhere, in place of a training: what comes after one goes
   * on from it.
   *
   * @return what was done, in order
   * @throws InputException if the folder has a network already, or the recipe is not of this one
   * @throws org.keyspike.network.SpecException if engine or image cannot do what the recipe asks
   *     for
   */
  public List<CompletedStage> take(ImportedNetwork network) throws IOException {
    String made = new TrainStage(this).made();
    if (Files.exists(folder.checkpoint(RunFolder.FLOAT)) || Files.exists(folder.checkpoint(made))) {
      throw new InputException(
          folder.path(), "a run that has a network", "a new folder for the imported one (--out)");
    }
    requirePossible(recipe, LastStage.QUANTIZE);
    List<Stage> stages = new ArrayList<>(stages(LastStage.TRAIN));
    stages.replaceAll(
        stage -> stage instanceof TrainStage ? new ImportStage(this, network) : stage);
    return perform(stages);
  }

  /**
   * Adapts the network of another run, which has to be quantized, to the recordings that this one's
   * recipe names: all else is taken over as it is.
   *
   * @param other run of the same recipe but for {@code adaptation}
   * @return what was done, in order, to the results
   * @throws InputException if the other run is not quantized, or not by this recipe and data
   */
  public List<CompletedStage> adapt(RunFolder other) throws IOException {
    requirePossible(recipe, LastStage.VERIFY);
    StageCopy.beforeGrid(other, folder);
    List<Stage> before = new ArrayList<>(stages(LastStage.FOLD));
    before.removeIf(stage -> stage instanceof ClipsStage);
    TakenGridStage taken = new TakenGridStage(this, other);
    if (!new Pipeline(folder, progress).finished(before) || !taken.possible()) {
      throw new InputException(
          other.path(),
          "a run that is not quantized, or whose recipe or data have changed since",
          "one that is: keyspike run " + other.path());
    }
    List<Stage> stages = new ArrayList<>(stages(LastStage.VERIFY));
    stages.replaceAll(stage -> stage instanceof QuantizeStage ? taken : stage);
    return perform(stages);
  }

  /** Scores a checkpoint, by its name, on the test part. */
  public List<CompletedStage> test(String checkpoint) throws IOException {
    return perform(List.of(new TestStage(this, checkpoint)));
  }

  /** Whether a checkpoint that is there was scored, as it is, on the test part. */
  public boolean tested(String checkpoint) throws IOException {
    return new Pipeline(folder, progress).finished(List.of(new TestStage(this, checkpoint)));
  }

  /** Whether the stages up to one of them are done, and nothing they depend on has changed. */
  public boolean finished(LastStage last) throws IOException {
    return new Pipeline(folder, progress).finished(stages(last));
  }

  private List<Stage> stages(LastStage last) {
    List<Stage> all = new ArrayList<>();
    for (LastStage stage : LastStage.values()) {
      if (stage.compareTo(last) <= 0) {
        switch (stage) {
          case TRAIN -> {
            all.add(new ClipsStage(this));
            all.add(new TrainStage(this));
            all.addAll(Mining.stages(this));
            if (recipe.dataset().frameWise()) {
              all.add(new DecodeStage(this));
            }
          }
          case PRUNE -> all.addAll(PruneStage.all(this));
          case FOLD -> all.add(new FoldStage(this));
          case QUANTIZE -> {
            all.add(new QuantizeStage(this));
            if (recipe.adaptation().on()) {
              all.add(new AdaptStage(this));
            }
          }
          case EXPORT -> {
            if (!recipe.dataset().frameWise()) {
              all.add(new DetectStage(this));
            }
            all.add(new ExportStage(this));
          }
          case VERIFY -> {
            if (recipe.adaptation().on()) {
              all.add(new AdaptedStage(this));
            }
            all.add(new VerifyStage(this));
          }
        }
      }
    }
    if (last.compareTo(LastStage.EXPORT) >= 0) {
      all.add(new CardStage(this));
    }
    return all;
  }

  /**
   * Does stages that come after those of the recipe.
   *
   * @return what was done, in order
   */
  public List<CompletedStage> perform(List<Stage> stages) throws IOException {
    try {
      return new Pipeline(folder, progress).run(stages);
    } catch (IOException | RuntimeException | Error e) {
      LOG.info("stopped", e);
      throw e;
    }
  }

  /** What the stage verify found. */
  public Results results() throws IOException {
    return Results.read(folder.results());
  }

  /** What the stage verify found that compression cost and saved. */
  public CompressionLedger ledger() throws IOException {
    return CompressionLedger.read(folder.compressionLedger());
  }

  @Override
  public void close() throws IOException {
    if (engine != null) {
      engine.close();
    }
    log.close();
    lock.close();
  }
}
