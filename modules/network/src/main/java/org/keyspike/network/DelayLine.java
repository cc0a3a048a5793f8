package org.keyspike.network;

import java.util.Arrays;

/**
 * The delays of a layer's input channels: channel j comes ⌊d_j + ½⌋ whole frames late, and nothing
 * comes before the first frame:
 *
 * <pre>
 * y_j(t, k) = x_j(t − ⌊d_j + ½⌋, k),  0 where t < ⌊d_j + ½⌋
 * </pre>
 *
 * <p>k is the step within a frame: each step reads the same step of an earlier frame.
 */
public final class DelayLine {
  private final int[] delays;
  private final float[][][] past;
  private final float[] late;
  private int frame;

  /**
   * @param delays d, (M), from 0 to D
   * @param most D
   * @param steps inputs a frame: TS, or 1 where a frame's input stays for all its steps
   */
  DelayLine(float[] delays, int most, int steps) {
    this.delays = whole(delays);
    past = new float[most + 1][steps][delays.length];
    late = new float[delays.length];
    reset();
  }

  /** ⌊d + ½⌋, (M): the delays of a forward pass. */
  public static int[] whole(float[] delays) {
    int[] whole = new int[delays.length];
    for (int j = 0; j < whole.length; j++) {
      whole[j] = (int) Math.floor(delays[j] + 0.5);
    }
    return whole;
  }

  void reset() {
    frame = -1;
    for (float[][] steps : past) {
      for (float[] step : steps) {
        Arrays.fill(step, 0);
      }
    }
  }

  /** Takes the input of step k, in their order within a frame, and hands out what arrives at it. */
  float[] step(int k, float[] inputs) {
    if (k == 0) {
      frame++;
    }
    int slots = past.length;
    int steps = past[0].length;
    System.arraycopy(inputs, 0, past[frame % slots][k % steps], 0, inputs.length);
    for (int j = 0; j < late.length; j++) {
      late[j] = past[Math.floorMod(frame - delays[j], slots)][k % steps][j];
    }
    return late;
  }
}
