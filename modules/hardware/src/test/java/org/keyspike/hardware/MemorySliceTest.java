package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerMatrix;

/**
 * The memories of a network of 6 bands, 12 neurons, 10 adaptive neurons, 8 hidden units and 3
 * classes, weights of 4 bits on 16 lanes: every matrix is one word of 8 bytes an input.
 */
class MemorySliceTest {
  private static final WeightImage IMAGE =
      WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);

  /**
   * 25 sections: the first begins at 16 + 25 · 16 + 4; network and front end have 36 and 11 bytes.
   */
  @Test
  void everyMemoryLiesWhereTheFormatSays() {
    assertEquals(
        List.of(
            new MemorySlice("encoder_steps", 467, 2, 12),
            new MemorySlice("layer1_shifts", 491, 1, 2),
            new MemorySlice("layer1_leaks", 493, 1, 12),
            new MemorySlice("layer1_thresholds", 505, 2, 12),
            new MemorySlice("layer1_biases", 529, 2, 12),
            new MemorySlice("layer1_weights", 553, 8, 24),
            new MemorySlice("layer1_recurrent_weights", 745, 8, 12),
            new MemorySlice("layer2_shifts", 841, 1, 2),
            new MemorySlice("layer2_leaks", 843, 1, 10),
            new MemorySlice("layer2_thresholds", 853, 2, 10),
            new MemorySlice("layer2_biases", 873, 2, 10),
            new MemorySlice("layer2_adaptation_leaks", 893, 1, 10),
            new MemorySlice("layer2_adaptation_couplings", 903, 1, 10),
            new MemorySlice("layer2_adaptation_jumps", 913, 2, 10),
            new MemorySlice("layer2_weights", 933, 8, 12),
            new MemorySlice("layer2_recurrent_weights", 1029, 8, 10),
            new MemorySlice("readout1_shifts", 1109, 1, 1),
            new MemorySlice("readout1_biases", 1110, 2, 8),
            new MemorySlice("readout1_weights", 1126, 8, 10),
            new MemorySlice("readout2_biases", 1206, 2, 3),
            new MemorySlice("readout2_weights", 1212, 8, 8)),
        MemorySlice.of(IMAGE));
  }

  /** A bitmap of two bytes and room for one weight are words of 3 bytes, of this matrix alone. */
  @Test
  void eachMatrixHasItsOwnWords() {
    PackedMatrix sparse =
        PackedMatrix.compressed(new IntegerMatrix(10, 12, new byte[10 * 12]), 4, 16);
    WeightImage image =
        IMAGE.withLayers(List.of(IMAGE.layers().get(0), IMAGE.layers().get(1).withWeight(sparse)));
    // One entry of the section table and two bytes of a section more before it.
    assertEquals(
        List.of(
            new MemorySlice("layer1_recurrent_weights", 761, 8, 12),
            new MemorySlice("layer2_weights", 951, 3, 12),
            new MemorySlice("layer2_recurrent_weights", 987, 8, 10)),
        MemorySlice.of(image).stream()
            .filter(slice -> slice.name().matches("layer2.*weights|layer1_rec.*"))
            .toList());
    // 12 bitmaps and the section of two bytes that says for how many weights there is room.
    ByteBreakdown breakdown = ByteBreakdown.of(image);
    assertEquals(12 * 2 + 2, breakdown.bytes().get(ByteBreakdown.Kind.BITMAPS));
    // W and U of the first layer, U of the second, the readout; of the sparse one nothing.
    assertEquals(
        (12 * 24 + 12 * 12 + 10 * 10 + 8 * 10 + 3 * 8) / 2,
        breakdown.bytes().get(ByteBreakdown.Kind.WEIGHTS));
    // What the others leave of 8 bytes a word, and a byte of each sparse word.
    assertEquals(
        24 * 2 + 12 * 2 + 10 * 3 + 10 * 4 + (8 * 8 - 12) + 12,
        breakdown.bytes().get(ByteBreakdown.Kind.PADDING));
    assertEquals(6 * 2 + 4, breakdown.bytes().get(ByteBreakdown.Kind.MAPS));
  }
}
