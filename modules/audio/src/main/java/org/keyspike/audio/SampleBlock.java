package org.keyspike.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.keyspike.io.InputException;

/**
 * The place of the samples in a file: {@code frames} times {@code channels} of them, interleaved,
 * from byte {@code offset} on. The decoders have checked that all of it lies inside the file.
 */
record SampleBlock(
    int offset, int frames, int channels, int sampleRate, SampleFormat format, ByteOrder order) {

  /** The largest float below 1. */
  private static final float MAX = Math.nextDown(1.0f);

  /**
   * Overdriven recordings have a few times full scale; integers written as floats have far more.
   */
  private static final double MOST = 64;

  /**
   * Mixes the channels down by their mean and clips to [−1, 1): what a float file has beyond full
   * scale, and the 32-bit integers that a float would round to 1.
   *
   * @throws InputException if a sample is not a finite number, or so large that a float file must
   *     hold integers; or if the channels are one another's opposite and nothing is left of them
   */
  AudioClip decode(Content content) throws InputException {
    ByteBuffer bytes = content.buffer(order);
    float[] samples = new float[frames];
    if (channels == 1 && format == SampleFormat.SIGNED_16) {
      // Nearly all speech: nothing to mix, to clip or to refuse.
      ShortBuffer integers = bytes.position(offset).asShortBuffer();
      for (int i = 0; i < frames; i++) {
        samples[i] = Pcm16.sample(integers.get(i));
      }
      return new AudioClip(samples, sampleRate);
    }
    int position = offset;
    boolean sound = false;
    boolean left = false;
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        double sample = format.at(bytes, position);
        sound |= sample != 0;
        sum += sample;
        position += format.bytes();
      }
      if (!Double.isFinite(sum)) {
        throw content.error("sample " + i, String.valueOf(sum), "a finite number");
      }
      if (Math.abs(sum) > MOST * channels) {
        throw content.error(
            "sample " + i, String.valueOf(sum / channels), "−1 to 1, as float samples are");
      }
      samples[i] = clip((float) (sum / channels));
      left |= samples[i] != 0;
    }
    if (sound && !left) {
      throw content.error(
          "channels", "each the other's opposite", "channels whose mean is not silence");
    }
    return new AudioClip(samples, sampleRate);
  }

  static float clip(float sample) {
    return Math.max(-1.0f, Math.min(MAX, sample));
  }
}
