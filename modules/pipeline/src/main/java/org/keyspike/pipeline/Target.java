package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Assignment;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.ClipSound;
import org.keyspike.verification.Phones;

/** A run folder, checkpoint or image that the user named. */
public final class Target {
  private final Path path;
  private final Optional<RunFolder> run;
  private final List<Assignment> overrides;

  /** Read once, as commands ask for it again and again. */
  private Recipe recipeOrNull;

  private Target(Path path, Optional<RunFolder> run, List<Assignment> overrides) {
    this.path = path;
    this.run = run;
    this.overrides = List.copyOf(overrides);
  }

  /**
   * Finds out what a path is.
   *
   * @throws InputException if it is missing, or a folder that is no run folder
   */
  public static Target of(Path path) throws InputException {
    return of(path, List.of());
  }

  /** The same, with something laid over the run's recipe. */
  public static Target of(Path path, List<Assignment> overrides) throws InputException {
    if (!Files.isDirectory(path)) {
      InputException.requireFile(path, NetworkFile.KINDS);
      return new Target(path, RunFolder.around(path), overrides);
    }
    RunFolder run = new RunFolder(path);
    if (!run.exists()) {
      throw new InputException(path, "a folder without a run in it", NetworkFile.KINDS);
    }
    return new Target(path, Optional.of(run), overrides);
  }

  /** As it was given. */
  public Path path() {
    return path;
  }

  /** The run folder that it is or lies in, if it is in one. */
  public Optional<RunFolder> run() {
    return run;
  }

  /** Whether the run folder itself was named. */
  public boolean isRun() {
    return Files.isDirectory(path);
  }

  /**
   * The network: of a run folder the image or, before that is there, the latest checkpoint.
   *
   * @throws InputException also if the run was compressed anew since its image was exported
   */
  public NetworkFile model() throws IOException {
    if (!isRun()) {
      return NetworkFile.read(path);
    }
    RunFolder folder = new RunFolder(path);
    if (!Files.exists(folder.image())) {
      requireTrained(folder);
      return NetworkFile.read(folder.latestCheckpoint());
    }
    NetworkFile model = NetworkFile.read(folder.image());
    requireOfCheckpoint(model, folder.quantized());
    return model;
  }

  /** The file of {@link #model}. */
  public Path file() {
    if (!isRun()) {
      return path;
    }
    RunFolder folder = new RunFolder(path);
    return Files.exists(folder.image()) ? folder.image() : folder.latestCheckpoint();
  }

  /** What a run was compressed to since then is not what its image holds. */
  private void requireOfCheckpoint(NetworkFile model, Path quantized) throws IOException {
    if (model instanceof NetworkFile.Packed packed && Files.exists(quantized)) {
      String origin = packed.image().provenance().get(WeightImage.CHECKPOINT);
      if (origin != null && !origin.equals(Hashes.sha256Hex(quantized))) {
        throw new InputException(
            isRun() ? new RunFolder(path).image() : path,
            "an image of another checkpoint",
            "one of " + quantized + "; keyspike export makes it anew");
      }
    }
  }

  private void requireTrained(RunFolder folder) throws IOException {
    if (!Files.exists(folder.latestCheckpoint())) {
      List<String> done = StageLedger.open(folder).stages();
      throw new InputException(
          path,
          "a run that failed or was stopped "
              + (done.isEmpty() ? "in its first stage" : "after " + done.get(done.size() - 1))
              + ", without a network; why is at the end of "
              + folder.log(),
          "one that has trained: keyspike run " + path);
    }
  }

  /**
   * The weight image: what a file holds, or what a checkpoint on the integer grid would be.
   *
   * @param model of this target
   * @param lanes of the machine it is for
   * @throws InputException if the network is not on the integer grid
   */
  public WeightImage image(NetworkFile model, int lanes) throws IOException {
    if (model instanceof NetworkFile.Packed packed) {
      return packed.image();
    }
    Path checkpoint = isRun() ? new RunFolder(path).latestCheckpoint() : path;
    Packing packing = run.isEmpty() ? Packing.DENSE : recipe().hardware().packing();
    return withDetector(WeightImage.of(checkpoint, lanes, packing));
  }

  /**
   * An image of a checkpoint with the detector that its run chose for this very checkpoint, or as
   * it is where there is none.
   */
  public WeightImage withDetector(WeightImage image) throws IOException {
    Optional<Path> file = run.map(RunFolder::detector).filter(Files::exists);
    if (file.isEmpty()) {
      return image;
    }
    DetectorChoice choice = DetectorChoice.read(file.get());
    boolean own =
        choice
            .checkpoint()
            .equals(Optional.ofNullable(image.provenance().get(WeightImage.CHECKPOINT)));
    return own ? image.withDetector(choice.settings()) : image;
  }

