package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class EditDistanceTest {
  @Example
  void theWordThatWasMeantIsFound() {
    assertEquals(
        Optional.of("depth"), EditDistance.nearest("DEPHT", List.of("width", "depth", "lanes")));
    assertEquals(Optional.empty(), EditDistance.nearest("depth", List.of()));
    assertEquals(3, EditDistance.between("kitten", "sitting"));
    assertEquals(4, EditDistance.between("", "lane"));
  }

  @Property(tries = 300)
  void distancesAreAMetric(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 7) String a,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 7) String b,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 7) String c) {
    int ab = EditDistance.between(a, b);
    assertEquals(a.equals(b), ab == 0);
    assertEquals(ab, EditDistance.between(b, a));
    assertTrue(EditDistance.between(a, c) <= ab + EditDistance.between(b, c));
    assertTrue(ab >= Math.abs(a.length() - b.length()));
    assertTrue(ab <= Math.max(a.length(), b.length()));
  }
}
