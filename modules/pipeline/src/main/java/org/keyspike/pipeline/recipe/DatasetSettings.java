package org.keyspike.pipeline.recipe;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordNames;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.InputException;
import org.keyspike.io.SettingException;
import org.keyspike.synthesis.CustomWords;
import org.keyspike.synthesis.NegativeSettings;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.WordSynthesizer;

/**
 * The {@code dataset} section of a recipe. What is not said is null.
 *
 * @param kind {@code speech-commands}, {@code timit}, {@code synthesized} or {@code custom}
 * @param archive a {@code .tar.gz} to unpack; or
 * @param folder an unpacked folder; neither for {@code synthesized} and {@code custom}
 * @param classes for {@code speech-commands}: {@code all-present}, {@code 35} or {@code 12}; for
 *     {@code timit}: {@code 48} phones, or {@code 1920} context-dependent states; or
 * @param words a list of words; for {@code synthesized} the words to make, for {@code custom} the
 *     words or phrases to spot
 * @param synthesis for {@code synthesized} and {@code custom}, how much to make
 * @param negatives for {@code custom}, how much to make of what is none of the words
 * @param recordings for {@code custom}, a folder of one's own in the layout of Speech Commands, or
 *     null
 */
public record DatasetSettings(
    String kind,
    Path archive,
    Path folder,
    String classes,
    List<String> words,
    Synthesis synthesis,
    NegativeSettings negatives,
    Path recordings) {

  /** Settings of a kind that has neither negatives nor recordings. */
  public DatasetSettings(
      String kind,
      Path archive,
      Path folder,
      String classes,
      List<String> words,
      Synthesis synthesis) {
    this(kind, archive, folder, classes, words, synthesis, null, null);
  }

  /** Keyword clips, {@link SpeechCommands}. */
  public static final String SPEECH_COMMANDS = "speech-commands";

  /** Phones, {@link Timit}. */
  public static final String TIMIT = "timit";

  /** Words made by {@link WordSynthesizer}. */
  public static final String SYNTHESIZED = "synthesized";

  /** Words to be told from all others, {@link CustomWords}. */
  public static final String CUSTOM = "custom";

  private static final List<String> KINDS = List.of(SPEECH_COMMANDS, TIMIT, SYNTHESIZED, CUSTOM);

  static final String SECTION = "dataset section of the recipe";

  /**
   * How much to synthesise; {@link SynthesisSettings} explains the values.
   *
   * @param trainSpeakers speakers for training
   * @param validationSpeakers speakers for validation
   * @param testSpeakers speakers for test
   * @param utterancesPerSpeaker clips of each word by each speaker
   * @param minSnrDb lowest signal-to-noise ratio, dB
   */
  public record Synthesis(
      int trainSpeakers,
      int validationSpeakers,
      int testSpeakers,
      int utterancesPerSpeaker,
      double minSnrDb) {}

  /**
   * @throws InputException if a value is missing, unknown, or does not go with the kind
   */
  public void validate() throws InputException {
    if (kind == null || !KINDS.contains(kind)) {
      throw wrong("kind", kind, String.join(", ", KINDS));
    }
    if (!kind.equals(CUSTOM)) {
      checkNone("negatives", negatives);
      checkNone("recordings", recordings);
    }
    switch (kind) {
      case SPEECH_COMMANDS -> {
        checkSource();
        checkNone("synthesis", synthesis);
        selection();
      }
      case TIMIT -> {
        checkSource();
        labels();
        checkNone("words", words);
        checkNone("synthesis", synthesis);
      }
      default -> {
        checkNone("archive", archive);
        checkNone("folder", folder);
        checkNone("classes", classes);
        synthesis(0);
        if (kind.equals(CUSTOM)) {
          checkSpotting();
        }
      }
    }
  }

  /**
   * Refuses to vary clips in ways that this data cannot be varied in. Where every frame has a
   * label, speech must stay in its frames; TIMIT comes without recordings of noise.
   *
   * @param features how features are varied
   * @param audio how sound is varied
   * @throws InputException naming the recipe's key
   */
  public void checkAugmentation(AugmentationSettings features, AudioAugmentationSettings audio)
      throws InputException {
    if (frameWise()) {
      String labels = "0, as every frame of " + TIMIT + " has its own label";
      require(
          features.shiftFrames() == 0,
          "training.augmentation.shiftFrames",
          features.shiftFrames(),
          labels);
      requireNever("tempo", audio.tempo(), labels);
      requireNever("shiftMs", audio.shiftMs(), labels);
      requireNever(
          "noiseSnrDb", audio.noiseSnrDb(), "0, as " + TIMIT + " has no recording of noise");
    }
  }

  private static void requireNever(String key, RandomRange range, String expected)
      throws InputException {
    String field = "training.audioAugmentation." + key + ".probability";
    require(!range.possible(), field, range.probability(), expected);
  }

  private static void require(boolean right, String field, Object found, String expected)
      throws InputException {
    if (!right) {
      throw new InputException("recipe", field, found.toString(), expected);
    }
  }

  /** Whether every frame has a label, rather than every clip. */
  public boolean frameWise() {
    return kind.equals(TIMIT);
  }

  /**
   * What frames are labelled with: phones where nothing is said.
   *
   * @throws InputException if there is no such set
   */
  Timit.Labels labels() throws InputException {
    String set = classes == null ? "48" : classes;
    return switch (set) {
      case "48" -> Timit.Labels.PHONES;
      case "1920" -> Timit.Labels.STATES;
      default -> throw wrong("classes", classes, "48 (phones) or 1920 (states of them)");
    };
  }

  /**
   * Which words become classes: all present where nothing is said.
   *
   * @throws InputException if classes and words are both given, or there is no such set
   */
  WordSelection selection() throws InputException {
    if (words != null) {
      checkNone("classes", classes);
      try {
        return WordSelection.words(words);
      } catch (SettingException e) {
        throw e.in(SECTION, "dataset");
      }
    }
    String set = classes == null ? "all-present" : classes;
    return switch (set) {
      case "all-present" -> WordSelection.allPresent();
      case "35" -> WordSelection.thirtyFive();
      case "12" -> WordSelection.twelve();
      default -> throw wrong("classes", classes, "all-present, 35 or 12, or a list under words");
    };
  }

  /**
   * What to synthesise.
   *
   * @throws InputException if something is missing or out of range
   */
  SynthesisSettings synthesis(long seed) throws InputException {
    if (words == null) {
      throw wrong("words", null, "the words to synthesise");
    }
    if (synthesis == null) {
      throw wrong("synthesis", null, "how many speakers and utterances to make");
    }
    try {
      return new SynthesisSettings(
          words,
          synthesis.trainSpeakers(),
          synthesis.validationSpeakers(),
          synthesis.testSpeakers(),
          synthesis.utterancesPerSpeaker(),
          synthesis.minSnrDb(),
          seed);
    } catch (SettingException e) {
      throw e.in(SECTION, "dataset");
    }
  }

  /** What can be synthesised is not always what can be spotted. */
  private void checkSpotting() throws InputException {
    if (negatives == null) {
      throw wrong("negatives", null, "how many clips of other words and of silence to make");
    }
    for (String word : words) {
      for (String taken : List.of("unknown", "silence")) {
        if (WordNames.key(word).equals(taken)) {
          throw wrong("words", '"' + word + '"', "another word, as there is a class of that name");
        }
      }
    }
    for (String other : negatives.words()) {
      if (words.stream().anyMatch(word -> sameFolder(word, other))) {
        throw wrong("negatives.words", '"' + other + '"', "a word that is not to be spotted");
      }
    }
  }

  private static boolean sameFolder(String one, String other) {
    return WordNames.key(one).equals(WordNames.key(other));
  }

  private void checkSource() throws InputException {
    if (archive == null && folder == null) {
      throw wrong("archive", null, "dataset.archive or dataset.folder");
    }
    if (archive != null && folder != null) {
      throw wrong("folder", folder, "dataset.archive or dataset.folder, not both");
    }
  }

  private void checkNone(String field, Object value) throws InputException {
    if (value != null) {
      String other = field.equals("classes") && words != null ? "words are given" : "kind " + kind;
      throw wrong(field, value, "nothing, as " + other);
    }
  }

  private static InputException wrong(String field, Object found, String expected) {
    return new InputException(SECTION, "dataset." + field, found, expected);
  }
}
