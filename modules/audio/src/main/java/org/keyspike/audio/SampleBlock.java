package org.keyspike.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
   * Mixes the channels down by their mean and clips to [−1, 1): what a float file has beyond full
   * scale, and the 32-bit integers that a float would round to 1.
   *
   * @throws InputException if a sample is not a finite number
   */
  AudioClip decode(Content content) throws InputException {
    ByteBuffer bytes = content.buffer(order);
    float[] samples = new float[frames];
    int position = offset;
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += format.at(bytes, position);
        position += format.bytes();
      }
      if (!Double.isFinite(sum)) {
        throw content.error("sample " + i, String.valueOf(sum), "a finite number");
      }
      samples[i] = clip((float) (sum / channels));
    }
    return new AudioClip(samples, sampleRate);
  }

  static float clip(float sample) {
    return Math.max(-1.0f, Math.min(MAX, sample));
  }
}