  /**
   * The checkpoint on the integer grid that the image is of, if it is known.
   *
   * @throws InputException also if the one of the run is of another network
   */
  public Optional<Checkpoint> quantized(NetworkFile model) throws IOException {
    if (model instanceof NetworkFile.Trained trained) {
      return Optional.of(trained.checkpoint());
    }
    Optional<Path> file = run.map(RunFolder::quantized).filter(Files::exists);
    boolean said =
        model instanceof NetworkFile.Packed packed
            && packed.image().provenance().containsKey(WeightImage.CHECKPOINT);
    if (file.isEmpty() || !said) {
      return Optional.empty();
    }
    requireOfCheckpoint(model, file.get());
    return Optional.of(Checkpoint.read(file.get()));
  }

  /**
   * How the network's answers are read, with what lies in its run or beside its file; empty where
   * it recognises no phones.
   */
  public Optional<Phones> phones(NetworkFile model) throws IOException {
    Path beside = path.resolveSibling(RunFolder.DECODER);
    return Phones.of(model.classes(), run.map(RunFolder::decoder).orElse(beside));
  }

  /**
   * Where known answers to the image would be: of a file {@code NAME.kswi} beside it as {@code
   * NAME.kska}, if there are any, else under the name of a run's.
   */
  public Path answers() {
    if (isRun()) {
      return new RunFolder(path).answers();
    }
    Path own = path.resolveSibling(path.getFileName().toString().replaceFirst("\\.kswi$", ".kska"));
    return !own.equals(path) && Files.exists(own) ? own : path.resolveSibling(RunFolder.ANSWERS);
  }

  /** Where the network at the limits that goes beside the image would be. */
  public LimitsFiles limits() {
    LimitsFiles own = LimitsFiles.beside(isRun() ? new RunFolder(path).image() : path);
    return own.exist() ? own : LimitsFiles.beside(path.resolveSibling(WeightImage.FILE_NAME));
  }

  /**
   * What to simulate an image on: the machine that the recipe names, or the one that is cut to the
   * image.
   */
  public Architecture machine(WeightImage image) throws IOException {
    return run.isEmpty() ? FittedMachine.of(image) : recipe().simulation().machine(image);
  }

  /**
   * The lanes that a checkpoint is packed for: those of the recipe, or of the reference machine.
   */
  public int lanes() throws IOException {
    return run.isEmpty()
        ? Architecture.reference().lanes()
        : recipe().simulation().lanes(recipe().hardware().lanes());
  }

  /**
   * The clips to try it on, as they reach it, and which of them it has seen.
   *
   * @param data a folder of clips; without it, the test part of its run
   * @throws InputException if there are none, or the network expects others
   */
  public TrialClips trial(
      NetworkFile model, Optional<Path> data, Path cache, ProgressListener progress)
      throws IOException {
    Features features =
        data.isEmpty() ? data(model, cache, progress) : foreign(model, data.get(), cache, progress);
    return new TrialClips(
        clips(model, features, data.orElse(path)),
        ClipSound.of(features.dataset().utterances(Split.TEST)),
        seen(model, features.dataset(), features.store().contentHash(), progress));
  }

  private static LabelledFeatures clips(NetworkFile model, Features features, Path place)
      throws InputException {
    LabelledFeatures test = features.part(Split.TEST);
    if (test.size() == 0) {
      throw new InputException(place, "no clips for test", "at least one");
    }
    if (test.frameWise() != (model.clipFrames() == 0)) {
      throw new InputException(
          place,
          test.frameWise() ? "a label for each frame" : "a label for each clip",
          "the other, which the network answers");
    }
    if (!test.frameWise() && test.maxFrames() != model.clipFrames()) {
      throw new InputException(
          place,
          "clips of " + test.maxFrames() + " frames",
          model.clipFrames() + " frames, which the network is made for");
    }
    return NetworkInput.of(model.bands()).of(test);
  }

  /**
   * What the network was trained with, as far as its run, or a file beside it, tells.
   *
   * @throws InputException if the list cannot be read, or is of other data than the network's
   */
  public Optional<TrainedClips> trainedClips(NetworkFile model) throws IOException {
    Path file = trainedClipsFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    TrainedClips clips = TrainedClips.read(file);
    String data = model.provenance().getOrDefault("data", clips.data());
    if (!clips.data().equals(data)) {
      throw new InputException(
          file, "data", clips.data(), data + ", which the network was trained with");
    }
    return Optional.of(clips);
  }

