package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.integer.IntegerMatrix;

class PackedMatrixTest {
  private static IntegerMatrix matrix(int rows, int columns, int bits, SplittableRandom random) {
    byte[] values = new byte[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(-(1 << (bits - 1)), 1 << (bits - 1));
    }
    return new IntegerMatrix(rows, columns, values);
  }

  /** Reads each weight as the format says, from a whole word taken as one big number. */
  @Property(tries = 200)
  void everyWeightIsAtItsAddress(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll @IntRange(min = 2, max = 8) int bits,
      @ForAll @IntRange(min = 1, max = 33) int lanes) {
    IntegerMatrix matrix = matrix(rows, columns, bits, new SplittableRandom(seed));
    PackedMatrix packed = PackedMatrix.of(matrix, bits, lanes);
    assertEquals(matrix, packed.unpack());
    int groups = -Math.floorDiv(-rows, lanes);
    int wordBytes = -Math.floorDiv(-lanes * bits, 8);
    assertEquals(columns * groups * wordBytes, packed.words().length);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int address = (column * groups + row / lanes) * wordBytes;
        assertEquals(address, packed.address(column, row / lanes));
        byte[] word = new byte[wordBytes];
        for (int i = 0; i < wordBytes; i++) {
          word[wordBytes - 1 - i] = packed.words()[address + i];
        }
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
        int found = new BigInteger(1, word).shiftRight(row % lanes * bits).mod(modulus).intValue();
        assertEquals(Math.floorMod(matrix.get(row, column), 1 << bits), found);
      }
    }
  }

  @Example
  void paddingThatIsNotZeroIsRefused() {
    byte[] words = PackedMatrix.of(matrix(3, 1, 4, new SplittableRandom(1)), 4, 4).words();
    words[1] |= 0x10;
    assertThrows(IllegalArgumentException.class, () -> new PackedMatrix(3, 1, 4, 4, words));
  }
}
