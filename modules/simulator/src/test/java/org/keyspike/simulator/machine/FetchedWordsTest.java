package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * Words of four bits. A ring of four frames of two steps and two planes, six outputs of two words.
 */
class FetchedWordsTest {
  private static final SpikeRegion REGION = new SpikeRegion(3, 4, 2, 2, 2);
  private static final int DIGITS = 3 + 32;

  private final SpikeMemory memory = new SpikeMemory(4, DIGITS + 4);
  private final FetchedWords words = new FetchedWords(memory);

  /** Delays of the six: 0, 1, 2, 3, 0, 3. */
  private static final DelayPlace DELAYS = new DelayPlace(DIGITS, 2, 2, 3);

  FetchedWordsTest() {
    memory.putPlanes(DIGITS, 6, 0, new byte[] {0, 1, 2, 3, 0, 3}, 0, 6, 2);
    memory.keepFrom(DIGITS);
  }

  private void put(int frame, int step, int... outputs) {
    byte[] bytes = new byte[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      bytes[i] = (byte) outputs[i];
    }
    int at = REGION.address(REGION.slot(frame), step, 0);
    memory.putPlanes(at, bytes.length, 0, bytes, 0, bytes.length, 2);
  }

  @Test
  void aRegionIsARing() {
    assertEquals(32, REGION.size());
    assertEquals(1, REGION.slot(5));
    assertEquals(3, REGION.slot(-1), "a frame that nobody wrote");
    assertEquals(3 + ((2 * 2 + 1) * 2 + 1) * 2, REGION.address(2, 1, 1));
  }

  @Test
  void digitsOfDelaysAreFewAndStay() {
    assertEquals(DIGITS + 2, DELAYS.plane(1));
    assertEquals(0, DelayPlace.digits(0));
    assertEquals(2, DelayPlace.digits(3));
    assertEquals(6, DelayPlace.digits(63));
    assertEquals(0b1010, memory.word(DELAYS.plane(0)), "1 and 3 are odd");
    memory.flip(DELAYS.plane(0), 0);
    memory.clear();
    assertEquals(0b1010, memory.word(DELAYS.plane(0)));
  }

  @Test
  void bothStepsAreReadSideBySideAndPlanesSayWhatTheyAre() {
    put(1, 0, 3, 0, 0, 2, 1, 1);
    put(1, 1, 0, 1, 0, 2, 0, 2);
    int[] both = {0, 1};
    words.begin(new ScanSource(REGION, both, 0, 2, 0, null), 1);
    words.take(0, 0b1111);
    assertEquals(0b1001, words.active(0));
    assertEquals(0b1010, words.active(1));
    assertEquals(3, words.code(0, 0));
    assertEquals(2, words.code(1, 3));
    words.take(1, 0b01);
    assertEquals(0b01, words.active(0), "what lies beyond is not looked at");
    assertEquals(0, words.active(1));
    // The upper plane alone, of the frame before.
    words.begin(new ScanSource(REGION, new int[] {1}, 1, 1, 1, null), 2);
    words.take(0, 0b1111);
    assertEquals(0b1000, words.active(0));
    assertEquals(0, words.active(1), "there is one step");
  }

  @Test
  void everyInputComesFromTheFrameThatItsDelayNames() {
    for (int frame = 1; frame <= 4; frame++) {
      int now = frame == 4 ? 3 : frame;
      put(frame, 0, now, now, now, now, now, now);
    }
    ScanSource source = new ScanSource(REGION, new int[] {0}, 0, 2, 0, DELAYS);
    // Two digits, and four frames of two planes.
    assertEquals(2 + 4 * 2, source.fetches());
    words.begin(source, 4);
    words.take(0, 0b1111);
    assertEquals(0b1111, words.active(0));
    int[] expected = {3, 3, 2, 1};
    for (int j = 0; j < 4; j++) {
      assertEquals(expected[j], words.code(0, j), "input " + j);
    }
    words.take(1, 0b11);
    assertEquals(3, words.code(0, 0));
    assertEquals(1, words.code(0, 1));
    assertEquals(0b11, words.value(0, 0));
    assertEquals(0b01, words.value(0, 1));
  }
}
