package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.List;

/**
 * A program that speaks in voices of its own. It may be used by several threads at once.
 *
 * <p>The same version says the same text in the same voice with the same bytes.
 */
public interface SpeechEngine {
  /** The name that a recipe gives it. */
  String name();

  /** What its sound depends on besides voice and text, for cache keys: program and version. */
  String version();

  /** Its voices, each once, always in the same order; at least one. */
  List<String> voices();

  /**
   * Speaks.
   *
   * @param voice one of its voices
   * @param text words
   * @param wordsPerMinute rate, about 160; an engine may ignore it
   * @return samples at 16 kHz in [−1, 1); silent or empty where there is nothing to say
   * @throws org.keyspike.io.InputException if the program fails, hangs, or writes no sound
   */
  float[] speak(String voice, String text, double wordsPerMinute) throws IOException;
}
