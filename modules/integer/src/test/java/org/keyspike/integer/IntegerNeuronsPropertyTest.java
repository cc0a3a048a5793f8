package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Neurons at the ends of their ranges against the same in 64 bits, one by one. */
class IntegerNeuronsPropertyTest {
  private static final int NEURONS = 37;

  private final int[] potential = new int[NEURONS];
  private final int[] threshold = new int[NEURONS];
  private final int[] membrane = new int[NEURONS];
  private final int[] outputs = new int[NEURONS];

  @Property(tries = 200)
  void currentsOfAnySizeSaturate(
      @ForAll long seed, @ForAll @IntRange(min = 8, max = 16) int membraneBits) {
    SplittableRandom random = new SplittableRandom(seed);
    int top = (1 << (membraneBits - 1)) - 1;
    int[] leak = new int[NEURONS];
    int[] current = new int[NEURONS];
    for (int n = 0; n < NEURONS; n++) {
      leak[n] = one(random, 0, 1, 128, 255, random.nextInt(256));
      membrane[n] = one(random, top, -top - 1, 0, random.nextInt(-top - 1, top + 1));
      current[n] = one(random, (1 << 24) - 1, 1 - (1 << 24), top, -top - 1, random.nextInt(99));
    }
    int[] found = current.clone();
    IntegerNeurons.integrate(leak, top, membrane, found);
    for (int n = 0; n < NEURONS; n++) {
      long u = Math.floorDiv((long) leak[n] * membrane[n] + 128, 256L) + current[n];
      assertEquals(Math.max(-top - 1, Math.min(top, u)), found[n]);
    }
  }

  @Property(tries = 300)
  void powersOfTwoAreTheLargestThatThePotentialReaches(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int levels) {
    SplittableRandom random = new SplittableRandom(seed);
    int largest = 1 << (levels - 1);
    for (int n = 0; n < NEURONS; n++) {
      int most = Short.MAX_VALUE / largest;
      threshold[n] = largest * one(random, 1, most, random.nextInt(1, most + 1));
      int level = threshold[n] >> random.nextInt(levels);
      potential[n] = one(random, level, level - 1, level + 1, 32767, -32768, 0, -1, draw(random));
    }
    IntegerNeurons.firePowers(levels, threshold, potential, membrane, outputs);
    for (int n = 0; n < NEURONS; n++) {
      long expected = 0;
      for (int output = 1; output <= largest; output *= 2) {
        if ((long) potential[n] * largest >= (long) threshold[n] * output) {
          expected = output;
        }
      }
      assertEquals(expected, outputs[n]);
      assertEquals(potential[n] - threshold[n] * expected / largest, membrane[n]);
      assertTrue(expected == 0 || membrane[n] >= 0, "a reset never overshoots");
    }
  }

  /** One level is a spike. */
  @Property(tries = 100)
  void aSingleLevelIsASpike(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] leak = new int[NEURONS];
    for (int n = 0; n < NEURONS; n++) {
      threshold[n] = random.nextInt(1, 32768);
      membrane[n] = draw(random);
      leak[n] = random.nextInt(256);
      potential[n] = one(random, draw(random), threshold[n], draw(random) << 8);
    }
    int[] spikes = new int[NEURONS];
    int[] left = membrane.clone();
    int[] reached = potential.clone();
    IntegerNeurons.step(leak, threshold, 32767, left, reached, spikes);
    IntegerNeurons.integrate(leak, 32767, membrane, potential);
    IntegerNeurons.firePowers(1, threshold, potential, membrane, outputs);
    assertArrayEquals(reached, potential);
    assertArrayEquals(spikes, outputs);
    assertArrayEquals(left, membrane);
  }

  @Property(tries = 300)
  void gradedOutputsFollowThePotentialUpToTheLargest(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int bits,
      @ForAll @IntRange(max = 15) int shift) {
    SplittableRandom random = new SplittableRandom(seed);
    int largest = (1 << bits) - 1;
    for (int n = 0; n < NEURONS; n++) {
      threshold[n] = one(random, 0, 1, 32767, random.nextInt(32768), 1 << shift & 32767);
      int end = Math.min(32767, (largest + 1) << shift);
      potential[n] =
          one(random, threshold[n], threshold[n] - 1, end, end - 1, 32767, -32768, -1, 0);
    }
    IntegerNeurons.fireGraded(largest, shift, threshold, potential, membrane, outputs);
    for (int n = 0; n < NEURONS; n++) {
      double steps = Math.floor(potential[n] / Math.scalb(1.0, shift));
      double expected = potential[n] >= threshold[n] ? Math.min(largest, steps) : 0;
      assertEquals(expected, outputs[n]);
    }
    assertArrayEquals(potential, membrane, "nothing is reset");
  }

  private static int draw(SplittableRandom random) {
    return random.nextInt(-32768, 32768);
  }

  private static int one(SplittableRandom random, int... of) {
    return of[random.nextInt(of.length)];
  }
}
