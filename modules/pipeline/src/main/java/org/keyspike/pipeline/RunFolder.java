package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;

/**
 * The places of things in a run folder; the package documentation says what they are.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /** Name of the checkpoint that training ends with. */
  public static final String FLOAT = "float";

  /** Name of the checkpoint that the last pruning ends with. */
  public static final String PRUNED = "pruned";

  /** Name of the checkpoint that training ends with where mining comes after it. */
  static final String TRAINED = "trained";

  static final String FOLDED = "folded";

  /** Name of the checkpoint on the integer grid before it learns from own recordings. */
  static final String UNADAPTED = "unadapted";

  /** Name of the checkpoint on the integer grid. */
  public static final String QUANTIZED = "quantized";

  /** The checkpoints that every run leaves, first to last. */
  public static final List<String> CHECKPOINTS = List.of(FLOAT, PRUNED, FOLDED, QUANTIZED);

  static final String ANSWERS = "answers.kska";
  static final String DECODER = "decoder.json";
  private static final String RIVALS = "rivals.json";

  /** The resolved recipe. */
  public Path recipe() {
    return path.resolve("recipe.yaml");
  }

  /** What the run ran on. */
  public Path environment() {
    return path.resolve("environment.json");
  }

  Path log() {
    return path.resolve("log.txt");
  }

  /** What the process said that ran here for a sweep. */
  public Path said() {
    return path.resolve("said.txt");
  }

  /** The checkpoints of a run with so many prunings, first to last. */
  public static List<String> checkpoints(int prunings) {
    List<String> all = new ArrayList<>(List.of(FLOAT));
    for (int i = 0; i < Math.max(1, prunings); i++) {
      all.add(pruned(i, prunings));
    }
    all.addAll(List.of(FOLDED, QUANTIZED));
    return all;
  }

  /** Name of the checkpoint that a pruning ends with: it, counted from 0, of so many. */
  static String pruned(int index, int of) {
    return index < of - 1 ? PRUNED + "-" + (index + 1) : PRUNED;
  }

  /** Name of the checkpoint that a round of mining ends with, counted from 1; 0 is before it. */
  static String mined(int round, int of) {
    return round == of ? FLOAT : round == 0 ? TRAINED : "mined-" + round;
  }

  /** What a round of mining found, counted from 1: a list with a sound file for each clip. */
  public Path minedClips(int round) {
    return path.resolve("mining").resolve("round-" + round);
  }

  /** What the network was worth on the validation stream after a round of mining. */
  public Path minedCheck(int round) {
    return path.resolve("mining").resolve("after-" + round + ".json");
  }

  /** Name of the checkpoint that quantization ends with: adaptation goes on from it, if any. */
  static String onGrid(boolean adapted) {
    return adapted ? UNADAPTED : QUANTIZED;
  }

  /** What own recordings were worth, of speakers who were not learned from. */
  public Path adaptation() {
    return path.resolve("adaptation.json");
  }

  /** What happened in every epoch. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** The curves for TensorBoard, a folder for each training. */
  public Path tensorBoard() {
    return path.resolve("tensorboard");
  }

  Path stageLedger() {
    return path.resolve("stages.json");
  }

  /** What the integer grid did to the network. */
  Path quantizationReport() {
    return path.resolve("quantization.json");
  }

  /** What compression cost and saved. */
  public Path compressionLedger() {
    return path.resolve("ledger.json");
  }

  /** What the image costs on the machine. */
  public Path costs() {
    return path.resolve("costs.json");
  }

  /** What there is to know of the image before it is used. */
  public Path modelCard() {
    return path.resolve("MODEL_CARD.md");
  }

  /** All that is known of the run, for people. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** The page that listens, where one was exported. */
  public Path page() {
    return path.resolve("page.html");
  }

  /** What the stage verify found. */
  public Path results() {
    return path.resolve("results.json");
  }

  Path work(String stage) {
    return path.resolve("work").resolve(stage);
  }

  /** One of {@link #CHECKPOINTS}. */
  public Path checkpoint(String name) {
    return path.resolve("checkpoints").resolve(name + ".safetensors");
  }

  /** What a checkpoint scored on the validation part. */
  public Path validation(String name) {
    return path.resolve("validation").resolve(name + ".json");
  }

  /** What a checkpoint scored on the test part, where a run ended with it. */
  public Path test(String name) {
    return path.resolve("test").resolve(name + ".json");
  }

  /** The predictions of a checkpoint on the test part, where a run ended with it. */
  public Path testPredictions(String name) {
    return path.resolve("test").resolve(name + ".csv");
  }

  /** The predictions of all forms of the network on the test part. */
  public Path predictions() {
    return path.resolve("predictions.csv");
  }

  /** The checkpoint on the integer grid. */
  public Path quantized() {
    return checkpoint(QUANTIZED);
  }

  /** The checkpoint of the latest stage that has one; of the first if none has. */
  public Path latestCheckpoint() {
    return List.of(QUANTIZED, FOLDED, PRUNED).stream()
        .map(this::checkpoint)
        .filter(Files::exists)
        .findFirst()
        .orElse(checkpoint(FLOAT));
  }

  /** The checkpoint of the latest stage before the integer grid; of the first if none is there. */
  public Path floatCheckpoint() {
    return List.of(FOLDED, PRUNED).stream()
        .map(this::checkpoint)
        .filter(Files::exists)
        .findFirst()
        .orElse(checkpoint(FLOAT));
  }

  /** The weight image. */
  public Path image() {
    return path.resolve(WeightImage.FILE_NAME);
  }

  /** How frames become phones, where every frame has a label. */
  public Path decoder() {
    return path.resolve(DECODER);
  }

  /**
   * The measured rivals of a network: in its run folder, or beside its file.
   *
   * @param network a run folder, or the file of a network
   */
  public static Path rivals(Path network) {
    return Files.isDirectory(network)
        ? network.resolve(RIVALS)
        : network.toAbsolutePath().resolveSibling(RIVALS);
  }

  /** The detector of the image and how it was chosen, where a clip has one label. */
  public Path detector() {
    return path.resolve("detector.json");
  }

  /** What training and validation part held, by which a test tells their clips again. */
  public Path trainedClips() {
    return path.resolve(TrainedClips.FILE_NAME);
  }

  /** The known answers. */
  public Path answers() {
    return path.resolve(ANSWERS);
  }

  /** The network at the limits, with its known answers. */
  public LimitsFiles limits() {
    return LimitsFiles.beside(image());
  }

  /** What an analysis of the float network found. */
  public Path analysis() {
    return path.resolve("analysis").resolve("analysis.json");
  }

  /** Whether the float network, as it is, has been analysed. */
  public boolean analysed() throws IOException {
    return Files.exists(analysis())
        && Files.getLastModifiedTime(analysis())
                .compareTo(Files.getLastModifiedTime(checkpoint(FLOAT)))
            >= 0;
  }

  /** Whether a folder is a run folder rather than one with a recipe. */
  public boolean exists() {
    return Files.isRegularFile(environment()) && Files.isRegularFile(recipe());
  }

  /**
   * Checks that a run's files may be written here: that it is a run folder, or that no file of the
   * user's would be lost. What runs write has fixed names.
   *
   * @param recipe what will be written as {@link #recipe}
   * @param others what else will be
   * @throws InputException if a file of such a name is there, in a folder that is no run folder
   */
  void requireOwn(byte[] recipe, Path... others) throws IOException {
    if (exists() || Files.exists(stageLedger())) {
      return;
    }
    if (Files.exists(recipe()) && !Arrays.equals(Files.readAllBytes(recipe()), recipe)) {
      throw notOwn(recipe());
    }
    List<Path> all = new ArrayList<>(List.of(others));
    all.addAll(List.of(environment(), log(), metrics(), results(), predictions(), image()));
    all.addAll(List.of(modelCard(), report()));
    for (Path file : all) {
      if (Files.exists(file)) {
        throw notOwn(file);
      }
    }
  }

  private InputException notOwn(Path file) {
    return new InputException(
        path,
        "a " + file.getFileName() + " in it, which would be written over, and no run",
        "a new folder or that of a run (--out)");
  }

  /** The run folder that a file of a run is in, if it is in one. */
  static Optional<RunFolder> around(Path file) {
    Path above = file.toAbsolutePath().normalize().getParent();
    for (int levels = 0; levels < 2 && above != null; levels++) {
      RunFolder folder = new RunFolder(above);
      if (folder.exists()) {
        return Optional.of(folder);
      }
      above = above.getParent();
    }
    return Optional.empty();
  }
}
