package org.keyspike.hardware;

import java.util.Arrays;
import org.keyspike.integer.IntegerMatrix;

/**
 * A matrix as weight words. A word holds one input's weights to one group of {@code lanes} outputs,
 * in the form that {@link WeightWord} says. Every word has the same number of bytes, so that one
 * read at a computed address finds it, compressed or not:
 *
 * <pre>
 * groups  = ⌈rows / lanes⌉        wordBytes = ⌈lanes · bits / 8⌉, or compressed ⌈lanes / 8⌉ + ⌈room · bits / 8⌉
 * address = base + (input · groups + group) · wordBytes
 * weight (output, input): of lane output mod lanes in the word of (input, output / lanes)
 * </pre>
 *
 * @param rows outputs
 * @param columns inputs
 * @param word the form of its words
 * @param words the bytes; shared, not to be written to
 */
public record PackedMatrix(int rows, int columns, WeightWord word, byte[] words) {

  /**
   * Checks that these are the very words that packing their weights gives: the size is right, a
   * bitmap names up to as many lanes as a word has room for weights, none of them 0, and all
   * padding is zero.
   *
   * @throws IllegalArgumentException if they are not
   */
  public PackedMatrix {
    if (words.length != bytes(rows, columns, word)) {
      throw new IllegalArgumentException(
          words.length + " bytes, not " + bytes(rows, columns, word));
    }
    int groups = groups(rows, word.lanes());
    int[] weights = new int[word.lanes()];
    byte[] again = new byte[word.bytes()];
    for (int i = 0; i < columns * groups; i++) {
      int from = i * again.length;
      word.read(words, from, weights);
      Arrays.fill(again, (byte) 0);
      word.write(again, 0, weights, Math.min(word.lanes(), rows - i % groups * word.lanes()));
      if (!Arrays.equals(again, 0, again.length, words, from, from + again.length)) {
        throw new IllegalArgumentException(
            "word " + i + " with padding that is not 0, or a bitmap that contradicts its weights");
      }
    }
  }

  /** The words of a matrix, zeros and all. */
  public static PackedMatrix of(IntegerMatrix matrix, int bits, int lanes) {
    return pack(matrix, new WeightWord(bits, lanes, lanes));
  }

  /**
   * The words of a matrix as bitmaps and non-zeros, with room for those of the fullest word; zeros
   * and all if that is full.
   */
  public static PackedMatrix compressed(IntegerMatrix matrix, int bits, int lanes) {
    return pack(matrix, new WeightWord(bits, lanes, Math.max(1, fullest(matrix, lanes))));
  }

  /** The most weights that are not 0 in any word of a matrix: K of lane-balanced pruning. */
  public static int fullest(IntegerMatrix matrix, int lanes) {
    int fullest = 0;
    for (int column = 0; column < matrix.columns(); column++) {
      for (int first = 0; first < matrix.rows(); first += lanes) {
        int count = 0;
        for (int row = first; row < Math.min(matrix.rows(), first + lanes); row++) {
          count += matrix.get(row, column) == 0 ? 0 : 1;
        }
        fullest = Math.max(fullest, count);
      }
    }
    return fullest;
  }

  private static PackedMatrix pack(IntegerMatrix matrix, WeightWord word) {
    int lanes = word.lanes();
    int groups = groups(matrix.rows(), lanes);
    byte[] words = new byte[Math.toIntExact(bytes(matrix.rows(), matrix.columns(), word))];
    int[] weights = new int[lanes];
    for (int column = 0; column < matrix.columns(); column++) {
      for (int group = 0; group < groups; group++) {
        int count = Math.min(lanes, matrix.rows() - group * lanes);
        for (int lane = 0; lane < count; lane++) {
          weights[lane] = matrix.get(group * lanes + lane, column);
        }
        word.write(words, (column * groups + group) * word.bytes(), weights, count);
      }
    }
    return new PackedMatrix(matrix.rows(), matrix.columns(), word, words);
  }

  /** The matrix of these words. */
  public IntegerMatrix unpack() {
    byte[] values = new byte[rows * columns];
    int[] weights = new int[word.lanes()];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        if (row % word.lanes() == 0) {
          word.read(words, address(column, row / word.lanes()), weights);
        }
        values[row * columns + column] = (byte) weights[row % word.lanes()];
      }
    }
    return new IntegerMatrix(rows, columns, values);
  }

  public int groups() {
    return groups(rows, word.lanes());
  }

  public int wordBytes() {
    return word.bytes();
  }

  /** Where a word starts, from the base of the matrix. */
  public int address(int input, int group) {
    return (input * groups() + group) * wordBytes();
  }

  /** The bytes that the weights alone would take, without padding and bitmaps. */
  public int weightBytes() {
    long weights = (long) rows * columns;
    if (word.compressed()) {
      weights = unpack().nonZeros();
    }
    return (int) ((weights * word.bits() + 7) / 8);
  }

  /** The bytes of the bitmaps. */
  public int bitmapBytes() {
    return columns * groups() * word.bitmapBytes();
  }

  static long bytes(long rows, long columns, WeightWord word) {
    return columns * ((rows + word.lanes() - 1) / word.lanes()) * word.bytes();
  }

  private static int groups(int rows, int lanes) {
    return (rows + lanes - 1) / lanes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedMatrix that
        && rows == that.rows
        && columns == that.columns
        && word.equals(that.word)
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "PackedMatrix[" + rows + ", " + columns + ", " + word + "]";
  }
}
