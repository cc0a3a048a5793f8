package org.keyspike.simulator;

import java.util.List;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightWord;

/** The packed bytes of an image, read a weight word at a time. */
final class WeightMemory {
  private final byte[] bytes;
  private final int[] weights;
  private final Counter counter;

  WeightMemory(List<PackedMatrix> matrices, int lanes, Counter counter) {
    bytes = new byte[matrices.stream().mapToInt(matrix -> matrix.words().length).sum()];
    int base = 0;
    for (PackedMatrix matrix : matrices) {
      System.arraycopy(matrix.words(), 0, bytes, base, matrix.words().length);
      base += matrix.words().length;
    }
    weights = new int[lanes];
    this.counter = counter;
  }

  /** The weights of the word that was read last, one per lane. */
  int[] weights() {
    return weights;
  }

  /**
   * Reads a word.
   *
   * @param word its form
   * @param address of its first byte
   * @param count lanes in use
   * @return how many of them have a weight that is not 0
   */
  int read(WeightWord word, int address, int count) {
    counter.reads(Memory.WEIGHT, 1);
    word.read(bytes, address, weights);
    int nonZero = 0;
    for (int i = 0; i < count; i++) {
      nonZero += weights[i] != 0 ? 1 : 0;
    }
    return nonZero;
  }
}
