package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
    assertThrows(
        IllegalArgumentException.class,
        () -> new PackedMatrix(3, 1, new WeightWord(4, 4, 4), words));
  }

  /** Finds each weight by counting the bits of the bitmap below its own. */
  @Property(tries = 200)
  void aCompressedWordIsABitmapAndTheWeightsItNames(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll @IntRange(min = 2, max = 8) int bits,
      @ForAll @IntRange(min = 1, max = 33) int lanes) {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerMatrix full = matrix(rows, columns, bits, random);
    byte[] values = full.values();
    double kept = random.nextDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < kept ? values[i] : 0;
    }
    IntegerMatrix matrix = new IntegerMatrix(rows, columns, values);
    PackedMatrix packed = PackedMatrix.compressed(matrix, bits, lanes);
    assertEquals(matrix, packed.unpack());
    WeightWord word = packed.word();
    assertEquals(Math.max(1, PackedMatrix.fullest(matrix, lanes)), word.perWord());
    if (!word.compressed()) {
      assertEquals(PackedMatrix.of(matrix, bits, lanes), packed);
      return;
    }
    int bitmapBytes = -Math.floorDiv(-lanes, 8);
    assertEquals(bitmapBytes - Math.floorDiv(-word.perWord() * bits, 8), packed.wordBytes());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int address = packed.address(column, row / lanes);
        BigInteger bitmap = number(packed.words(), address, bitmapBytes);
        int lane = row % lanes;
        int rank = bitmap.mod(BigInteger.ONE.shiftLeft(lane)).bitCount();
        int found =
            number(packed.words(), address + bitmapBytes, packed.wordBytes() - bitmapBytes)
                .shiftRight(rank * bits)
                .mod(BigInteger.ONE.shiftLeft(bits))
                .intValue();
        int expected = Math.floorMod(matrix.get(row, column), 1 << bits);
        assertEquals(expected != 0, bitmap.testBit(lane));
        assertEquals(expected, expected == 0 ? 0 : found);
      }
    }
  }

  private static BigInteger number(byte[] bytes, int from, int count) {
    byte[] turned = new byte[count];
    for (int i = 0; i < count; i++) {
      turned[count - 1 - i] = bytes[from + i];
    }
    return new BigInteger(1, turned);
  }

  @Example
  void aBitmapThatContradictsItsWeightsIsRefused() {
    IntegerMatrix matrix = new IntegerMatrix(8, 1, new byte[] {0, 3, 0, 0, -2, 0, 0, 0});
    PackedMatrix packed = PackedMatrix.compressed(matrix, 4, 8);
    assertEquals(2, packed.words().length);
    assertEquals(0b0001_0010, packed.words()[0]);
    assertEquals((byte) 0xE3, packed.words()[1]);
    // A weight that the bitmap names is 0, the bitmap names too many, too few.
    for (byte[] words : new byte[][] {{0b10010, 0x30}, {0b10011, 0x32}, {0b10, 0x32}}) {
      assertThrows(
          IllegalArgumentException.class, () -> new PackedMatrix(8, 1, packed.word(), words));
    }
  }

  @Example
  void aMatrixIsCompressedWhereThatTakesFewerBytes() {
    byte[] values = new byte[128 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i % 4 == 0 ? 1 : 0);
    }
    IntegerMatrix balanced = new IntegerMatrix(128, 3, turned(values, 128, 3));
    PackedMatrix packed = Packing.COMPRESSED.pack(balanced, 4, 128);
    assertEquals(new WeightWord(4, 128, 32), packed.word());
    assertEquals(32, packed.wordBytes());
    assertEquals(64, Packing.DENSE.pack(balanced, 4, 128).wordBytes());
    // A byte of bitmap and one of weights are no fewer than two of weights.
    IntegerMatrix single = new IntegerMatrix(8, 1, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertEquals(new WeightWord(2, 8, 8), Packing.COMPRESSED.pack(single, 2, 8).word());
    IntegerMatrix full = matrix(128, 3, 4, new SplittableRandom(3));
    assertEquals(Packing.DENSE.pack(full, 4, 128), Packing.COMPRESSED.pack(full, 4, 128));
  }

  /** Two rows of two weights of 4 bits: a byte for each input. */
  @Example
  void matricesAreEqualByContent() {
    WeightWord word = new WeightWord(4, 2, 2);
    PackedMatrix matrix = new PackedMatrix(2, 2, word, new byte[] {0x21, 0x43});
    PackedMatrix same = new PackedMatrix(2, 2, word, new byte[] {0x21, 0x43});
    assertEquals(same, matrix);
    assertEquals(same.hashCode(), matrix.hashCode());
    PackedMatrix other = new PackedMatrix(2, 2, word, new byte[] {0x21, 0x42});
    assertNotEquals(other, matrix);
    assertNotEquals(other.hashCode(), matrix.hashCode());
    WeightWord wider = new WeightWord(8, 1, 1);
    assertNotEquals(new PackedMatrix(2, 1, wider, new byte[] {0x21, 0x43}), matrix);
    assertNotEquals(new PackedMatrix(1, 2, wider, new byte[] {0x21, 0x43}), matrix);
    assertNotEquals(null, matrix);
    assertEquals("PackedMatrix[2, 2, " + word + "]", matrix.toString());
    assertEquals(0, matrix.bitmapBytes());
  }

  /** Nine lanes take two bytes of bitmap in each of 3 inputs' 2 groups; 3 · 7 bits are 3 bytes. */
  @Example
  void bytesOfBitmapsAndWeightsAreRoundedUp() {
    byte[] values = new byte[10 * 3];
    values[0] = 1;
    values[3] = 2;
    values[29] = 3;
    PackedMatrix matrix = PackedMatrix.compressed(new IntegerMatrix(10, 3, values), 7, 9);
    assertEquals(new WeightWord(7, 9, 2), matrix.word());
    assertEquals(12, matrix.bitmapBytes());
    assertEquals(3, matrix.weightBytes());
    assertEquals(6 * (2 + 2), matrix.words().length);
  }

  /** Column-major to row-major. */
  private static byte[] turned(byte[] values, int rows, int columns) {
    byte[] turned = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % rows * columns + i / rows] = values[i];
    }
    return turned;
  }
}
