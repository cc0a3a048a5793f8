package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
  private static final String BY_SPEAKER =
      "mean validation accuracy over speakers and seeds, of equals the first";

  /**
   * A combination that could be chosen.
   *
   * @param values by key
   * @param validation accuracy over seeds
   */
  record RankedCombination(Map<String, String> values, MeanAccuracy validation) {}

  /**
   * The best of some candidates, if there are any: by the mean over speakers, so that nobody with
   * many clips chooses for all, or by all clips where a candidate's speakers are not known.
   */
  static Optional<BestCombination> of(List<RankedCombination> candidates) {
    boolean bySpeaker =
        candidates.stream().allMatch(one -> one.validation.speakerMean().isPresent());
    ToDoubleFunction<RankedCombination> choosing =
        bySpeaker
            ? one -> one.validation.speakerMean().orElseThrow()
            : one -> one.validation.mean();
    // Of equals, max would take the last.
    return candidates.stream()
        .sorted(Comparator.comparingDouble(choosing).reversed())
        .findFirst()
        .map(best -> new BestCombination(bySpeaker ? BY_SPEAKER : BY, best.values, candidates));
  }

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
