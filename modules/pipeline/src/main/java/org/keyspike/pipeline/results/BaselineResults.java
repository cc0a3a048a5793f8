package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.io.JsonFile;
import org.keyspike.io.TextTable;

/**
 * The results of the run of a convolutional baseline: baseline.json.
 *
 * @param origin what was scored, and what trained the network
 * @param rows its forms on a part: float on validation and test, 8-bit integers on test
 * @param parameters learned numbers
 * @param bytes of the 8-bit network
 * @param macs multiply-accumulates of an answer
 * @param zeros share of the values between layers that are 0, on the test part
 */
public record BaselineResults(
    @JsonUnwrapped Results.Origin origin,
    List<Row> rows,
    long parameters,
    long bytes,
    long macs,
    double zeros) {
  public BaselineResults {
    if (rows == null || rows.isEmpty()) {
      throw new IllegalArgumentException("found no rows");
    }
    rows = List.copyOf(rows);
  }

  /**
   * One form on one part.
   *
   * @param stage {@code float} or {@code 8-bit}
   * @param part {@code validation} or {@code test}
   * @param score its accuracy
   */
  public record Row(String stage, String part, @JsonUnwrapped ScoredAccuracy score) {
    public Row {
      if (stage == null || score == null) {
        throw new IllegalArgumentException("found a row without stage or accuracy");
      }
    }
  }

  /** The 8-bit network on the test part. */
  public Row last() {
    return rows.get(rows.size() - 1);
  }

  /** For people. */
  public String text() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("form", "part", "accuracy", "mean over speakers"));
    for (Row row : rows) {
      cells.add(
          List.of(
              row.stage,
              row.part,
              row.score.text(),
              String.format(Locale.ROOT, "%.4f", row.score.choosing())));
    }
    return TextTable.of(cells)
        + String.format(
            Locale.ROOT,
            "%,d parameters, %,d bytes in 8-bit integers, %,d multiply-accumulates an answer; %.1f %% of the values"
                + " between layers are 0",
            parameters,
            bytes,
            macs,
            100 * zeros);
  }

  /**
   * Reads a file.
   *
   * @throws org.keyspike.io.InputException if it holds something else
   */
  public static BaselineResults read(Path file) throws IOException {
    return JsonFile.read(file, BaselineResults.class, "the results of a baseline");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
