package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap over clips: {@value #RESAMPLES} times, as many clips are drawn with
 * replacement as there are, and their accuracy taken; the interval lies between the quantiles of
 * these. Whole clips are drawn, so it also holds where a clip has many answers that depend on each
 * other, such as the frames of an utterance.
 *
 * <p>The same clips and seed give the same interval everywhere.
 *
 * <p>Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
public final class Bootstrap {
  /** How often clips are drawn; with one more, the quantiles fall on whole positions. */
  public static final int RESAMPLES = 9999;

  private static final String NAME = "paired bootstrap";
  private static final int OUTSIDE =
      (int) Math.round((RESAMPLES + 1) * (1 - Interval.CONFIDENCE) / 2) - 1;

  private Bootstrap() {}

  /**
   * The interval of an accuracy.
   *
   * @param clips what each clip scored
   * @throws IllegalArgumentException if there are no clips
   */
  public static Interval interval(List<Accuracy> clips, long seed) {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("bootstrap: there are no clips, expected at least 1");
    }
    int[] correct = clips.stream().mapToInt(Accuracy::correct).toArray();
    return between(draw(correct, counts(clips), seed));
  }

  /**
   * Compares two systems, clip by clip: both are scored on the same draws. p is twice the smaller
   * part of the draws in which one of them is not ahead.
   *
   * @param first what one system scored on each clip
   * @param second what the other scored on the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Comparison test(List<Accuracy> first, List<Accuracy> second, long seed) {
    Pairs.requireSameClips(first, second);
    int[] gains = new int[first.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = second.get(i).correct() - first.get(i).correct();
    }
    int[] counts = counts(first);
    double[] drawn = draw(gains, counts, seed);
    long notAhead = Arrays.stream(drawn).filter(effect -> effect <= 0).count();
    long notBehind = Arrays.stream(drawn).filter(effect -> effect >= 0).count();
    // The clips as they are count as one draw more, so that p is never 0.
    double p = Math.min(1, 2.0 * (Math.min(notAhead, notBehind) + 1) / (RESAMPLES + 1));
    double effect = ratio(Arrays.stream(gains).sum(), Arrays.stream(counts).sum());
    return new Comparison.Tested(NAME, gains.length, effect, between(drawn), p);
  }

  private static int[] counts(List<Accuracy> clips) {
    return clips.stream().mapToInt(Accuracy::count).toArray();
  }

  /** The sum of values over that of counts in each draw, in ascending order. */
  private static double[] draw(int[] values, int[] counts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      long value = 0;
      long count = 0;
      for (int i = 0; i < values.length; i++) {
        int clip = random.nextInt(values.length);
        value += values[clip];
        count += counts[clip];
      }
      drawn[resample] = ratio(value, count);
    }
    Arrays.sort(drawn);
    return drawn;
  }

  private static Interval between(double[] drawn) {
    return new Interval(drawn[OUTSIDE], drawn[RESAMPLES - 1 - OUTSIDE]);
  }

  private static double ratio(long value, long count) {
    return (double) value / count;
  }
}
