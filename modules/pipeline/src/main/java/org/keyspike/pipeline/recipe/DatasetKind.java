package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/**
 * A kind of data set by its name in recipes, found by {@link ServiceLoader}: another kind is a
 * class of its own on the class path, and no other file changes. It reads the {@code dataset}
 * section of a recipe, whose keys are those of {@link DatasetSettings}; {@link DatasetSection}
 * helps to refuse what it has no use for.
 */
public interface DatasetKind {
  /** The name in recipes: {@code dataset.kind}. */
  String name();

  /**
   * Whether every frame has a label, rather than every clip. The classes are then the phones or
   * states of {@link org.keyspike.datasets.timit.PhoneSet}, which a run decodes to phones.
   */
  boolean frameWise();

  /**
   * Refuses a section that does not describe a data set of this kind, without opening any file.
   *
   * @throws InputException if a value is missing, unknown, or of no use to this kind
   */
  void validate(DatasetSettings settings) throws InputException;

  /**
   * Refuses to vary clips in ways that this data cannot be varied in. Where every frame has a
   * label, speech must stay in its frames.
   *
   * @param features how features are varied
   * @param audio how sound is varied
   * @throws InputException naming the recipe's key
   */
  default void checkAugmentation(AugmentationSettings features, AudioAugmentationSettings audio)
      throws InputException {
    if (frameWise()) {
      String labels = "0, as every frame of " + name() + " has its own label";
      if (features.shiftFrames() != 0) {
        throw new InputException(
            "recipe",
            "training.augmentation.shiftFrames",
            Integer.toString(features.shiftFrames()),
            labels);
      }
      requireNever("tempo", audio.tempo(), labels);
      requireNever("shiftMs", audio.shiftMs(), labels);
    }
  }

  /**
   * Opens the data set of a section that {@link #validate} accepts. What has to be unpacked or made
   * first is kept in the cache folder.
   *
   * @param cache made if needed
   * @param seed of what is drawn, such as synthesised speech
   * @throws InputException if the data is not usable
   */
  Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException;

  /**
   * Opens a folder of clips that a network of this kind never saw, all of them for test: in the
   * layout of Speech Commands, unless this kind has another one.
   *
   * @param classes of the network
   * @throws InputException if the folder is not as it should be
   */
  default Dataset openForTest(Path folder, List<String> classes, ProgressListener progress)
      throws IOException {
    return SpeechCommands.openForTest(folder, classes);
  }

  /** The key of the section that says where the data lies in a run that was published. */
  default String place() {
    return "folder";
  }

  /** All kinds on the class path, by name. */
  static List<DatasetKind> all() {
    return ServiceLoader.load(DatasetKind.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(DatasetKind::name))
        .toList();
  }

  /** The kind of a name, if there is one. */
  static Optional<DatasetKind> find(String name) {
    return all().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * The kind of a name.
   *
   * @throws InputException with the names of all kinds, if it is none of them
   */
  static DatasetKind named(String name) throws InputException {
    Optional<DatasetKind> kind = find(name);
    if (kind.isEmpty()) {
      String known = all().stream().map(DatasetKind::name).collect(Collectors.joining(", "));
      throw DatasetSection.wrong("kind", name, known);
    }
    return kind.get();
  }

  /**
   * The kind whose layout a folder of clips has for a network whose recipe is not known.
   *
   * @param frameWise whether the network answers every frame
   */
  static DatasetKind usual(boolean frameWise) throws InputException {
    return named(frameWise ? DatasetSettings.TIMIT : DatasetSettings.SPEECH_COMMANDS);
  }

  /**
   * Refuses a variation of sound that may happen.
   *
   * @param key of it in {@code training.audioAugmentation}
   * @param expected what would be right, and why
   * @throws InputException if its probability is above 0
   */
  static void requireNever(String key, RandomRange range, String expected) throws InputException {
    if (range.possible()) {
      throw new InputException(
          "recipe",
          "training.audioAugmentation." + key + ".probability",
          Double.toString(range.probability()),
          expected);
    }
  }
}
