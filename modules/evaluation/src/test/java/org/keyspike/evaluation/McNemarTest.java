package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class McNemarTest {

  /**
   * Bentur and others' children before and after transplantation (1, 1, 7, 12), the worked example
   * of Fagerland, Lydersen and Laake (2014): exact p 0.0703, difference 0.286, 0.026 to 0.507.
   */
  @Test
  void isExactWhereFewDiffer() {
    Comparison.Tested test = tested(Clips.of(1, 1, 7, 12));
    assertEquals(18.0 / 256, test.p(), 1e-15);
    assertEquals(6.0 / 21, test.effect(), 1e-15);
    assertEquals(0.026, test.interval().lower(), 5e-4);
    assertEquals(0.507, test.interval().upper(), 5e-4);
  }

  /** 36, 12, 2, 0 of Newcombe (1998): 0.0569 to 0.3404. */
  @Test
  void givesNewcombesInterval() {
    Interval interval = tested(Clips.of(36, 2, 12, 0)).interval();
    assertEquals(0.0569, interval.lower(), 5e-5);
    assertEquals(0.3404, interval.upper(), 5e-5);
  }

  /** 121 against 59: (62 − 1)²/180 = 20.672, whose tail is 5.45009e-6. */
  @Test
  void isChiSquaredWhereManyDiffer() {
    Comparison.Tested test = tested(Clips.of(101, 121, 59, 33));
    assertEquals(5.450094825e-6, test.p(), 1e-14);
    assertEquals(-62.0 / 314, test.effect(), 1e-15);
    assertEquals(-0.2761164214, test.interval().lower(), 1e-9);
    assertEquals(-0.1152730120, test.interval().upper(), 1e-9);
  }

  /** 17 against 8, as many as χ² needs: (9 − 1)²/25, tail 0.10960; the exact p is 0.10775. */
  @Test
  void twentyFiveAreMany() {
    assertEquals(0.1095985834, tested(Clips.of(3, 17, 8, 4)).p(), 1e-9);
  }

  /**
   * 30, 3, 5, 12: φ is (30·12 − 3·5 − 50/2)/√(33·17·35·15) = 0.58964; with Wilson's limits of 33/50
   * and 35/50 the ends are those below.
   */
  @Test
  void pairsThatAgreeNarrowTheInterval() {
    Interval interval = tested(Clips.of(30, 3, 5, 12)).interval();
    assertEquals(-0.0763076231, interval.lower(), 1e-9);
    assertEquals(0.1551197098, interval.upper(), 1e-9);
  }

  @Test
  void balanceIsNoEvidence() {
    assertEquals(1, tested(Clips.of(5, 0, 0, 2)).p());
    assertEquals(1, tested(Clips.of(5, 3, 3, 2)).p());
    assertEquals(1, tested(Clips.of(5, 30, 30, 2)).p());
  }

  @Property
  void isAntisymmetric(
      @ForAll @IntRange(max = 40) int both,
      @ForAll @IntRange(max = 40) int onlyFirst,
      @ForAll @IntRange(max = 40) int onlySecond,
      @ForAll @IntRange(max = 40) int none) {
    Assume.that(both + onlyFirst + onlySecond + none > 0);
    Clips.Two clips = Clips.of(both, onlyFirst, onlySecond, none);
    Comparison.Tested there = tested(clips);
    Comparison.Tested back = tested(new Clips.Two(clips.second(), clips.first()));
    assertEquals(there.p(), back.p());
    assertEquals(there.effect(), -back.effect(), 1e-15);
    assertEquals(there.interval().lower(), -back.interval().upper(), 1e-12);
    assertTrue(there.interval().lower() >= -1 - 1e-9 && there.interval().upper() <= 1 + 1e-9);
    assertTrue(there.interval().lower() <= there.effect() + 1e-12);
    assertTrue(there.effect() <= there.interval().upper() + 1e-12);
  }

  /** p does not ask what both get right, or both wrong. */
  @Property
  void knowsOnlyWhatDiffers(
      @ForAll @IntRange(max = 40) int onlyFirst,
      @ForAll @IntRange(max = 40) int onlySecond,
      @ForAll @IntRange(max = 40) int both) {
    assertEquals(
        tested(Clips.of(1, onlyFirst, onlySecond, 0)).p(),
        tested(Clips.of(both, onlyFirst, onlySecond, 7)).p());
  }

  @Test
  void refusesFrames() {
    List<Accuracy> utterance = List.of(new Accuracy(60, 100));
    Comparison.Refused refused =
        assertInstanceOf(Comparison.Refused.class, McNemar.test(utterance, utterance));
    assertTrue(refused.reason().contains("independent"));
  }

  @Test
  void refusesWhatIsNoPair() {
    List<Accuracy> one = List.of(Clips.answer(true));
    assertThrows(IllegalArgumentException.class, () -> McNemar.test(one, List.of()));
    assertThrows(IllegalArgumentException.class, () -> McNemar.test(List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> McNemar.test(one, List.of(new Accuracy(1, 2))));
  }

  private static Comparison.Tested tested(Clips.Two clips) {
    return assertInstanceOf(Comparison.Tested.class, McNemar.test(clips.first(), clips.second()));
  }
}
