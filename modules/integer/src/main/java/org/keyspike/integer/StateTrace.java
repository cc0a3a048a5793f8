package org.keyspike.integer;

import java.util.Arrays;

/**
 * What moves the states of one block over a clip, and the states: all halved in every frame,
 * whatever a machine leaves alone. The arrays are shared and must not be written to.
 *
 * @param steps Δ of every head, (T, H), in ticks: 0, 1, 2, 4 or 8
 * @param clocks κ of every head behind the frame, modulo 2¹⁶, (T, H)
 * @param write B, (T, S): ±(k + 1) for ±2^−k, 0 for 0
 * @param read C, (T, S), likewise
 * @param states s, (T, N · S)
 */
public record StateTrace(byte[] steps, short[] clocks, byte[] write, byte[] read, short[] states) {

  /** Room for so many frames of a block. */
  static StateTrace of(BlockState block, int frames) {
    return new StateTrace(
        new byte[frames * block.clock().length],
        new short[frames * block.clock().length],
        new byte[frames * block.write().length],
        new byte[frames * block.read().length],
        new short[frames * block.states().length]);
  }

  /** Takes down what a block is at, as that of a frame. */
  void put(BlockState block, int frame) {
    narrow(block.ticks(), steps, frame);
    narrow(block.clock(), clocks, frame);
    narrow(block.write(), write, frame);
    narrow(block.read(), read, frame);
    narrow(block.states(), states, frame);
  }

  private static void narrow(int[] values, byte[] into, int frame) {
    for (int i = 0; i < values.length; i++) {
      into[frame * values.length + i] = (byte) values[i];
    }
  }

  private static void narrow(int[] values, short[] into, int frame) {
    for (int i = 0; i < values.length; i++) {
      into[frame * values.length + i] = (short) values[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateTrace that
        && Arrays.equals(steps, that.steps)
        && Arrays.equals(clocks, that.clocks)
        && Arrays.equals(write, that.write)
        && Arrays.equals(read, that.read)
        && Arrays.equals(states, that.states);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(states);
  }

  @Override
  public String toString() {
    return "StateTrace[" + states.length + " states]";
  }
}