  /**
   * Where a list of what the network was trained with would be: in its run, else beside its file,
   * under a name of its own or that of a run's.
   */
  public Path trainedClipsFile() {
    if (run.isPresent()) {
      return run.get().trainedClips();
    }
    Path own = trainedClipsBeside(path);
    return Files.exists(own) ? own : path.resolveSibling(TrainedClips.FILE_NAME);
  }

  /** Where such a list is written beside a network's file, as there may be more in a folder. */
  public static Path trainedClipsBeside(Path network) {
    String name = network.getFileName().toString().replaceFirst("\\.(kswi|safetensors)$", "");
    return network.resolveSibling(name + "." + TrainedClips.FILE_NAME);
  }

  /**
   * Which of a data set's test clips the network has seen; empty where nothing tells. Of the data
   * that it was trained with, the test part counts as unseen, as no clip is in two parts.
   */
  public Optional<SeenClips> seen(NetworkFile model, Dataset dataset, ProgressListener progress)
      throws IOException {
    return Files.exists(trainedClipsFile())
        ? seen(
            model,
            dataset,
            FeatureStore.contentHash(dataset, Features.threads(), progress),
            progress)
        : Optional.empty();
  }

  private Optional<SeenClips> seen(
      NetworkFile model, Dataset dataset, String contentHash, ProgressListener progress)
      throws IOException {
    Optional<TrainedClips> trained = trainedClips(model);
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    List<Utterance> test = dataset.utterances(Split.TEST);
    return Optional.of(
        trained.get().data().equals(contentHash)
            ? SeenClips.none(test)
            : SeenClips.of(trained.get(), test, Features.threads(), progress));
  }

  private Features foreign(NetworkFile model, Path data, Path cache, ProgressListener progress)
      throws IOException {
    InputException.requireFolder(data, "a folder of clips");
    return Features.ofFolder(data, kind(model), model.classes(), model.features(), cache, progress);
  }

  /** The kind of data that the network was trained with, or the usual one for it. */
  private DatasetKind kind(NetworkFile model) throws IOException {
    return run.isPresent()
        ? DatasetKind.named(recipe().dataset().kind())
        : DatasetKind.usual(model.clipFrames() == 0);
  }

  /**
   * The data of the run that it is or lies in.
   *
   * @throws InputException if it lies in none, or the network was trained with other data
   */
  public Features data(NetworkFile model, Path cache, ProgressListener progress)
      throws IOException {
    Recipe recipe = recipe();
    FrontEndSettings frontEnd = recipe.frontend();
    FeatureSpec expected = model.features();
    if (!frontEnd.equals(expected.frontEnd())) {
      throw new InputException(
          recipeFile(),
          "frontend " + frontEnd.text(),
          expected.frontEnd().text() + ", which the network was trained with");
    }
    Features features = Features.open(recipe, cache, progress);
    requireClasses(features.dataset(), model);
    return features;
  }

  /**
   * The data set whose clips it is to be tried on as sound.
   *
   * @param data clips that it never saw; without them, those of its run
   * @throws InputException if it lies in no run, or the network was trained with other classes
   */
  public Dataset dataset(
      NetworkFile model, Optional<Path> data, Path cache, ProgressListener progress)
      throws IOException {
    if (data.isPresent()) {
      InputException.requireFolder(data.get(), "a folder of clips");
      return kind(model).openForTest(data.get(), model.classes(), progress);
    }
    Recipe recipe = recipe();
    Dataset dataset = Datasets.open(recipe.dataset(), cache, recipe.seed(), progress);
    requireClasses(dataset, model);
    return dataset;
  }

  private void requireClasses(Dataset dataset, NetworkFile model) throws InputException {
    if (!dataset.classes().equals(model.classes())) {
      throw new InputException(
          recipeFile(),
          "classes " + String.join(" ", dataset.classes()),
          String.join(" ", model.classes()) + ", which the network was trained with");
    }
  }

  /**
   * The resolved recipe of its run, with the overrides, as it was when it was first asked for.
   *
   * @throws InputException if it is in no run
   */
  public Recipe recipe() throws IOException {
    if (recipeOrNull == null) {
      recipeOrNull = Recipe.read(recipeFile(), overrides);
    }
    return recipeOrNull;
  }

  private Path recipeFile() throws InputException {
    if (run.isEmpty()) {
      throw new InputException(
          "--data", "nothing", "a folder of clips, as " + path + " is in no run");
    }
    return run.get().recipe();
  }
}
