package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PhoneErrorsTest {
  @Example
  void countsByHand() {
    int[] said = {1, 2, 3, 4};
    assertEquals(new PhoneErrors(0, 0, 0, 4), PhoneErrors.between(said, said));
    assertEquals(new PhoneErrors(1, 0, 0, 4), PhoneErrors.between(said, new int[] {1, 9, 3, 4}));
    assertEquals(new PhoneErrors(0, 1, 0, 4), PhoneErrors.between(said, new int[] {1, 3, 4}));
    assertEquals(
        new PhoneErrors(0, 0, 2, 4), PhoneErrors.between(said, new int[] {7, 1, 2, 3, 8, 4}));
    assertEquals(new PhoneErrors(0, 4, 0, 4), PhoneErrors.between(said, new int[0]));
    assertEquals(new PhoneErrors(0, 0, 1, 0), PhoneErrors.between(new int[0], new int[] {5}));
    PhoneErrors both = PhoneErrors.between(said, new int[] {1, 9}).plus(PhoneErrors.NONE);
    assertEquals(new PhoneErrors(1, 2, 0, 4), both);
    assertEquals(0.75, both.rate());
  }

  @Example
  void addsEachKind() {
    assertEquals(
        new PhoneErrors(13, 24, 35, 46),
        new PhoneErrors(10, 20, 30, 40).plus(new PhoneErrors(3, 4, 5, 6)));
  }

  /**
   * 1 2 as 2 1: two substitutions, as few as a deletion and an insertion. 0 1 0 as 1 2 0 1: two
   * substitutions and the last 1 inserted, as few as the first 0 deleted, and 2 and 1 inserted.
   */
  @Example
  void substitutionsGoBeforeDeletionsWithInsertions() {
    assertEquals(
        new PhoneErrors(2, 0, 0, 2), PhoneErrors.between(new int[] {1, 2}, new int[] {2, 1}));
    assertEquals(
        new PhoneErrors(2, 0, 1, 3),
        PhoneErrors.between(new int[] {0, 1, 0}, new int[] {1, 2, 0, 1}));
    assertEquals(
        new PhoneErrors(2, 1, 0, 4),
        PhoneErrors.between(new int[] {1, 2, 0, 1}, new int[] {0, 1, 0}));
  }

  @Property(tries = 300)
  void isTheFewestErrors(@ForAll @Size(max = 6) int[] free, @ForAll @Size(max = 6) int[] freely) {
    int[] said = Arrays.stream(free).map(v -> Math.floorMod(v, 3)).toArray();
    int[] recognised = Arrays.stream(freely).map(v -> Math.floorMod(v, 3)).toArray();
    PhoneErrors found = PhoneErrors.between(said, recognised);
    assertEquals(
        fewest(said, said.length, recognised, recognised.length),
        found.substitutions() + found.deletions() + found.insertions());
    assertEquals(said.length - found.deletions() + found.insertions(), recognised.length);
  }

  private static int fewest(int[] a, int i, int[] b, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int exchange = fewest(a, i - 1, b, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
    return Math.min(exchange, 1 + Math.min(fewest(a, i - 1, b, j), fewest(a, i, b, j - 1)));
  }

  @Property(tries = 20)
  void aRateCanBeAboveOne(@ForAll @IntRange(min = 2, max = 9) int recognised) {
    assertTrue(PhoneErrors.between(new int[] {0}, new int[recognised]).rate() >= 1);
  }
}
