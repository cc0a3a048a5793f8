package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BestCombinationTest {

  @Test
  void takesTheBestMeanAndOfEqualsTheFirst() {
    List<BestCombination.RankedCombination> candidates =
        List.of(candidate("a", 0.8, 0.9), candidate("b", 0.9, 0.9), candidate("c", 0.95, 0.85));
    BestCombination choice = BestCombination.of(candidates).orElseThrow();
    assertEquals(Map.of("k", "b"), choice.chosen());
    assertEquals(candidates, choice.candidates());
    assertEquals(Optional.empty(), BestCombination.of(List.of()));
  }

  @Test
  void aMeanSaysHowSureItIs() {
    assertEquals("0.8500 ± 0.0707", candidate("a", 0.8, 0.9).validation().text());
    assertEquals("0.8000 (0.7000–0.9000)", candidate("a", 0.8).validation().text());
  }

  private static BestCombination.RankedCombination candidate(String value, double... accuracies) {
    return new BestCombination.RankedCombination(
        Map.of("k", value),
        MeanAccuracy.of(Arrays.stream(accuracies).mapToObj(BestCombinationTest::score).toList())
            .orElseThrow());
  }

  static RunScore score(double accuracy) {
    return new RunScore(
        accuracy,
        (int) Math.round(100 * accuracy),
        100,
        List.of(accuracy - 0.1, accuracy + 0.1),
        Optional.of(4000L),
        1000,
        900,
        Optional.of(0.25),
        List.of(0.125, 0.5),
        Optional.empty());
  }
}
