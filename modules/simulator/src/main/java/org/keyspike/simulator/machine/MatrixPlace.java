package org.keyspike.simulator.machine;

import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightWord;
import org.keyspike.simulator.MemoryShape;

/**
 * The place of a matrix in the weight memory.
 *
 * @param base its first byte
 * @param first number of its first word, counting those of all matrices
 * @param rows outputs
 * @param columns inputs
 * @param groups of lanes that the outputs take
 * @param word the form of its weight words
 * @param accesses that a weight word takes, as it may be wider than the memory
 */
public record MatrixPlace(
    int base, int first, int rows, int columns, int groups, WeightWord word, int accesses) {

  public static MatrixPlace of(PackedMatrix matrix, int base, int first, MemoryShape memory) {
    return new MatrixPlace(
        base,
        first,
        matrix.rows(),
        matrix.columns(),
        matrix.groups(),
        matrix.word(),
        Layout.words(8 * matrix.wordBytes(), memory.widthBits()));
  }

  public int address(int input, int group) {
    return base + (input * groups + group) * word.bytes();
  }

  public int number(int input, int group) {
    return first + input * groups + group;
  }

  /** Outputs of a group. */
  public int count(int group) {
    return Math.min(word.lanes(), rows - group * word.lanes());
  }

  /** The rows of the memory that the matrix takes: narrow words share one, wide ones take some. */
  long memoryRows(MemoryShape memory) {
    long words = (long) columns * groups;
    int perRow = memory.widthBits() / (8 * word.bytes());
    return perRow == 0 ? words * accesses : (words + perRow - 1) / perRow;
  }
}
