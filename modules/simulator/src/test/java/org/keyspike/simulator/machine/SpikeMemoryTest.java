package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpikeMemoryTest {
  private final SpikeMemory memory = new SpikeMemory(4, 10);

  private static byte[] spikes(int... values) {
    byte[] spikes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      spikes[i] = (byte) values[i];
    }
    return spikes;
  }

  /** Spikes of a region, the first one lowest. */
  private static int seen(SpikeMemory memory, int base, int... spikes) {
    byte[] into = new byte[1 + spikes.length];
    new SpikePlaces(spikes, memory.wordBits()).copy(memory, base, into, 1);
    int bits = 0;
    for (int i = 0; i < spikes.length; i++) {
      bits |= into[1 + i] << i;
    }
    return bits;
  }

  @Test
  void spikesFillWordsFromTheLowestBit() {
    assertEquals(2, memory.put(1, 2, spikes(1, 0, 1), 3));
    assertEquals(0b0000, memory.word(0));
    assertEquals(0b0100, memory.word(1));
    assertEquals(0b0001, memory.word(2));
    assertEquals(0b101, seen(memory, 1, 2, 3, 4));
    assertEquals(0b10100, seen(memory, 1, 0, 1, 2, 3, 4), "all from the first one on");
  }

  @Test
  void otherSpikesOfAWordStayAsTheyAre() {
    memory.put(0, 0, spikes(1, 1, 1, 1), 4);
    assertEquals(1, memory.put(0, 1, spikes(0, 1, 0), 2), "the third is not put");
    assertEquals(0b1101, memory.word(0));
    memory.clear();
    assertEquals(0, memory.word(0));
  }

  @Test
  void everyBitOfAValueHasItsPlane() {
    // Three values take one word of each of the 8 planes, which start at word 2.
    assertEquals(8, memory.putPlanes(2, 3, 0, spikes(99, 0, 0x81, 0xFF), 1, 3, 8));
    assertEquals(0b110, memory.word(2));
    for (int bit = 1; bit < 7; bit++) {
      assertEquals(0b100, memory.word(2 + bit), "plane " + bit);
    }
    assertEquals(0b110, memory.word(9));
    assertEquals(0, memory.word(1));
  }

  @Test
  void planesOfMoreValuesThanAWordHasBitsLieFurtherApart() {
    SpikeMemory wide = new SpikeMemory(4, 16);
    // The last two of five values: bits 3 of the first and 0 of the second word of a plane.
    assertEquals(16, wide.putPlanes(0, 5, 3, spikes(1, 2), 0, 2, 8));
    assertEquals(0b1000, wide.word(0));
    assertEquals(0b0000, wide.word(1));
    assertEquals(0b0000, wide.word(2));
    assertEquals(0b0001, wide.word(3));
  }

  @Test
  void wordsAreCountedToTheNextWholeOne() {
    assertEquals(4, memory.wordBits());
    assertEquals(0, memory.wordsOf(0));
    assertEquals(1, memory.wordsOf(4));
    assertEquals(2, memory.wordsOf(5));
    assertEquals(1, SpikeMemory.touched(0, 4, 4));
    assertEquals(2, SpikeMemory.touched(3, 2, 4));
    assertEquals(3, SpikeMemory.touched(3, 6, 4));
  }

  @Test
  void aWordCanHave64Bits() {
    SpikeMemory widest = new SpikeMemory(64, 2);
    assertEquals(2, widest.put(0, 63, spikes(1, 1), 2));
    assertEquals(Long.MIN_VALUE, widest.word(0));
    assertEquals(1, widest.word(1));
    assertEquals(1, seen(widest, 0, 63));
  }
}
