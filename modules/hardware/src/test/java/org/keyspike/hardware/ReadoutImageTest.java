package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;

class ReadoutImageTest {
  /** Two rows and three columns: 1 −2 0, 7 −8 3. */
  private static final IntegerMatrix MATRIX =
      new IntegerMatrix(2, 3, new byte[] {1, -2, 0, 7, -8, 3});

  private static final IntegerVector BIAS = new IntegerVector(new int[] {-5, 300});

  private static final IntegerReadout FRAME_WISE = new IntegerReadout.FrameWise(MATRIX, BIAS, 3);

  private static final IntegerMatrix OUTPUT =
      new IntegerMatrix(3, 2, new byte[] {1, 2, 3, 4, 5, 6});

  private static final IntegerVector OUTPUT_BIAS = new IntegerVector(new int[] {9, 8, 7});

  private static final IntegerReadout KEYWORD =
      new IntegerReadout.Keyword(MATRIX, BIAS, 2, OUTPUT, OUTPUT_BIAS, 100, 6);

  @Test
  void oneMapAnswersEveryFrame() {
    ReadoutImage image = ReadoutImage.of(FRAME_WISE, 4, 2, Packing.DENSE);
    assertEquals(1, image.matrices().size());
    // A byte an input: the first output in the low four bits, two's complement.
    assertArrayEquals(new byte[] {0x71, (byte) 0x8E, 0x30}, image.matrices().get(0).words());
    assertEquals(List.of(BIAS), image.biases());
    assertEquals(FRAME_WISE, image.readout());
  }

  @Test
  void twoMapsAnswerAClipTheHiddenOneFirst() {
    ReadoutImage image = ReadoutImage.of(KEYWORD, 4, 2, Packing.DENSE);
    assertEquals(2, image.matrices().size());
    assertEquals(MATRIX, image.matrices().get(0).unpack());
    // Three outputs on two lanes are two groups for each of two inputs.
    assertArrayEquals(new byte[] {0x31, 0x05, 0x42, 0x06}, image.matrices().get(1).words());
    assertEquals(List.of(BIAS, OUTPUT_BIAS), image.biases());
    assertEquals(KEYWORD, image.readout());
    ReadoutImage.Keyword keyword = (ReadoutImage.Keyword) image;
    assertEquals(2, keyword.hiddenShift());
    assertEquals(100, keyword.frames());
    assertEquals(6, keyword.logitFraction());
  }

  /** One weight in 32 lanes: five bytes instead of 16. */
  @Test
  void aSparseMapIsCompressedAndComesBackAsItWas() {
    byte[] values = new byte[32];
    values[9] = -3;
    IntegerReadout sparse =
        new IntegerReadout.FrameWise(
            new IntegerMatrix(32, 1, values), new IntegerVector(new int[32]), 0);
    ReadoutImage image = ReadoutImage.of(sparse, 4, 32, Packing.COMPRESSED);
    PackedMatrix packed = image.matrices().get(0);
    assertTrue(packed.word().compressed());
    // Bit 9 of the bitmap, then the weight.
    assertArrayEquals(new byte[] {0, 2, 0, 0, 0x0D}, packed.words());
    assertEquals(sparse, image.readout());
    assertEquals(16, ReadoutImage.of(sparse, 4, 32, Packing.DENSE).matrices().get(0).wordBytes());
  }
}
