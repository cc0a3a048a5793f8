package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.JsonFile;

/**
 * The best combination of a sweep, by what is known before the test part is touched: choice.json.
 *
 * @param by what decided
 * @param chosen the values of the best combination, by key
 * @param candidates all combinations whose runs all ended
 */
public record BestCombination(
    String by, Map<String, String> chosen, List<RankedCombination> candidates) {
  private static final String BY = "mean validation accuracy over seeds, of equals the first";

  /**
   * A combination that could be chosen.
   *
   * @param values by key
   * @param validation accuracy over seeds
   */
  record RankedCombination(Map<String, String> values, MeanAccuracy validation) {}

  /** The best of some candidates, if there are any. */
  static Optional<BestCombination> of(List<RankedCombination> candidates) {
    // Of equals, max would take the last.
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble((RankedCombination candidate) -> candidate.validation.mean())
                .reversed())
        .findFirst()
        .map(best -> new BestCombination(BY, best.values, candidates));
  }

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
