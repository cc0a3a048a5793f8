package org.keyspike.cli.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

  @Test
  void isLevenshteins() {
    assertEquals(3, EditDistance.between("kitten", "sitting"));
    assertEquals(2, EditDistance.between("flaw", "lawn"));
    assertEquals(4, EditDistance.between("", "abcd"));
    assertEquals(0, EditDistance.between("same", "same"));
  }

  /** Against the recursive definition. */
  @Property(tries = 200)
  void isTheFewestEdits(
      @ForAll @AlphaChars @StringLength(max = 5) String a,
      @ForAll @AlphaChars @StringLength(max = 5) String b) {
    assertEquals(defined(a, b), EditDistance.between(a, b));
    assertEquals(EditDistance.between(a, b), EditDistance.between(b, a));
  }

  private static int defined(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    int same = a.charAt(0) == b.charAt(0) ? 0 : 1;
    return Math.min(
        same + defined(a.substring(1), b.substring(1)),
        1 + Math.min(defined(a.substring(1), b), defined(a, b.substring(1))));
  }

  @Test
  void findsTheWordThatWasMeant() {
    List<String> known = List.of("epochs", "batchSize", "learningRate");
    assertEquals(Optional.of("learningRate"), EditDistance.nearest("LearningRat", known));
    assertEquals(Optional.of("batchSize"), EditDistance.nearest("batchsize", known));
    assertTrue(EditDistance.nearest("x", List.of()).isEmpty());
  }
}
