package org.keyspike.audio.filter;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;

/**
 * Convolution with long responses, by transforms of blocks. One thread's own; it keeps its arrays,
 * so that only the result is new each time.
 */
public final class Convolution {
  private static final int BLOCK = 4_096;
  private static final int SIZE = 2 * BLOCK;

  private final FFT transform = new FFT(SIZE);
  private final float[] sum = new float[SIZE];
  private final float[] overlap = new float[BLOCK];
  private float[][] sound = new float[0][];
  private float[][] response = new float[0][];

  /**
   * The beginning of y = h ∗ x.
   *
   * @param samples x
   * @param impulse h, at least one value
   * @return as many values as x has
   */
  public float[] of(float[] samples, float[] impulse) {
    int blocks = blocks(samples);
    int taps = Math.min(blocks, blocks(impulse));
    sound = transformed(samples, blocks, sound);
    response = transformed(impulse, taps, response);
    float[] result = new float[samples.length];
    Arrays.fill(overlap, 0);
    for (int j = 0; j < blocks; j++) {
      Arrays.fill(sum, 0);
      for (int b = 0; b < taps && b <= j; b++) {
        addProduct(sound[j - b], response[b], sum);
      }
      transform.backwardsTransform(sum);
      int from = j * BLOCK;
      int count = Math.min(BLOCK, result.length - from);
      for (int i = 0; i < count; i++) {
        result[from + i] = sum[i] + overlap[i];
      }
      System.arraycopy(sum, BLOCK, overlap, 0, BLOCK);
    }
    return result;
  }

  private static int blocks(float[] values) {
    return (values.length + BLOCK - 1) / BLOCK;
  }

  /** The transforms of the first blocks, in arrays that are there if there are enough. */
  private float[][] transformed(float[] values, int blocks, float[][] arrays) {
    float[][] result = arrays;
    if (arrays.length < blocks) {
      result = Arrays.copyOf(arrays, blocks);
      for (int block = arrays.length; block < blocks; block++) {
        result[block] = new float[SIZE];
      }
    }
    for (int block = 0; block < blocks; block++) {
      int from = block * BLOCK;
      int count = Math.min(BLOCK, values.length - from);
      System.arraycopy(values, from, result[block], 0, count);
      Arrays.fill(result[block], count, SIZE, 0);
      transform.forwardTransform(result[block]);
    }
    return result;
  }

  /** TarsosDSP packs the two real bins, the first and the last, into the first pair. */
  private static void addProduct(float[] a, float[] b, float[] sum) {
    sum[0] += a[0] * b[0];
    sum[1] += a[1] * b[1];
    for (int i = 2; i < SIZE; i += 2) {
      sum[i] += a[i] * b[i] - a[i + 1] * b[i + 1];
      sum[i + 1] += a[i] * b[i + 1] + a[i + 1] * b[i];
    }
  }
}
