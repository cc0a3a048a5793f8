package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.io.Hashes;
import org.keyspike.io.SettingException;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * The engines whose voices speak.
 *
 * @param engines names; {@code freetts} is the embedded one, {@code all} it and all that are
 *     installed
 * @param command template of another one, with {@code {wav}} for the file that it writes, {@code
 *     {text}} and, if it has several, {@code {voice}}; or null
 * @param commandVoices what {@code {voice}} is replaced by, one after the other
 * @param language that they speak
 * @param wordList file of words of the language; empty for those that are known
 */
public record VoiceSettings(
    List<String> engines,
    String command,
    List<String> commandVoices,
    String language,
    Optional<Path> wordList) {
  /** Raised when the same voices of several engines give other bytes. */
  private static final int VERSION = 3;

  /** The embedded engine alone. */
  public static final VoiceSettings EMBEDDED =
      new VoiceSettings(List.of(SpeechEngines.EMBEDDED), null, List.of());

  /** Language and accent, as de or pt-br. */
  private static final String LANGUAGE = "[a-z]{2,3}(-[a-z0-9-]+)?";

  /**
   * @throws SettingException if nothing speaks, or the command has no place for text or file
   */
  public VoiceSettings {
    language = language == null ? SpeechEngines.ENGLISH : language;
    if (!language.matches(LANGUAGE)) {
      throw new SettingException("language", language, "a language of espeak-ng, as de or pt-br");
    }
    engines = engines == null ? List.of(usual(language)) : List.copyOf(engines);
    commandVoices = commandVoices == null ? List.of() : List.copyOf(commandVoices);
    if (engines.isEmpty() && command == null) {
      throw new SettingException("engines", "none", "at least one, as in [freetts]");
    }
    if (command != null && !(command.contains("{wav}") && command.contains("{text}"))) {
      throw new SettingException("command", command, "{text} and {wav} in it");
    }
  }

  /** English voices. */
  public VoiceSettings(List<String> engines, String command, List<String> commandVoices) {
    this(engines, command, commandVoices, SpeechEngines.ENGLISH, Optional.empty());
  }

  private static String usual(String language) {
    return language.equals(SpeechEngines.ENGLISH)
        ? SpeechEngines.EMBEDDED
        : SpeechEngines.OF_LANGUAGES;
  }

  /** Whether espeak-ng alone speaks, which can say phonemes. */
  boolean phonemesOnly() {
    return command == null && engines.stream().allMatch(SpeechEngines.OF_LANGUAGES::equals);
  }

  /** How many speakers a part has where nothing is said: more voices are worth more speakers. */
  public int usualSpeakers(Split split) {
    return split == Split.TRAIN && !embeddedOnly() ? 240 : split == Split.TRAIN ? 80 : 20;
  }

  /** Whether no other engine than the embedded one speaks. */
  boolean embeddedOnly() {
    return command == null && engines.stream().allMatch(SpeechEngines.EMBEDDED::equals);
  }

  /**
   * All voices.
   *
   * @throws org.keyspike.io.InputException if an engine is not known or not installed
   */
  List<BaseVoice> voices() throws IOException {
    List<BaseVoice> voices = new ArrayList<>();
    boolean english = language.equals(SpeechEngines.ENGLISH);
    if (engines.contains(SpeechEngines.EMBEDDED)
        || english && engines.contains(SpeechEngines.ALL)) {
      voices.add(BaseVoice.EMBEDDED);
    }
    for (SpeechEngine engine : SpeechEngines.named(engines, command, commandVoices, language)) {
      engine.voices().forEach(name -> voices.add(new BaseVoice(engine, name)));
    }
    return voices.stream().distinct().toList();
  }

  /** What was found, for people: engines and how many voices each has. */
  static String found(List<BaseVoice> voices) {
    Map<String, Integer> counts = new TreeMap<>();
    voices.forEach(voice -> counts.merge(voice.engineName(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    counts.forEach((engine, count) -> texts.add(engine + " " + count));
    return "synthesised by installed voices: " + String.join(", ", texts);
  }

  /** What the sound depends on, for cache keys; empty where the embedded engine is alone. */
  public String key() throws IOException {
    String words = words();
    if (embeddedOnly()) {
      return words;
    }
    TreeMap<String, String> versions = new TreeMap<>();
    TreeMap<String, List<String>> names = new TreeMap<>();
    for (BaseVoice voice : voices()) {
      versions.put(
          voice.engineName(), voice.engine().map(SpeechEngine::version).orElse("embedded"));
      names.computeIfAbsent(voice.engineName(), name -> new ArrayList<>()).add(voice.name());
    }
    return " " + VERSION + " " + versions + " " + names + words;
  }

  /** Which words are known besides those that come with the program. */
  private String words() throws IOException {
    if (language.equals(SpeechEngines.ENGLISH) && wordList.isEmpty()) {
      return "";
    }
    List<String> words = WordList.of(language, wordList).words();
    byte[] all = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
    return " " + language + " " + Hashes.sha256Hex(all);
  }

  /** For names in a cache: where a word list lies says nothing, and its words are in the key. */
  @Override
  public String toString() {
    return "VoiceSettings[engines="
        + engines
        + ", command="
        + command
        + ", commandVoices="
        + commandVoices
        + ", language="
        + language
        + "]";
  }
}
