package org.keyspike.analysis.noise;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.datasets.noise.NoiseCondition;
import org.keyspike.io.TextTable;
import org.keyspike.pipeline.results.ScoredAccuracy;

/**
 * The accuracies of a network in noise and in rooms.
 *
 * @param network which form of it was scored, and by what
 * @param part that the clips are of: {@code validation} or {@code test}
 * @param seed of the noise
 * @param recordings names of the background recordings; none where there are none
 * @param rows a condition each, clean first
 */
public record NoiseTable(
    String network, String part, long seed, List<String> recordings, List<Row> rows) {
  public NoiseTable {
    recordings = List.copyOf(recordings);
    rows = List.copyOf(rows);
  }

  /**
   * What is right in a condition.
   *
   * @param condition that clips were heard in
   * @param score of all of them
   */
  public record Row(@JsonUnwrapped NoiseCondition condition, @JsonUnwrapped ScoredAccuracy score) {

    private List<String> cells() {
      return List.of(
          condition.text(),
          String.format(Locale.ROOT, "%.4f", score.accuracy()),
          String.format(Locale.ROOT, "%.4f–%.4f", score.low(), score.high()),
          score.speakerMean().map(mean -> String.format(Locale.ROOT, "%.4f", mean)).orElse(""));
    }
  }

  /** As a table, for people. */
  public String text() {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("clips of the " + part + " part", "accuracy", "95 % interval", "by speaker"));
    rows.forEach(row -> table.add(row.cells()));
    ScoredAccuracy clean = rows.get(0).score();
    return network
        + System.lineSeparator()
        + TextTable.of(table)
        + String.format(
            Locale.ROOT,
            "%d clips, intervals by %s, seed %d%s",
            clean.count(),
            clean.interval().source(),
            seed,
            recordings.isEmpty() ? "" : "; recordings: " + String.join(", ", recordings));
  }
}
