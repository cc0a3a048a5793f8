package org.keyspike.pipeline.recipe;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.speechcommands.ClassFolders;
import org.keyspike.datasets.speechcommands.FurtherVoices;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.timit.Timit;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.CustomWords;
import org.keyspike.synthesis.NegativeSettings;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.WordSynthesizer;

/**
 * The {@code dataset} section of a recipe. What is not said is null.
 *
 * @param kind name of a {@link DatasetKind}: {@code speech-commands}, {@code timit}, {@code
 *     folder}, {@code synthesized}, {@code custom}, or another one on the class path
 * @param archive a {@code .tar.gz} to unpack; or
 * @param folder an unpacked folder; neither for {@code synthesized} and {@code custom}
 * @param classes for {@code speech-commands}: {@code all-present}, {@code 35} or {@code 12}; for
 *     {@code timit}: {@code 48} phones, or {@code 1920} context-dependent states; or
 * @param words a list of words; for {@code folder} the folders that become classes, all by name
 *     where there are none; for {@code synthesized} the words to make, for {@code custom} the words
 *     or phrases to spot
 * @param synthesis for {@code synthesized} and {@code custom}, how much to make
 * @param negatives for {@code custom}, how much to make of what is none of the words
 * @param recordings for {@code custom}, a folder of one's own in the layout of Speech Commands, or
 *     null
 * @param more for {@code speech-commands} and {@code custom}, further voices, or null
 * @param speakers for {@code folder}, a regular expression that finds who speaks in the path of a
 *     clip
 * @param language for {@code synthesized} and {@code custom}, what the words are in; null for
 *     English
 */
public record DatasetSettings(
    String kind,
    Path archive,
    Path folder,
    String classes,
    List<String> words,
    Synthesis synthesis,
    NegativeSettings negatives,
    Path recordings,
    More more,
    String speakers,
    String language) {

  /** Settings of a kind that needs no pattern of speakers. */
  public DatasetSettings(
      String kind,
      Path archive,
      Path folder,
      String classes,
      List<String> words,
      Synthesis synthesis,
      NegativeSettings negatives,
      Path recordings,
      More more) {
    this(kind, archive, folder, classes, words, synthesis, negatives, recordings, more, null, null);
  }

  /** Settings of a kind that has neither negatives nor recordings. */
  public DatasetSettings(
      String kind,
      Path archive,
      Path folder,
      String classes,
      List<String> words,
      Synthesis synthesis) {
    this(kind, archive, folder, classes, words, synthesis, null, null, null);
  }

  /** Keyword clips, {@link SpeechCommands}. */
  public static final String SPEECH_COMMANDS = "speech-commands";

  /** Phones, {@link Timit}. */
  public static final String TIMIT = "timit";

  /** Any folder of classes, {@link ClassFolders}. */
  public static final String FOLDER = "folder";

  /** Words made by {@link WordSynthesizer}. */
  public static final String SYNTHESIZED = "synthesized";

  /** Words to be told from all others, {@link CustomWords}. */
  public static final String CUSTOM = "custom";

  /**
   * How much to synthesise; {@link SynthesisSettings} explains the values.
   *
   * @param trainSpeakers speakers for training; null for as many as the voices are worth
   * @param validationSpeakers speakers for validation; null likewise
   * @param testSpeakers speakers for test; null likewise
   * @param utterancesPerSpeaker clips of each word by each speaker
   * @param minSnrDb lowest signal-to-noise ratio, dB
   * @param engines names of speech engines; null for the embedded one
   * @param command template of another engine, or null
   * @param commandVoices names of its voices, or null
   */
  public record Synthesis(
      Integer trainSpeakers,
      Integer validationSpeakers,
      Integer testSpeakers,
      int utterancesPerSpeaker,
      double minSnrDb,
      List<String> engines,
      String command,
      List<String> commandVoices) {

    /** Numbers of clips by the embedded engine. */
    public Synthesis(
        int trainSpeakers,
        int validationSpeakers,
        int testSpeakers,
        int utterancesPerSpeaker,
        double minSnrDb) {
      this(
          trainSpeakers,
          validationSpeakers,
          testSpeakers,
          utterancesPerSpeaker,
          minSnrDb,
          null,
          null,
          null);
    }
  }

  /**
   * Further voices; {@link FurtherVoices} says which of them join.
   *
   * @param from a folder in the layout of Speech Commands, or a {@code .tar.gz} to unpack; null in
   *     a recipe that was published without its data, where nothing joins
   * @param apart share of their speakers that is kept apart, 0 to below 1; null for none
   */
  public record More(Path from, Double apart) {
    public More {
      apart = apart == null ? 0 : apart;
    }
  }

  /**
   * Refuses settings that describe no data set, as their kind says.
   *
   * @throws InputException if a value is missing, unknown, or does not go with the kind
   */
  public void validate() throws InputException {
    DatasetKind.named(kind).validate(this);
  }

  /**
   * Refuses to vary clips in ways that this data cannot be varied in, as its kind says.
   *
   * @param features how features are varied
   * @param audio how sound is varied
   * @throws InputException naming the recipe's key
   */
  public void checkAugmentation(AugmentationSettings features, AudioAugmentationSettings audio)
      throws InputException {
    DatasetKind.named(kind).checkAugmentation(features, audio);
  }

  /** Whether every frame has a label, rather than every clip. */
  public boolean frameWise() {
    return DatasetKind.find(kind).filter(DatasetKind::frameWise).isPresent();
  }
}
