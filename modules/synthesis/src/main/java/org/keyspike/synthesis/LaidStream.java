package org.keyspike.synthesis;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.Level;
import org.keyspike.audio.SpeechExtent;
import org.keyspike.datasets.Utterance;

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
   * @param speaker who says it; empty where nothing says so
   * @param samples 16 kHz
   * @param word where in the clip the word is, as far as energy tells
   */
  public record Clip(int label, Optional<String> speaker, float[] samples, SpeechExtent word) {
    /** A clip of nobody known. */
    public Clip(int label, float[] samples, SpeechExtent word) {
      this(label, Optional.empty(), samples, word);
    }

    /** The clip of an utterance of one word, with its word found. */
    public static Clip of(Utterance utterance) throws IOException {
      float[] samples = utterance.samples();
      return new Clip(
          utterance.labels()[0], utterance.speaker(), samples, SpeechExtent.of(samples));
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
