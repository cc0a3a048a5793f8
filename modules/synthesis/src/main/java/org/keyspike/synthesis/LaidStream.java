package org.keyspike.synthesis;

import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.Level;
import org.keyspike.audio.SpeechExtent;

/**
 * Sound with keywords at known places.
 *
 * @param samples 16 kHz, in [−1, 1)
 * @param words by start
 */
public record LaidStream(float[] samples, List<Laid> words) {
  public LaidStream {
    words = List.copyOf(words);
  }

  /**
   * A clip with one word.
   *
   * @param label its class
   * @param samples 16 kHz
   * @param word where in the clip the word is, as far as energy tells
   */
  public record Clip(int label, float[] samples, SpeechExtent word) {
    /** A clip with its word found. */
    public static Clip of(int label, float[] samples) {
      return new Clip(label, samples, SpeechExtent.of(samples));
    }

    /** Root mean square of the word. */
    public double level() {
      return Level.rootMeanSquare(Arrays.copyOfRange(samples, word.start(), word.end()));
    }
  }

  /**
   * A clip in a stream.
   *
   * @param clip as it was before
   * @param at its first sample's place
   */
  public record Laid(Clip clip, int at) {
    /** The first sample of the word. */
    public int start() {
      return at + clip.word.start();
    }

    /** The sample after the word. */
    public int end() {
      return at + clip.word.end();
    }
  }
}
