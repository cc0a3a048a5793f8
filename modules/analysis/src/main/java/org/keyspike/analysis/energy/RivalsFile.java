package org.keyspike.analysis.energy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.JsonFile;

/**
 * The file {@code rivals.json} beside a network: the energy table as it was measured, so that it
 * can be shown where neither data nor rivals are.
 *
 * @param rows of the table, each with where it is from
 */
public record RivalsFile(List<EnergyRow> rows) {
  public RivalsFile {
    if (rows == null) {
      throw new IllegalArgumentException("found no rows");
    }
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @throws org.keyspike.io.InputException if it holds something else
   */
  public static RivalsFile read(Path file) throws IOException {
    return JsonFile.read(file, RivalsFile.class, "measured rivals of a network");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }

  /** Its rows of a kind, measured on a machine with a table. */
  public List<EnergyRow> of(RivalKind kind, String machine, String table) {
    return rows.stream()
        .filter(row -> row.kind() == kind)
        .filter(row -> row.machine().equals(machine) && row.table().equals(table))
        .toList();
  }
}
