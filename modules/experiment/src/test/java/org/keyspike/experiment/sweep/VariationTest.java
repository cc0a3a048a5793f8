package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;

class VariationTest {

  @Test
  void commasInBracketsAndQuotesBelongToAValue() throws InputException {
    assertEquals(List.of("1", "2e-3", "x"), Variation.parse("a.b=1, 2e-3 ,x").values());
    assertEquals(
        List.of("[64,64]", "[[1,2],3]", "{a: 1, b: 2}", "'x,y'", "\"]\""),
        Variation.parse("k=[64,64],[[1,2],3],{a: 1, b: 2},'x,y',\"]\"").values());
    assertEquals("a.b", Variation.parse("a.b=x=y").key());
    assertEquals(List.of("x=y"), Variation.parse("a.b=x=y").values());
  }

  @Test
  void everyCombinationOnce() throws InputException {
    List<Combination> all =
        Combination.all(List.of(Variation.parse("a.x=1,2"), Variation.parse("b.y=[3,4],5")));
    assertEquals(
        List.of("x=1 y=[3,4]", "x=1 y=5", "x=2 y=[3,4]", "x=2 y=5"),
        all.stream().map(Combination::label).toList());
    assertEquals(
        List.of(new Assignment("a.x", "1", "--vary a.x"), new Assignment("b.y", "5", "--vary b.y")),
        all.get(1).assignments());
    assertEquals(List.of(new Combination(Map.of())), Combination.all(List.of()));
  }

  @Test
  void foldersTellCombinationsApart() {
    Combination list = new Combination(Map.of("n.layers", "[64,64]"));
    Combination other = new Combination(Map.of("n.layers", "[64 64]"));
    assertTrue(list.folder().matches("layers=_64,64_-[0-9a-f]{8}"), list::folder);
    assertNotEquals(list.folder(), other.folder());
    assertEquals(list.folder(), new Combination(Map.of("n.layers", "[64,64]")).folder());
    // The last part of a key is not all of it.
    assertNotEquals(
        new Combination(Map.of("a.x", "1")).folder(), new Combination(Map.of("b.x", "1")).folder());
    String dangerous = new Combination(Map.of("k", "../../etc/" + "x".repeat(300))).folder();
    assertTrue(dangerous.matches("[A-Za-z0-9=.,_-]{1,100}"), dangerous);
  }
}
