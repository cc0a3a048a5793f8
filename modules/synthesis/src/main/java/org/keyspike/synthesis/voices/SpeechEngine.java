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

  /** Who a voice is: the same for all that are one person, in several accents. */
  default String person(String voice) {
    return voice;
  }

  /**
   * Whether it moves the pitch of a voice without its formants. Of one that does not, pitch and
   * range of a text are ignored.
   */
  default boolean setsPitch() {
    return false;
  }

  /**
   * Speaks texts one after the other: many at once are faster where its start takes long.
   *
   * @param voice one of its voices
   * @return for each text samples at 16 kHz in [−1, 1); silent or empty where there is nothing to
   *     say
   * @throws org.keyspike.io.InputException if the program fails, hangs, or writes no sound
   */
  List<float[]> speak(String voice, List<SpokenText> texts) throws IOException;
}
