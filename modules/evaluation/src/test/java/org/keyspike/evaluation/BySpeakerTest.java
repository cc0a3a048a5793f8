package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is by speaker, against values of {@code by_speaker.py} and values by hand. */
class BySpeakerTest {

  private static List<String[]> rows(String file, String name) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                BySpeakerTest.class.getResourceAsStream("/by-speaker/" + file),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split(","))
          .filter(cells -> cells[0].equals(name))
          .toList();
    }
  }

  private static ClipScore clip(String speaker, int correct, int count) {
    return new ClipScore(new Accuracy(correct, count), Optional.of(speaker));
  }

  @ParameterizedTest
  @ValueSource(strings = {"few", "uneven", "frames"})
  void agreesWithTheIndependentScript(String name) throws IOException {
    List<ClipScore> first = new ArrayList<>();
    List<ClipScore> second = new ArrayList<>();
    for (String[] row : rows("values.csv", name)) {
      int count = Integer.parseInt(row[4]);
      first.add(clip(row[1], Integer.parseInt(row[2]), count));
      second.add(clip(row[1], Integer.parseInt(row[3]), count));
    }
    double[] expected = new double[10];
    String[] cells = rows("expected.csv", name).get(0);
    for (int i = 1; i < expected.length; i++) {
      expected[i] = Double.parseDouble(cells[i]);
    }
    int speakers = (int) expected[1];
    assertEquals(expected[2], Bootstrap.tail(speakers), 1e-9);
    assertEquals(expected[3], SpeakerMean.of(first).orElseThrow(), 1e-15);
    assertEquals(
        new Interval(expected[4], expected[5], Interval.Unit.SPEAKERS, speakers),
        AccuracyInterval.of(first));
    Comparison.Tested test =
        assertInstanceOf(Comparison.Tested.class, ClipComparison.of(first, second));
    assertEquals("permutation by speaker", test.test());
    assertEquals(speakers, test.pairs());
    assertEquals(expected[6], test.effect());
    assertEquals(
        new Interval(expected[7], expected[8], Interval.Unit.SPEAKERS, speakers), test.interval());
    assertEquals(expected[9], test.p(), 1e-15);
  }

  /**
   * Gains of three speakers are 2, 1 and 1: of the eight signs only the two that are all alike
   * reach 4. Of 2, 1 and −1 the sum is 2; it is reached by ±(2+1+1), ±(2+1−1), ±(2−1+1), 6 of 8.
   */
  @Test
  void permutesSignsOfSpeakers() {
    assertEquals(0.25, SpeakerPermutation.p(new int[] {2, 1, 1}));
    assertEquals(0.75, SpeakerPermutation.p(new int[] {2, 1, -1}));
    assertEquals(1, SpeakerPermutation.p(new int[] {0, 0, 0}));
    assertEquals(1, SpeakerPermutation.p(new int[] {3, -3}));
  }

  /** One speaker of four has all the difference: over clips it is certain, by speaker it is not. */
  @Test
  void oneSpeakersClipsAreNoManyWitnesses() {
    List<ClipScore> first = new ArrayList<>();
    List<ClipScore> second = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String speaker = "s" + i / 20;
      first.add(clip(speaker, i < 20 ? 0 : 1, 1));
      second.add(clip(speaker, 1, 1));
    }
    Comparison.Tested bySpeaker = (Comparison.Tested) ClipComparison.of(first, second);
    assertEquals(1, bySpeaker.p());
    assertEquals(0.25, bySpeaker.effect());
    Comparison.Tested byClip =
        (Comparison.Tested) ClipComparison.of(nameless(first), nameless(second));
    assertEquals("McNemar", byClip.test());
    assertEquals(Math.pow(0.5, 19), byClip.p(), 1e-15);
  }

  private static List<ClipScore> nameless(List<ClipScore> clips) {
    return clips.stream().map(clip -> ClipScore.nameless(clip.accuracy())).toList();
  }

  @Test
  void framesOfNobodyKnownAreDrawnByUtterance() {
    List<ClipScore> utterances =
        List.of(ClipScore.nameless(new Accuracy(1, 2)), ClipScore.nameless(new Accuracy(2, 2)));
    Comparison.Tested found =
        assertInstanceOf(Comparison.Tested.class, ClipComparison.of(utterances, utterances));
    assertEquals("paired bootstrap", found.test());
  }

  /** With a speaker for every clip, signs are flipped clip by clip: McNemar's exact p. */
  @Test
  void isMcNemarWhereEverySpeakerSaysOneClip() {
    Clips.Two clips = Clips.of(5, 2, 9, 4);
    List<ClipScore> first = new ArrayList<>();
    List<ClipScore> second = new ArrayList<>();
    for (int i = 0; i < clips.first().size(); i++) {
      first.add(new ClipScore(clips.first().get(i), Optional.of("s" + i)));
      second.add(new ClipScore(clips.second().get(i), Optional.of("s" + i)));
    }
    Comparison.Tested mcNemar = (Comparison.Tested) McNemar.test(clips.first(), clips.second());
    assertEquals(
        mcNemar.p(), ((Comparison.Tested) SpeakerPermutation.test(first, second)).p(), 1e-15);
  }

  /** a has 1 of 1 and b 1 of 4: clips say 0.4, speakers 0.625. */
  @Test
  void everySpeakerWeighsTheSame() {
    List<ClipScore> clips = List.of(clip("a", 1, 1), clip("b", 1, 2), clip("b", 0, 2));
    assertEquals(Optional.of(0.625), SpeakerMean.of(clips));
    assertEquals(Optional.empty(), SpeakerMean.of(nameless(clips)));
    assertEquals(Optional.empty(), SpeakerMean.of(clips.subList(1, 3)), "one speaker is no mean");
  }

  /** Sums of doubles would tell 1/3 + 2/3 + 2/3 from 2/3 + 2/3 + 1/3. */
  @Test
  void equalMeansAreEqualNumbers() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 200; trial++) {
      int correct = 0;
      List<ClipScore> clips = new ArrayList<>();
      for (int g = 0; g < 7; g++) {
        int right = random.nextInt(4);
        correct += right;
        clips.add(clip("s" + g, right, 3));
      }
      assertEquals(new Accuracy(correct, 21).value(), SpeakerMean.of(clips).orElseThrow());
    }
  }

  /** The common denominator of so many counts has more bits than a double's exponent holds. */
  @Test
  void longFractionsHaveTheBitsOfCommonsMath() {
    SplittableRandom random = new SplittableRandom(5);
    for (int speakers : List.of(2, 3, 30, 400)) {
      List<ClipScore> clips = new ArrayList<>();
      BigFraction sum = BigFraction.ZERO;
      for (int g = 0; g < speakers; g++) {
        int count = 200 + random.nextInt(2_000);
        int right = random.nextInt(count + 1);
        clips.add(clip("s" + g, right, count));
        sum = sum.add(new BigFraction(right, count));
      }
      assertEquals(
          sum.divide(speakers).doubleValue(), SpeakerMean.of(clips).orElseThrow(), "seed 5");
    }
  }

  /** A clip that names no one among others that do counts as a speaker, as in the splits. */
  @Test
  void clipsWithoutSpeakerCountAsOneEach() {
    List<ClipScore> clips =
        List.of(clip("b", 1, 1), ClipScore.nameless(new Accuracy(0, 1)), clip("a", 1, 1));
    assertEquals(3, AccuracyInterval.of(clips).number());
    assertEquals(Interval.Unit.SPEAKERS, AccuracyInterval.of(clips).by());
  }

  /** A perfect score does not say that nobody will ever be misheard. */
  @Test
  void isNeverCertainOfAPerfectScore() {
    List<ClipScore> clips = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      clips.add(clip("s" + i % 10, 1, 1));
    }
    Interval interval = AccuracyInterval.of(clips);
    assertEquals(new Accuracy(10, 10).interval().lower(), interval.lower());
    assertEquals(1, interval.upper());
    assertEquals("10 speakers", interval.source());
  }

  /**
   * 25 speakers of very different skill and clips, as in gsc-mini: where the true accuracy lies, in
   * how many of 200 trials? Over clips the interval is far too narrow.
   */
  @Test
  void coversTheTruthWhereClipsDoNot() {
    SplittableRandom random = new SplittableRandom(11);
    int trials = 200;
    int bySpeaker = 0;
    int byClip = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<ClipScore> clips = new ArrayList<>();
      for (int g = 0; g < 25; g++) {
        double skill = random.nextDouble() < 0.3 ? 0.6 : 0.9;
        int count = 10 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
          clips.add(clip("s" + g, random.nextDouble() < skill ? 1 : 0, 1));
        }
      }
      double truth = 0.3 * 0.6 + 0.7 * 0.9;
      bySpeaker += holds(AccuracyInterval.of(clips), truth);
      byClip += holds(AccuracyInterval.of(nameless(clips)), truth);
    }
    assertTrue(bySpeaker >= 0.91 * trials, "by speaker " + bySpeaker + " of " + trials);
    assertTrue(byClip <= 0.8 * trials, "by clip " + byClip + " of " + trials);
  }

  private static int holds(Interval interval, double truth) {
    return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
  }

  @Test
  void aTestBySpeakerNeedsSpeakers() {
    List<ClipScore> clips = List.of(ClipScore.nameless(new Accuracy(1, 1)));
    Comparison.Refused refused =
        assertInstanceOf(Comparison.Refused.class, SpeakerPermutation.test(clips, clips));
    assertTrue(refused.reason().contains("two speakers"), refused::reason);
  }
}
