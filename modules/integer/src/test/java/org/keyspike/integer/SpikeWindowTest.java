package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SpikeWindowTest {
  @Property(tries = 50)
  void countsAreThoseOfTheLastFrames(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int window = random.nextInt(1, 12);
    int neurons = random.nextInt(1, 6);
    byte[][] frames = new byte[random.nextInt(1, 40)][neurons];
    SpikeWindow counts = new SpikeWindow(window, neurons);
    for (int run = 0; run < 2; run++) {
      for (int t = 0; t < frames.length; t++) {
        for (int n = 0; n < neurons; n++) {
          frames[t][n] = (byte) random.nextInt(3);
        }
        counts.add(frames[t]);
        int[] expected = new int[neurons];
        for (int back = Math.max(0, t - window + 1); back <= t; back++) {
          for (int n = 0; n < neurons; n++) {
            expected[n] += frames[back][n];
          }
        }
        assertArrayEquals(expected, counts.counts());
      }
      counts.reset();
      assertArrayEquals(new int[neurons], counts.counts());
    }
  }

  /** At frame T, and every ten from there; also after a thousand years. */
  @Example
  void answersComeEveryTenFrames() {
    SpikeWindow window = new SpikeWindow(25, 1);
    assertArrayEquals(
        new long[] {25, 35, 45, 55}, LongStream.range(0, 60).filter(window::answers).toArray());
    long late = 25 + 10L * 400_000_000_000L;
    assertArrayEquals(
        new long[] {late, late + 10},
        LongStream.range(late - 9, late + 20).filter(window::answers).toArray());
    assertEquals(10, SpikeWindow.PERIOD);
    assertThrows(ArithmeticException.class, () -> new SpikeWindow(1 << 20, 1 << 20));
  }
}
