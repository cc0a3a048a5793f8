package org.keyspike.audio.take;

import java.util.Arrays;
import java.util.Objects;
import org.keyspike.audio.FrontEndSettings;

/**
 * Something that was said, or that nothing was.
 *
 * @param verdict on it
 * @param background level before it, dB of full scale
 * @param level of the word, dB of full scale; the background's where nothing was said
 * @param seconds that the word takes; 0 where nothing was said
 * @param samples the second around the word, (16000), at 16 kHz; none unless the verdict is good
 */
public record Take(
    Verdict verdict, double background, double level, double seconds, short[] samples) {

  /** Samples of the second around a word. */
  static final int SAMPLES = FrontEndSettings.SAMPLE_RATE;

  public Take {
    samples = samples.clone();
  }

  /** The second around the word, (16000); none unless the verdict is good. */
  @Override
  public short[] samples() {
    return samples.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Take that
        && verdict == that.verdict
        && background == that.background
        && level == that.level
        && seconds == that.seconds
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return Objects.hash(verdict, background, level, seconds, Arrays.hashCode(samples));
  }
}
