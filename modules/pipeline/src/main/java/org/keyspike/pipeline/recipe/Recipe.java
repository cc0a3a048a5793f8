package org.keyspike.pipeline.recipe;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.compression.CompressionSettings;
import org.keyspike.hardware.Packing;
import org.keyspike.io.Assignment;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.RecordWriter;
import org.keyspike.training.EncoderSettings;
import org.keyspike.training.NetworkSettings;
import org.keyspike.training.TrainingSettings;

/**
 * All that decides a run, one section a module. What a file does not say is in {@code
 * defaults.yaml} beside this class, which explains every key; only {@code dataset} has no default.
 *
 * @param seed of everything that is drawn
 * @param dataset what is learned and scored
 * @param frontend from sound to features
 * @param encoder from features to spikes
 * @param network layers and readout
 * @param training how it learns
 * @param after what else is done with the trained network: {@code mining}, {@code decoding} and
 *     {@code adaptation}
 * @param compression how it is made small
 * @param image how the weight image is made: {@code hardware} and {@code detector}
 * @param simulation what it is simulated on
 */
public record Recipe(
    long seed,
    DatasetSettings dataset,
    FrontEndSettings frontend,
    EncoderSettings encoder,
    NetworkSettings network,
    TrainingSettings training,
    @JsonUnwrapped AfterTraining after,
    CompressionSettings compression,
    @JsonUnwrapped ImageSettings image,
    SimulationSettings simulation) {
  /**
   * Checks what concerns more than one section.
   *
   * @throws org.keyspike.network.SpecException if the learning rule cannot move the encoder's steps
   *     by their goal, or train the backbone
   */
  public Recipe {
    encoder.learning().require(training.rule());
    network.require(training.rule());
  }

  /** Keys of the two places that a data set can come from. */
  private static final List<String> SOURCES = List.of("dataset.archive", "dataset.folder");

  /** What defaults.yaml says of the front end. */
  private static final String INTEGER_KIND = "kind: integer";

  /** What a run means that says nothing of it: it was made when there was one kind only. */
  private static final String FLOAT_KIND = "kind: float";

  /**
   * Reads a file as it is.
   *
   * @throws InputException if there is a key that is not known, or a value that cannot be
   * @throws IOException if the file cannot be read
   */
  public static Recipe read(Path file) throws IOException {
    return read(file, List.of());
  }

  /**
   * Reads a file with something laid over it.
   *
   * @param overrides laid over it, in order
   * @throws InputException if there is a key that is not known, or a value that cannot be
   * @throws IOException if the file cannot be read
   */
  public static Recipe read(Path file, List<Assignment> overrides) throws IOException {
    String under = ofARun(file) ? defaults().replace(INTEGER_KIND, FLOAT_KIND) : defaults();
    Recipe recipe = RecordBinder.read(file, under, Recipe.class, oneSource(overrides));
    if (recipe.dataset == null) {
      throw new InputException(file, "dataset", "nothing", "at least dataset.kind");
    }
    try {
      recipe.dataset.validate();
      recipe.dataset.checkAugmentation(
          recipe.training.augmentation(), recipe.training.audioAugmentation());
      recipe.mining().check(recipe.dataset);
      recipe.adaptation().check(recipe.dataset);
    } catch (InputException e) {
      throw new InputException(file, e.field(), e.found(), e.expected());
    }
    return recipe;
  }

  /** Whether it is the recipe of a run, which says all that held then. */
  private static boolean ofARun(Path file) {
    return Files.exists(file.toAbsolutePath().resolveSibling("stages.json"));
  }

  /** An archive that is named takes the place of the file's folder, and the other way round. */
  static List<Assignment> oneSource(List<Assignment> overrides) {
    List<Assignment> all = new ArrayList<>(overrides);
    Set<String> named = overrides.stream().map(Assignment::key).collect(Collectors.toSet());
    for (int i = 0; i < SOURCES.size(); i++) {
      String other = SOURCES.get(1 - i);
      if (named.contains(SOURCES.get(i)) && !named.contains(other)) {
        all.add(new Assignment(other, "", "--set " + other));
      }
    }
    return all;
  }

  /**
   * The front end that overrides alone describe.
   *
   * @throws InputException if they describe something else, or nothing that can be
   */
  public static FrontEndSettings frontEnd(List<Assignment> overrides) throws InputException {
    return usual(overrides).frontend();
  }

  /** What holds where a file says nothing, without a data set. */
  static Recipe usual() {
    try {
      return usual(List.of());
    } catch (InputException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recipe usual(List<Assignment> overrides) throws InputException {
    RecordBinder.Source source = new RecordBinder.Source("--set", Path.of(""), defaults());
    return RecordBinder.bind("seed: 1", source, Recipe.class, overrides);
  }

  /** The same with other clips, and another way to learn from them. */
  Recipe with(
      long otherSeed, DatasetSettings data, FrontEndSettings features, TrainingSettings learning) {
    return new Recipe(
        otherSeed,
        data,
        features,
        encoder,
        network,
        learning,
        after,
        compression,
        image,
        simulation);
  }

  /** How the trained network learns from its false alarms. */
  public MiningSettings mining() {
    return after.mining();
  }

  /** How the compressed network learns from own recordings. */
  public AdaptationSettings adaptation() {
    return after.adaptation();
  }

  /** From frames to phones. */
  public DecodingSettings decoding() {
    return after.decoding();
  }

  /** How the network is packed. */
  public HardwareSettings hardware() {
    return image.hardware();
  }

  /** How answers become detections. */
  public DetectorSection detector() {
    return image.detector();
  }

  /** The same with another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(
        other,
        dataset,
        frontend,
        encoder,
        network,
        training,
        after,
        compression,
        image,
        simulation);
  }

  /** The same with another compression, its matrices packed as that wants. */
  public Recipe withCompression(CompressionSettings other, Packing packing) {
    return new Recipe(
        seed,
        dataset,
        frontend,
        encoder,
        network,
        training,
        after,
        other,
        image.withPacking(packing),
        simulation);
  }

  /** Writes all of it, whole or not at all, in the form that {@link #read} takes. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, bytes());
  }

  /** What {@link #write} writes. */
  public byte[] bytes() {
    return RecordWriter.yaml(this).getBytes(StandardCharsets.UTF_8);
  }

  private static String defaults() {
    try (InputStream in = Recipe.class.getResourceAsStream("defaults.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
