package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertEquals(
        """
        | network | % |
        |---------|---|
        | a       | 9 |
        | bb      |   |
        """,
        TextTable.of(List.of(List.of("network", "%"), List.of("a", "9"), List.of("bb", ""))));
  }

  @Property(tries = 100)
  void allLinesAreOfOneLength(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(3) List<@AlphaChars @StringLength(max = 9) String>> rows) {
    String table = TextTable.of(rows);
    assertEquals(rows.size() + 1, table.lines().count());
    assertEquals(1, table.lines().map(String::length).distinct().count());
  }
}
