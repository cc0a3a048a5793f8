package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IntegerSoftmaxPropertyTest {
  private static final int ONE = IntegerDetectorSettings.ONE;

  @Property(tries = 500)
  void posteriorsAreThoseOfRealNumbersWithinTheStatedBound(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 64) int classes,
      @ForAll @IntRange(min = -8, max = 20) int fraction) {
    int[] logits = logits(new SplittableRandom(seed), classes, fraction);
    int[] posteriors = softmax(fraction, logits);
    double[] real = RealDetector.softmax(logits, fraction);
    for (int k = 0; k < classes; k++) {
      assertEquals(real[k] * ONE, posteriors[k], RealDetector.bound(classes), "class " + k);
    }
  }

  /** 63 classes that each get a little too much or too little: the bound is no idle one. */
  @Example
  void manyRareClassesComeNearTheBound() {
    int fraction = 10;
    int[] logits = new int[64];
    Arrays.fill(logits, -10231);
    logits[0] = 0;
    double found =
        Math.abs(RealDetector.softmax(logits, fraction)[0] * ONE - softmax(fraction, logits)[0]);
    assertTrue(found > 31 && found < RealDetector.bound(64), "off by " + found);
  }

  @Property(tries = 500)
  void posteriorsSumToOneButForRounding(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 64) int classes,
      @ForAll @IntRange(min = -128, max = 127) int fraction) {
    int[] posteriors = softmax(fraction, logits(new SplittableRandom(seed), classes, fraction));
    assertEquals(ONE, Arrays.stream(posteriors).sum(), classes / 2 + 1);
    assertTrue(Arrays.stream(posteriors).allMatch(p -> p >= 0 && p <= ONE));
  }

  @Property(tries = 500)
  void aLargerLogitNeverHasASmallerPosterior(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 64) int classes,
      @ForAll @IntRange(min = -8, max = 20) int fraction) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] logits = logits(random, classes, fraction);
    int k = random.nextInt(classes);
    int before = softmax(fraction, logits)[k];
    for (int step = 0; step < 20; step++) {
      logits[k] += 1 + random.nextInt(Math.max(2, 1 << Math.max(0, fraction)) / 2);
      int after = softmax(fraction, logits)[k];
      assertTrue(after >= before, "class " + k + " of " + Arrays.toString(logits));
      before = after;
    }
  }

  @Property(tries = 300)
  void onlyDifferencesOfLogitsCount(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 64) int classes,
      @ForAll @IntRange(min = -8, max = 30) int fraction) {
    int[] logits = logits(new SplittableRandom(seed), classes, fraction);
    int largest = Arrays.stream(logits).max().getAsInt();
    int smallest = Arrays.stream(logits).min().getAsInt();
    int[] expected = softmax(fraction, logits);
    int[] high = Arrays.stream(logits).map(z -> z - largest + Integer.MAX_VALUE).toArray();
    int[] low = Arrays.stream(logits).map(z -> z - smallest + Integer.MIN_VALUE).toArray();
    assertArrayEquals(expected, softmax(fraction, high));
    assertArrayEquals(expected, softmax(fraction, low));
  }

  @Example
  void differencesOfUpTo32BitsAreNoOverflow() {
    int[] ends = {Integer.MIN_VALUE, Integer.MAX_VALUE};
    assertArrayEquals(new int[] {0, ONE}, softmax(0, ends));
    assertArrayEquals(new int[] {0, ONE}, softmax(27, ends));
    // at fraction 32 they differ by 1 but for 2^−32
    assertArrayEquals(new int[] {8814, 23954}, softmax(32, ends));
    assertArrayEquals(new int[] {8814, 23954}, softmax(1, -1, 1));
    // x is 1 at the last fraction at which a difference counts
    assertArrayEquals(new int[] {16378, 16390}, softmax(43, ends));
    assertArrayEquals(new int[] {16384, 16384}, softmax(44, ends));
    assertArrayEquals(new int[] {16384, 16384}, softmax(127, ends));
  }

  @Property
  void equalLogitsShareEqually(
      @ForAll int logit,
      @ForAll @IntRange(min = 1, max = 64) int classes,
      @ForAll @IntRange(min = -128, max = 127) int fraction) {
    int[] logits = new int[classes];
    Arrays.fill(logits, logit);
    int[] shares = new int[classes];
    Arrays.fill(shares, (2 * ONE + classes) / (2 * classes));
    assertArrayEquals(shares, softmax(fraction, logits));
  }

  @Property
  void atTheSmallestFractionsTheLargestLogitTakesAll(
      @ForAll long seed, @ForAll @IntRange(min = -128, max = -6) int fraction) {
    int[] logits = new SplittableRandom(seed).ints(5, -3, 4).toArray();
    int largest = Arrays.stream(logits).max().getAsInt();
    int winners = (int) Arrays.stream(logits).filter(z -> z == largest).count();
    int share = (2 * ONE + winners) / (2 * winners);
    assertArrayEquals(
        Arrays.stream(logits).map(z -> z == largest ? share : 0).toArray(),
        softmax(fraction, logits));
  }

  /** 94548 · 8 of Q10 is 738 halvings, which a shift of 32 bits would take for 2. */
  @Example
  void oneUnitOfFractionMinusSixIsAsGoodAsInfinite() {
    assertArrayEquals(new int[] {0, ONE}, softmax(-6, 0, 8));
    assertArrayEquals(new int[] {0, ONE}, softmax(-6, 0, 1));
  }

  @Property
  void atTheLargestFractionsAllLogitsAreTheSame(
      @ForAll int one, @ForAll int other, @ForAll @IntRange(min = 44, max = 127) int fraction) {
    assertArrayEquals(new int[] {ONE / 2, ONE / 2}, softmax(fraction, new int[] {one, other}));
  }

  /** Logits uniform in ±8 in real numbers, or in a width drawn up to ±12. */
  private static int[] logits(SplittableRandom random, int classes, int fraction) {
    double width = random.nextBoolean() ? 8 : 12 * random.nextDouble();
    int[] logits = new int[classes];
    for (int k = 0; k < classes; k++) {
      double logit = width * (2 * random.nextDouble() - 1);
      logits[k] = (int) Math.rint(Math.scalb(logit, Math.min(fraction, 24)));
    }
    return logits;
  }

  private static int[] softmax(int fraction, int... logits) {
    int[] posteriors = new int[logits.length];
    new IntegerSoftmax(logits.length, fraction).apply(logits, posteriors);
    return posteriors;
  }
}
