package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedSpikesTest {
  @Test
  void theFirstSpikeIsTheLowestBit() {
    byte[] spikes = {9, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 9};
    assertEquals(0b10_1001_1001, PackedSpikes.pack(spikes, 1, 10));
    byte[] into = new byte[12];
    into[0] = 9;
    into[11] = 9;
    PackedSpikes.unpack(0b10_1001_1001, into, 1, 10);
    assertArrayEquals(spikes, into);
  }

  @Test
  void everyNumberOfSpikesComesBack() {
    SplittableRandom random = new SplittableRandom(17);
    for (int count = 0; count <= Long.SIZE; count++) {
      long word = random.nextLong();
      byte[] spikes = new byte[Long.SIZE + 2];
      PackedSpikes.unpack(word, spikes, 1, count);
      for (int i = 0; i < spikes.length; i++) {
        long bit = i >= 1 && i <= count ? word >>> i - 1 & 1 : 0;
        assertEquals(bit, spikes[i], "spike " + i + " of " + count + ", word " + word);
      }
      long seen = count == 0 ? 0 : word & -1L >>> Long.SIZE - count;
      assertEquals(seen, PackedSpikes.pack(spikes, 1, count), count + " of word " + word);
    }
  }
}
