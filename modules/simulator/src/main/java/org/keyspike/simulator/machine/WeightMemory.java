package org.keyspike.simulator.machine;

import java.util.Arrays;
import java.util.List;
import org.keyspike.hardware.PackedMatrix;

/**
 * The packed bytes of an image. A word is taken apart when it is first read and kept, as nothing
 * writes to it while the machine runs.
 */
public final class WeightMemory {
  private final byte[] bytes;
  private final int lanes;
  private final int[][] weights;
  private final int[] nonZeros;

  public WeightMemory(List<PackedMatrix> matrices, int lanes, int words) {
    this.lanes = lanes;
    bytes = new byte[matrices.stream().mapToInt(matrix -> matrix.words().length).sum()];
    int base = 0;
    for (PackedMatrix matrix : matrices) {
      System.arraycopy(matrix.words(), 0, bytes, base, matrix.words().length);
      base += matrix.words().length;
    }
    weights = new int[words][];
    nonZeros = new int[words];
  }

  /** One weight per lane; not to be written to. */
  public int[] weights(MatrixPlace place, int input, int group) {
    int number = place.number(input, group);
    int[] word = weights[number];
    if (word == null) {
      word = new int[lanes];
      place.word().read(bytes, place.address(input, group), word);
      int count = 0;
      for (int lane = 0; lane < place.count(group); lane++) {
        count += word[lane] == 0 ? 0 : 1;
      }
      nonZeros[number] = count;
      weights[number] = word;
    }
    return word;
  }

  /** How many outputs have a weight that is not 0 in a word that was read. */
  int nonZeros(MatrixPlace place, int input, int group) {
    return nonZeros[place.number(input, group)];
  }

  public int size() {
    return bytes.length;
  }

  /** A look from outside: no access. */
  public int peek(int address) {
    return bytes[address] & 0xFF;
  }

  /** A fault: one bit of the memory is not what was loaded. */
  public void flip(int address, int bit) {
    bytes[address] ^= (byte) (1 << bit);
    Arrays.fill(weights, null);
  }
}
