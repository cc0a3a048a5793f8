package org.keyspike.cli.doctor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpeechEngines;

/** The check of speech engines: how many voices words can be synthesised in. */
final class VoicesCheck {
  static final String NAME = "voices";

  private VoicesCheck() {}

  static CheckResult run() throws IOException {
    Map<String, Integer> voices = new LinkedHashMap<>();
    for (SpeechEngine engine : SpeechEngines.installed()) {
      voices.put(engine.name(), engine.voices().size());
    }
    return judge(voices);
  }

  /**
   * Judges engines. Those that are missing are no fault: nothing needs them unless a recipe names
   * them.
   *
   * @param voices how many each installed engine has
   */
  static CheckResult judge(Map<String, Integer> voices) {
    StringBuilder found = new StringBuilder(SpeechEngines.EMBEDDED + " 1");
    voices.forEach((engine, count) -> found.append(", ").append(engine).append(' ').append(count));
    List<String> missing =
        SpeechEngines.programs().stream().filter(name -> !voices.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      found
          .append("; a network for words of your own that heard few voices misses most people: ")
          .append(SpeechEngines.INSTALL);
    }
    return CheckResult.fine(NAME, found.toString());
  }
}
