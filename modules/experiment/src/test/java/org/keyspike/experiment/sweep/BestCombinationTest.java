package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Interval;
import org.keyspike.pipeline.results.ScoredAccuracy;

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

  /** The mean over speakers chooses, if all know it. */
  @Test
  void isChosenBySpeaker() {
    BestCombination.RankedCombination a = bySpeaker("a", 0.9, 0.7);
    BestCombination.RankedCombination b = bySpeaker("b", 0.8, 0.75);
    BestCombination choice = BestCombination.of(List.of(a, b)).orElseThrow();
    assertEquals(Map.of("k", "b"), choice.chosen());
    assertTrue(choice.by().contains("over speakers"), choice.by());
    BestCombination mixed =
        BestCombination.of(List.of(a, b, candidate("c", 0.85, 0.85))).orElseThrow();
    assertEquals(Map.of("k", "a"), mixed.chosen(), "means of different things do not compare");
  }

  private static BestCombination.RankedCombination bySpeaker(
      String value, double accuracy, double mean) {
    RunScore score = score(accuracy, Optional.of(mean));
    return new BestCombination.RankedCombination(
        Map.of("k", value), MeanAccuracy.of(List.of(score, score)).orElseThrow());
  }

  static RunScore score(double accuracy) {
    return score(accuracy, Optional.empty());
  }

  private static RunScore score(double accuracy, Optional<Double> speakerMean) {
    return new RunScore(
        new ScoredAccuracy(
            accuracy,
            (int) Math.round(100 * accuracy),
            100,
            new Interval(accuracy - 0.1, accuracy + 0.1, Interval.Unit.CLIPS, 100),
            speakerMean),
        Optional.of(4000L),
        1000,
        900,
        Optional.of(0.25),
        List.of(0.125, 0.5),
        Optional.empty());
  }
}
