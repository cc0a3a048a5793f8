package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.OwnRecordings;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.CachedFolder;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.synthesis.voices.EspeakPhonemes;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * Any words or phrases, to be told from all others and from silence: synthesised, with own
 * recordings among them where there are some.
 *
 * <p>A network hears one second. A phrase that a voice neither fast nor slow takes longer than
 * {@value #MOST_SECONDS} s for is refused; what slow speakers then take longer than 0.95 s for is
 * spoken faster until it fits, at most twice as fast, and never cut.
 */
public final class CustomWords {
  /** Raised when the same settings give other bytes. */
  private static final int VERSION = 1;

  /** The slowest speakers take 1.65 times as long, which twice the speed brings below a second. */
  private static final double MOST_SECONDS = 1.15;

  private static final String SYNTHETIC =
      "every clip is synthesised, by one voice of FreeTTS in many variations: scores say that the"
          + " words can be told apart and the chain works, not how people will be heard";

  private static final String MIXED =
      "clips that are not recordings are synthesised: only the scores on recordings say how people"
          + " will be heard";

  private CustomWords() {}

  /**
   * Opens them, synthesising what is not in the cache.
   *
   * @param recordings folder of {@link OwnRecordings}, if there are any
   * @throws InputException if a phrase is too long, two sound the same, or the recordings cannot be
   *     used
   */
  public static Dataset open(
      SynthesisSettings settings,
      NegativeSettings negatives,
      Optional<Path> recordings,
      Path cache,
      int threads,
      ProgressListener progress)
      throws IOException {
    WordSelection.Spotting selection = new WordSelection.Spotting(settings.classes());
    OwnRecordings own =
        recordings.isEmpty() ? null : OwnRecordings.read(recordings.get(), selection);
    MessageDigest digest = Hashes.sha256();
    String all = WordSynthesizer.VERSION + " " + VERSION + " " + settings + " " + key(negatives);
    all += settings.voices().key();
    byte[] key = digest.digest(all.getBytes(StandardCharsets.UTF_8));
    Path folder = cache.resolve("custom-" + HexFormat.of().formatHex(key, 0, 8));
    CachedFolder.openOrMake(
        folder,
        empty -> {
          SpokenLanguage language = SpokenLanguage.of(settings.voices());
          checkSpeakable(settings, language);
          Optional<SpeechStore> store =
              Optional.of(new SpeechStore(cache.resolve(WordSynthesizer.SPOKEN)));
          UtterancePlan plan = plan(settings, negatives, language);
          WordSynthesizer.fill(settings, plan, empty, store, threads, progress);
        });
    Dataset synthesised = SpeechCommands.open(folder, selection);
    Dataset dataset =
        own == null ? synthesised.withRemarks(List.of(SYNTHETIC)) : mixed(synthesised, own);
    if (settings.voices().embeddedOnly()) {
      return dataset;
    }
    // What is said of the one voice is not true of several.
    List<String> remarks = new ArrayList<>(own == null ? List.of() : dataset.remarks());
    List<BaseVoice> voices = settings.voices().voices();
    remarks.add(VoiceSettings.found(voices));
    remarks.addAll(Casting.of(voices, settings.seed()).remarks());
    if (!settings.voices().language().equals(SpeechEngines.ENGLISH)) {
      WordList list = WordList.of(settings.voices().language(), settings.voices().wordList());
      remarks.add("other words in " + settings.voices().language() + ": " + list.source());
    }
    return dataset.withRemarks(remarks);
  }

  private static UtterancePlan plan(
      SynthesisSettings settings, NegativeSettings negatives, SpokenLanguage language)
      throws IOException {
    Pronouncer pronouncer = language.pronouncer(new SpeechVoice());
    OtherPhrases others =
        OtherPhrases.of(settings.said(), negatives.words(), language, pronouncer, settings.seed());
    KeywordSearch keywords = new KeywordSearch(settings.keywords(), pronouncer);
    Sentences sentences = new Sentences(language.sentences(), keywords);
    return new SpotterPlan(settings, negatives, others, sentences);
  }

  /** The part of a cache key that says which negatives; it must not change with names in code. */
  private static String key(NegativeSettings negatives) {
    return String.format(
        Locale.ROOT,
        "Negatives[perSpeaker=%d, sentencesPerSpeaker=%d, silencePerSpeaker=%d, words=%s]",
        negatives.perSpeaker(),
        negatives.sentencesPerSpeaker(),
        negatives.silencePerSpeaker(),
        negatives.words());
  }

  private static Dataset mixed(Dataset synthesised, OwnRecordings own) {
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<Utterance> part = new ArrayList<>(synthesised.utterances(split));
      part.addAll(own.parts().get(split));
      parts.put(split, part);
    }
    List<Path> background = new ArrayList<>(synthesised.background());
    background.addAll(own.background());
    return new Dataset(
            synthesised.name(),
            synthesised.classes(),
            false,
            parts,
            background,
            List.of(own.summary(), MIXED))
        .withSplitChecked();
  }

  /** Refuses what does not fit a second, and what no ear can tell apart. */
  private static void checkSpeakable(SynthesisSettings settings, SpokenLanguage language)
      throws IOException {
    List<String> words = settings.said();
    ClipComposer composer = new ClipComposer(0, new SpeechSource(Optional.empty()));
    BaseVoice voice =
        language.code().equals(SpeechEngines.ENGLISH)
                && words.stream().noneMatch(WordText::phonemes)
            ? BaseVoice.EMBEDDED
            : settings.voices().voices().get(0);
    Pronunciations said = new Pronunciations(language.pronouncer(new SpeechVoice()));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (WordText.phonemes(word)) {
        new EspeakPhonemes(language.code()).check(word);
      }
      double seconds = composer.seconds(word, voice);
      if (seconds == 0) {
        throw wrong("\"" + word + "\", which synthesis cannot say", "a word that can be spoken");
      }
      if (seconds > MOST_SECONDS) {
        throw wrong(
            String.format(Locale.ROOT, "\"%s\", which takes %.2f s to say", word, seconds),
            String.format(
                Locale.ROOT,
                "at most %.2f s, as a network hears one second: a phrase of fewer or shorter words",
                MOST_SECONDS));
      }
      for (String other : words.subList(0, i)) {
        if (said.same(word, other)) {
          throw wrong(
              "\"" + other + "\" and \"" + word + "\", which sound the same", "one of them");
        }
      }
    }
  }

  private static InputException wrong(String found, String expected) {
    return new InputException("dataset section of the recipe", "dataset.words", found, expected);
  }
}
