package org.keyspike.io;

import java.util.List;

/** A table in Markdown, with columns aligned so that it is readable on a terminal too. */
public final class TextTable {
  private TextTable() {}

  /**
   * Lays out a table.
   *
   * @param rows cells, as many in each row; the first row holds the names of the columns
   * @return lines, each with its end
   */
  public static String of(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      text.append(line(rows, r, ' ')).append('\n');
      if (r == 0) {
        text.append(line(rows, -1, '-')).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(List<List<String>> rows, int row, char fill) {
    StringBuilder line = new StringBuilder("|");
    for (int c = 0; c < rows.get(0).size(); c++) {
      int column = c;
      int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElseThrow();
      String cell = row < 0 ? "" : rows.get(row).get(c);
      String padding = String.valueOf(fill).repeat(width - cell.length());
      line.append(fill).append(cell).append(padding).append(fill).append('|');
    }
    return line.toString();
  }
}
