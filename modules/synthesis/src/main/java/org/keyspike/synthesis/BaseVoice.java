package org.keyspike.synthesis;

import java.util.Optional;
import org.keyspike.synthesis.voices.SpeechEngine;

/**
 * The voice of an engine that a speaker is a disguise of.
 *
 * @param engine empty for the embedded one
 * @param name of the voice
 */
record BaseVoice(Optional<SpeechEngine> engine, String name) {
  /** The voice of the embedded engine. */
  static final BaseVoice EMBEDDED = new BaseVoice(Optional.empty(), "kal");

  BaseVoice(SpeechEngine engine, String name) {
    this(Optional.of(engine), name);
  }

  /** Whether it is the same voice of an engine of the same name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BaseVoice voice
        && voice.name.equals(name)
        && voice.engineName().equals(engineName());
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + engineName().hashCode();
  }

  /** Name of the engine. */
  String engineName() {
    return engine.map(SpeechEngine::name).orElse("freetts");
  }

  /**
   * Who spoke: several engines have voices made of recordings of the same person, and those are one
   * person.
   */
  String person() {
    for (String known : new String[] {"kal", "ked", "slt", "awb", "rms"}) {
      if (name.matches("(cmu_us_)?" + known + "(\\d+|_.*)?")) {
        return known;
      }
    }
    return engineName() + " " + engine.map(own -> own.person(name)).orElse(name);
  }
}
