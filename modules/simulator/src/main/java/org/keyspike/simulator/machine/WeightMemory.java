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
  private final KeptWord[] words;

  public WeightMemory(List<PackedMatrix> matrices, int lanes, int words) {
    this.lanes = lanes;
    bytes = new byte[matrices.stream().mapToInt(matrix -> matrix.words().length).sum()];
    int base = 0;
    for (PackedMatrix matrix : matrices) {
      System.arraycopy(matrix.words(), 0, bytes, base, matrix.words().length);
      base += matrix.words().length;
    }
    this.words = new KeptWord[words];
  }

  /** The weights of an input to a group of outputs. */
  KeptWord word(MatrixPlace place, int input, int group) {
    int number = place.number(input, group);
    KeptWord word = words[number];
    if (word == null) {
      word = read(place, input, group);
      words[number] = word;
    }
    return word;
  }

  /** One weight for each output of the group, the first lanes; not to be written to. */
  public int[] weights(MatrixPlace place, int input, int group) {
    return word(place, input, group).weights();
  }

  private KeptWord read(MatrixPlace place, int input, int group) {
    int[] whole = new int[lanes];
    place.word().read(bytes, place.address(input, group), whole);
    int[] weights = Arrays.copyOf(whole, place.count(group));
    return new KeptWord(weights, (int) Arrays.stream(weights).filter(w -> w != 0).count());
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
    Arrays.fill(words, null);
  }
}
