package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  /**
   * 3 of 5 clips: draws are B(5, 0.6). P(0) is 1.0 % and P(5) 7.8 %, both above the 0.095 % outside
   * of which five draws leave either end, so the ends are 0 and 5, at any seed. Of 12 of 20, P(≤ 7)
   * is 2.1 % and P(≤ 6) 0.65 %, P(≥ 17) 1.6 % and P(≥ 18) 0.36 %: at 1.59 % they are 7 and 17, give
   * or take one.
   */
  @Test
  void givesTheQuantilesOfTheBinomial() {
    List<ClipScore> few = scores(Clips.of(3, 0, 0, 2).first());
    List<ClipScore> more = scores(Clips.of(12, 0, 0, 8).first());
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(
          new Interval(0, 1, Interval.Unit.CLIPS, 5),
          Bootstrap.interval(few, seed),
          "seed " + seed);
      Interval interval = Bootstrap.interval(more, seed);
      assertEquals(7 / 20.0, interval.lower(), 1e-12, "seed " + seed);
      assertEquals(17 / 20.0, interval.upper(), 0.051, "seed " + seed);
    }
  }

  /** 480 of 600: the normal limits 0.8 ± 1.96·√(0.16/600) = 0.768 and 0.832, to three clips. */
  @Test
  void meetsTheNormalLimits() {
    Interval interval = Bootstrap.interval(scores(Clips.of(480, 0, 0, 120).first()), 1);
    assertEquals(0.768, interval.lower(), 0.005);
    assertEquals(0.832, interval.upper(), 0.005);
  }

  /** Ten utterances, all frames right or all wrong: as wide as of ten clips, not of a thousand. */
  @Test
  void drawsWholeUtterances() {
    List<Accuracy> utterances = new ArrayList<>();
    List<Accuracy> clips = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      utterances.add(new Accuracy(i < 6 ? 100 : 0, 100));
      clips.add(Clips.answer(i < 6));
    }
    assertEquals(Bootstrap.interval(scores(clips), 3), Bootstrap.interval(scores(utterances), 3));
  }

  /** Long utterances weigh more: the accuracy is that of all frames together. */
  @Test
  void weighsByAnswers() {
    List<Accuracy> first = List.of(new Accuracy(0, 300), new Accuracy(0, 100));
    List<Accuracy> second = List.of(new Accuracy(300, 300), new Accuracy(0, 100));
    Comparison.Tested test = tested(new Clips.Two(first, second), 5);
    assertEquals(0.75, test.effect());
    assertEquals(new Interval(0, 1, Interval.Unit.CLIPS, 2), test.interval());
  }

  /** One clip of four differs: draws without it, a part 0.75⁴ of all, are no gain. */
  @Test
  void countsDrawsThatAreNotAhead() {
    Comparison.Tested test = tested(Clips.of(3, 0, 1, 0), 11);
    assertEquals(2 * Math.pow(0.75, 4), test.p(), 0.03); // 3 standard deviations of 9999 draws
    assertEquals(0.25, test.effect());
    assertEquals(0, test.interval().lower());
  }

  @Test
  void neverClaimsCertainty() {
    Comparison.Tested test = tested(Clips.of(0, 0, 500, 0), 1);
    assertEquals(2.0 / (Bootstrap.RESAMPLES + 1), test.p());
    assertEquals(new Interval(1, 1, Interval.Unit.CLIPS, 500), test.interval());
    assertEquals(1, tested(Clips.of(10, 0, 0, 5), 1).p());
  }

  @Property(tries = 50)
  void isAntisymmetricAndOfItsSeed(
      @ForAll @IntRange(max = 20) int onlyFirst,
      @ForAll @IntRange(max = 20) int onlySecond,
      @ForAll @IntRange(min = 1, max = 20) int both,
      @ForAll long seed) {
    Clips.Two clips = Clips.of(both, onlyFirst, onlySecond, 1);
    Comparison.Tested there = tested(clips, seed);
    Comparison.Tested back = tested(new Clips.Two(clips.second(), clips.first()), seed);
    assertEquals(there, tested(clips, seed));
    assertEquals(there.p(), back.p());
    assertEquals(there.effect(), -back.effect(), 1e-15);
    assertEquals(there.interval().lower(), -back.interval().upper(), 1e-15);
  }

  /**
   * Another order of the clips draws others, so that only sampling noise may differ. Few tries, as
   * nothing but the seed is another in each.
   */
  @Property(tries = 5)
  void orderDoesNotMatter(@ForAll long seed) {
    List<Accuracy> clips = new ArrayList<>(Clips.of(300, 0, 0, 100).first());
    Interval inOrder = Bootstrap.interval(scores(clips), seed);
    Collections.shuffle(clips, new Random(seed));
    Interval shuffled = Bootstrap.interval(scores(clips), seed);
    assertEquals(inOrder.lower(), shuffled.lower(), 0.006);
    assertEquals(inOrder.upper(), shuffled.upper(), 0.006);
  }

  /** With many clips that differ, McNemar's test and this one see the same. */
  @Test
  void agreesWithMcNemar() {
    Clips.Two clips = Clips.of(300, 70, 100, 30);
    Comparison.Tested mcNemar =
        assertInstanceOf(Comparison.Tested.class, McNemar.test(clips.first(), clips.second()));
    Comparison.Tested bootstrap = tested(clips, 2);
    assertEquals(mcNemar.effect(), bootstrap.effect());
    assertEquals(mcNemar.p(), bootstrap.p(), 0.01);
    assertEquals(mcNemar.interval().lower(), bootstrap.interval().lower(), 0.005);
    assertEquals(mcNemar.interval().upper(), bootstrap.interval().upper(), 0.005);
  }

  /** One clip tells nothing of others, whether it was right or wrong. */
  @Test
  void oneClipLeavesEverythingOpen() {
    List<ClipScore> right = scores(List.of(Clips.answer(true)));
    List<ClipScore> wrong = scores(List.of(Clips.answer(false)));
    Interval all = new Interval(0, 1, Interval.Unit.CLIPS, 1);
    assertEquals(all, Bootstrap.interval(right, 1));
    assertEquals(all, Bootstrap.interval(wrong, 1));
    assertEquals(new Interval(-1, 1, Interval.Unit.CLIPS, 1), Bootstrap.interval(wrong, right, 1));
  }

  @Test
  void refusesNothing() {
    assertThrows(IllegalArgumentException.class, () -> Bootstrap.interval(List.of(), 1));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Bootstrap.test(scores(Clips.of(1, 0, 0, 0).first()), List.of(), 1))
            .getMessage()
            .contains("1 and 0 clips"));
  }

  private static Comparison.Tested tested(Clips.Two clips, long seed) {
    return assertInstanceOf(
        Comparison.Tested.class,
        Bootstrap.test(scores(clips.first()), scores(clips.second()), seed));
  }

  private static List<ClipScore> scores(List<Accuracy> clips) {
    return clips.stream().map(ClipScore::nameless).toList();
  }

  /** A rate over files: of equal ones both ends are the rate; of one the draws say nothing. */
  @Test
  void ofARateFilesAreDrawn() {
    Interval equal = Bootstrap.rate(new int[] {2, 2, 2, 2}, new double[] {1, 1, 1, 1}, 1);
    assertEquals(new Interval(2, 2, Interval.Unit.FILES, 4), equal);
    int[] counts = new int[40];
    double[] hours = new double[40];
    Arrays.fill(hours, 0.25);
    counts[7] = 10;
    Interval one = Bootstrap.rate(counts, hours, 1);
    assertEquals(0, one.lower(), "a third of the draws have none");
    // 10 hours; the file that has all is drawn three times or more in 8 % of the draws.
    assertTrue(one.upper() >= 3 && one.upper() <= 5, one::toString);
    assertEquals(
        new FalseAlarms(3, 2).interval(), Bootstrap.rate(new int[] {3}, new double[] {2}, 1));
    assertEquals(
        new FalseAlarms(0, 3).interval(), Bootstrap.rate(new int[2], new double[] {1, 2}, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Bootstrap.rate(new int[1], new double[2], 1));
  }

  /** Of very many files groups are drawn, with the events and the hours of all. */
  @Test
  @Tag("slow")
  void ofManyFilesGroupsAreDrawn() {
    int[] counts = new int[25_000];
    double[] hours = new double[25_000];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i % 5 == 0 ? 1 : 0;
      hours[i] = 0.1;
    }
    Interval interval = Bootstrap.rate(counts, hours, 1);
    assertEquals(25_000, interval.number());
    assertTrue(interval.lower() < 2 && interval.upper() > 2, interval::toString);
  }
}
