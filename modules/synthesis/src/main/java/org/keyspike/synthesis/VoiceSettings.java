package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
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
 */
public record VoiceSettings(List<String> engines, String command, List<String> commandVoices) {
  /** Raised when the same voices of several engines give other bytes. */
  private static final int VERSION = 2;

  /** The embedded engine alone. */
  public static final VoiceSettings EMBEDDED =
      new VoiceSettings(List.of(SpeechEngines.EMBEDDED), null, List.of());

  /**
   * @throws SettingException if nothing speaks, or the command has no place for text or file
   */
  public VoiceSettings {
    engines = engines == null ? List.of(SpeechEngines.EMBEDDED) : List.copyOf(engines);
    commandVoices = commandVoices == null ? List.of() : List.copyOf(commandVoices);
    if (engines.isEmpty() && command == null) {
      throw new SettingException("engines", "none", "at least one, as in [freetts]");
    }
    if (command != null && !(command.contains("{wav}") && command.contains("{text}"))) {
      throw new SettingException("command", command, "{text} and {wav} in it");
    }
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
    if (engines.contains(SpeechEngines.EMBEDDED) || engines.contains(SpeechEngines.ALL)) {
      voices.add(BaseVoice.EMBEDDED);
    }
    for (SpeechEngine engine : SpeechEngines.named(engines, command, commandVoices)) {
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
    if (embeddedOnly()) {
      return "";
    }
    TreeMap<String, String> versions = new TreeMap<>();
    TreeMap<String, List<String>> names = new TreeMap<>();
    for (BaseVoice voice : voices()) {
      versions.put(
          voice.engineName(), voice.engine().map(SpeechEngine::version).orElse("embedded"));
      names.computeIfAbsent(voice.engineName(), name -> new ArrayList<>()).add(voice.name());
    }
    return " " + VERSION + " " + versions + " " + names;
  }
}
