package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static String text(Csv csv) throws IOException {
    Path file = Files.createTempFile("table", ".csv");
    try {
      csv.write(file);
      return Files.readString(file);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whatIsMissingOrNoNumberIsEmpty() throws IOException {
    Csv csv = new Csv("a", "b", "c", "d");
    csv.row(1, 0.5, null, Double.NaN);
    csv.row(2, Double.POSITIVE_INFINITY, "", "x y");
    assertEquals("a,b,c,d\r\n1,0.5,,\r\n2,,,x y\r\n", text(csv));
  }

  @Test
  void commasQuotesAndLineBreaksAreQuoted() throws IOException {
    Csv csv = new Csv("a,b", "say \"hey\"");
    csv.row("one\ntwo", "plain");
    assertEquals("\"a,b\",\"say \"\"hey\"\"\"\r\n\"one\ntwo\",plain\r\n", text(csv));
  }

  /** Whatever is written can be taken apart again by the rules of RFC 4180. */
  @Property(tries = 100)
  void rowsCanBeReadBack(
      @ForAll @Size(min = 1, max = 4)
          List<@Chars({'a', ',', '"', '\n', '\r', ' '}) @StringLength(max = 6) String> cells)
      throws IOException {
    Csv csv = new Csv("header");
    csv.row(cells.toArray());
    String text = text(csv);
    assertEquals(cells, parsed(text.substring("header\r\n".length())));
  }

  private static List<String> parsed(String row) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int end = row.length() - 2;
    for (int i = 0; i < end; i++) {
      char c = row.charAt(i);
      if (quoted && c == '"' && i + 1 < end && row.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
