package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Machines;

/** W at byte 0, U at byte 32, the readout at byte 52; words of four 4-bit weights. */
class WeightMemoryTest {
  private static final WeightImage IMAGE = TinyImage.frameWise(4, Packing.DENSE);

  private final Layout layout = new Machine(IMAGE, Machines.roomy(4, 4)).layout();
  private final WeightMemory memory = new WeightMemory(IMAGE.matrices(), 4, layout.weightWords());
  private final MatrixPlace weight = layout.layers().get(0).weight();
  private final MatrixPlace recurrent = layout.layers().get(0).recurrent();
  private final MatrixPlace readout = layout.readout(0);

  @Test
  void theBytesOfTheMatricesLieOneAfterTheOther() {
    assertEquals(62, memory.size());
    // Input 0 of W: −7, −4, −1, 2 in two's complement, lowest four bits first; then 5 alone.
    assertEquals(0xC9, memory.peek(0));
    assertEquals(0x2F, memory.peek(1));
    assertEquals(0x05, memory.peek(2));
    assertEquals(0x00, memory.peek(3));
    // Input 4 of U goes to neuron 4, the first of the second group.
    assertEquals(0x00, memory.peek(48));
    assertEquals(0x01, memory.peek(50));
    // Input 3 of the readout: 4 and −3.
    assertEquals(0xD4, memory.peek(58));
  }

  @Test
  void aWordIsOneWeightForEachOutputOfItsGroup() {
    assertArrayEquals(new int[] {-6, -3, 0, 3}, memory.word(weight, 1, 0).weights());
    assertEquals(3, memory.word(weight, 1, 0).nonZeros());
    assertArrayEquals(new int[] {6}, memory.word(weight, 1, 1).weights());
    assertEquals(1, memory.word(weight, 1, 1).nonZeros());
    assertArrayEquals(new int[] {0, 0, 1, 0}, memory.word(recurrent, 2, 0).weights());
    assertArrayEquals(new int[] {5, -4}, memory.word(readout, 4, 0).weights());
    assertEquals(2, memory.word(readout, 4, 0).nonZeros());
  }

  @Test
  void aFlippedBitChangesItsWeightEvenAfterTheWordWasRead() {
    assertArrayEquals(new int[] {-7, -4, -1, 2}, memory.word(weight, 0, 0).weights());
    memory.flip(0, 3);
    assertEquals(0xC1, memory.peek(0));
    assertArrayEquals(new int[] {1, -4, -1, 2}, memory.word(weight, 0, 0).weights());
    memory.flip(0, 0);
    assertArrayEquals(new int[] {0, -4, -1, 2}, memory.word(weight, 0, 0).weights());
    assertEquals(3, memory.word(weight, 0, 0).nonZeros(), "counted anew");
    memory.flip(0, 0);
    memory.flip(0, 3);
    assertArrayEquals(new int[] {-7, -4, -1, 2}, memory.word(weight, 0, 0).weights());
    assertEquals((byte) 0xC9, IMAGE.matrices().get(0).words()[0], "the image keeps its bytes");
  }

  @Test
  void compressedWordsAreTakenApartAlike() {
    WeightImage image = TinyImage.frameWise(8, Packing.COMPRESSED);
    Layout places = new Machine(image, Machines.roomy(8, 4)).layout();
    WeightMemory compressed = new WeightMemory(image.matrices(), 8, places.weightWords());
    MatrixPlace u = places.layers().get(0).recurrent();
    assertArrayEquals(new int[] {0, 0, 0, 1, 0}, compressed.word(u, 3, 0).weights());
    assertEquals(1, compressed.word(u, 3, 0).nonZeros());
    // A bitmap with bit 3, then the weight.
    assertEquals(0x08, compressed.peek(u.address(3, 0)));
    assertEquals(0x01, compressed.peek(u.address(3, 0) + 1));
  }
}
