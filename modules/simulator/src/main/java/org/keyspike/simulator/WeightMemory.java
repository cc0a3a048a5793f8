package org.keyspike.simulator;

import java.util.List;
import org.keyspike.hardware.PackedMatrix;

/** The packed bytes of an image, read a weight word at a time. */
final class WeightMemory {
  private final byte[] bytes;
  private final int bits;
  private final int wordBytes;
  private final int[] weights;
  private final Counter counter;

  WeightMemory(List<PackedMatrix> matrices, int lanes, Counter counter) {
    bits = matrices.get(0).bits();
    wordBytes = matrices.get(0).wordBytes();
    bytes = new byte[matrices.stream().mapToInt(matrix -> matrix.words().length).sum()];
    int base = 0;
    for (PackedMatrix matrix : matrices) {
      System.arraycopy(matrix.words(), 0, bytes, base, matrix.words().length);
      base += matrix.words().length;
    }
    weights = new int[lanes + 8];
    this.counter = counter;
  }

  /** The weights of the word that was read last, one per lane. */
  int[] weights() {
    return weights;
  }

  /**
   * Reads a word.
   *
   * @param address of its first byte
   * @param count lanes in use
   * @return how many of them have a weight that is not 0
   */
  int read(int address, int count) {
    counter.reads(Memory.WEIGHT, 1);
    if (bits == 4) {
      nibbles(address, count);
    } else {
      fields(address, count);
    }
    int nonZero = 0;
    for (int i = 0; i < count; i++) {
      nonZero += weights[i] != 0 ? 1 : 0;
    }
    return nonZero;
  }

  private void nibbles(int address, int count) {
    for (int i = 0; i < count; i += 2) {
      int pair = bytes[address + i / 2];
      weights[i] = pair << 28 >> 28;
      weights[i + 1] = pair >> 4;
    }
  }

  private void fields(int address, int count) {
    long pending = 0;
    int have = 0;
    int next = address;
    int end = address + wordBytes;
    for (int i = 0; i < count; i++) {
      if (have < bits && next < end) {
        pending |= (bytes[next++] & 0xFFL) << have;
        have += 8;
      }
      weights[i] = (int) pending << 32 - bits >> 32 - bits;
      pending >>>= bits;
      have -= bits;
    }
  }
}
