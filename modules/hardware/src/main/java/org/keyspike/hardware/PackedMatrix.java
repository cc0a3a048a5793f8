package org.keyspike.hardware;

import java.util.Arrays;
import org.keyspike.integer.IntegerMatrix;

/**
 * A matrix as weight words. A word holds one input's weights to one group of {@code lanes} outputs,
 * the first in its lowest bits; a group that is not full is padded with zeros, as is the last byte
 * of a word.
 *
 * <pre>
 * groups    = ⌈rows / lanes⌉
 * wordBytes = ⌈lanes · bits / 8⌉
 * address   = base + (input · groups + group) · wordBytes
 * weight (output, input): bits [i·bits, (i+1)·bits) of the word of (input, output / lanes), i = output mod lanes
 * </pre>
 *
 * @param rows outputs
 * @param columns inputs
 * @param bits of a weight, two's complement, 2 to 8
 * @param lanes weights of a word
 * @param words the bytes; shared, not to be written to
 */
public record PackedMatrix(int rows, int columns, int bits, int lanes, byte[] words) {

  /**
   * Checks the size and that all padding is zero.
   *
   * @throws IllegalArgumentException if they are not
   */
  public PackedMatrix {
    if (words.length != bytes(rows, columns, bits, lanes)) {
      throw new IllegalArgumentException(
          words.length + " bytes, not " + bytes(rows, columns, bits, lanes));
    }
    int groups = groups(rows, lanes);
    int wordBytes = wordBytes(bits, lanes);
    for (int word = 0; word < columns * groups; word++) {
      int inGroup = Math.min(lanes, rows - word % groups * lanes);
      for (int bit = inGroup * bits; bit < wordBytes * 8; bit++) {
        if ((words[word * wordBytes + bit / 8] >> bit % 8 & 1) != 0) {
          throw new IllegalArgumentException("padding of word " + word + " that is not 0");
        }
      }
    }
  }

  /** The words of a matrix. */
  public static PackedMatrix of(IntegerMatrix matrix, int bits, int lanes) {
    int groups = groups(matrix.rows(), lanes);
    int wordBytes = wordBytes(bits, lanes);
    byte[] words = new byte[Math.toIntExact(bytes(matrix.rows(), matrix.columns(), bits, lanes))];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        int bit = 8 * (column * groups + row / lanes) * wordBytes + row % lanes * bits;
        int value = (matrix.get(row, column) & (1 << bits) - 1) << bit % 8;
        words[bit / 8] |= (byte) value;
        if (bit % 8 + bits > 8) {
          words[bit / 8 + 1] |= (byte) (value >> 8);
        }
      }
    }
    return new PackedMatrix(matrix.rows(), matrix.columns(), bits, lanes, words);
  }

  /** The matrix of these words. */
  public IntegerMatrix unpack() {
    byte[] values = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int bit = 8 * address(column, row / lanes) + row % lanes * bits;
        int value = words[bit / 8] & 0xFF;
        if (bit % 8 + bits > 8) {
          value |= (words[bit / 8 + 1] & 0xFF) << 8;
        }
        // The sign bit to the top, and back down with its copies.
        values[row * columns + column] = (byte) (value >> bit % 8 << 32 - bits >> 32 - bits);
      }
    }
    return new IntegerMatrix(rows, columns, values);
  }

  public int groups() {
    return groups(rows, lanes);
  }

  public int wordBytes() {
    return wordBytes(bits, lanes);
  }

  /** Where a word starts, from the base of the matrix. */
  public int address(int input, int group) {
    return (input * groups() + group) * wordBytes();
  }

  /** The bytes that the weights alone would take, without padding. */
  public int weightBytes() {
    return (int) (((long) rows * columns * bits + 7) / 8);
  }

  static long bytes(long rows, long columns, int bits, int lanes) {
    return columns * ((rows + lanes - 1) / lanes) * wordBytes(bits, lanes);
  }

  private static int groups(int rows, int lanes) {
    return (rows + lanes - 1) / lanes;
  }

  private static int wordBytes(int bits, int lanes) {
    return (lanes * bits + 7) / 8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedMatrix that
        && rows == that.rows
        && columns == that.columns
        && bits == that.bits
        && lanes == that.lanes
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "PackedMatrix[" + rows + ", " + columns + ", " + bits + " bits, " + lanes + " lanes]";
  }
}
