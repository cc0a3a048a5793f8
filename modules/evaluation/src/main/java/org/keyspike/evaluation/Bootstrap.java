package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The cluster bootstrap over speakers, or over clips where nothing says who speaks: {@value
 * #RESAMPLES} times, as many of them are drawn with replacement as there are, each with all its
 * answers, and the accuracy of what was drawn is taken. So it also holds where a clip has many
 * answers that depend on each other, such as the frames of an utterance.
 *
 * <p>The interval is the expanded percentile one. With G speakers the ends are the quantiles at
 *
 * <pre>
 *   q = Φ(−√(G/(G−1)) · t(0.975; G−1))   and 1 − q
 * </pre>
 *
 * of the accuracies drawn, t being Student's quantile with G−1 degrees of freedom and Φ the normal
 * distribution function: for many speakers q is 0.025, for few it is smaller, as the plain
 * percentiles are then too narrow (G = 40: 0.0203; 10: 0.0086; 5: 0.00095). Where every answer is
 * right, or none, all draws are the same and say nothing: the interval is then Wilson's of G
 * answers that are all right, or none. Of a single speaker it is what is possible at all. Of two
 * systems that are right equally often with every speaker the difference is 0 to 0.
 *
 * <p>The same clips and seed give the same interval everywhere.
 *
 * <p>Sources: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13;
 * A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8, of
 * clusters; T. C. Hesterberg, "What teachers should know about the bootstrap", 2015, section 5.3,
 * of the expansion.
 */
public final class Bootstrap {
  /** How often is drawn; with one more, the quantiles fall on whole positions. */
  public static final int RESAMPLES = 9999;

  /** The seed of every interval that the toolkit prints. */
  public static final long SEED = 1;

  private static final String NAME = "paired bootstrap";

  /** Groups of files that are drawn at most: more would say the same and take long. */
  private static final int MOST_GROUPS = 10_000;

  private Bootstrap() {}

  /**
   * The interval of an accuracy.
   *
   * @param clips what each clip scored
   * @throws IllegalArgumentException if there are no clips
   */
  public static Interval interval(List<ClipScore> clips, long seed) {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("bootstrap: there are no clips, expected at least 1");
    }
    SpeakerGroups groups = SpeakerGroups.ofClips(clips);
    int[] correct = clips.stream().mapToInt(clip -> clip.accuracy().correct()).toArray();
    long right = Arrays.stream(correct).asLongStream().sum();
    if (groups.count() > 1
        && (right == 0 || right == Arrays.stream(counts(clips)).asLongStream().sum())) {
      Interval wilson = new Accuracy(right == 0 ? 0 : groups.count(), groups.count()).interval();
      return new Interval(
          right == 0 ? 0 : wilson.lower(),
          right == 0 ? wilson.upper() : 1,
          groups.by(),
          groups.count());
    }
    double[] drawn = draw(groups.sums(correct), groups.sums(counts(clips)), seed);
    return between(drawn, groups, 0);
  }

  /**
   * The interval of the difference of two accuracies, the second's less the first's: both systems
   * are scored on the same draws.
   *
   * @param first what one system scored on each clip
   * @param second what the other scored on the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Interval interval(List<ClipScore> first, List<ClipScore> second, long seed) {
    SpeakerGroups groups = SpeakerGroups.ofClips(first);
    return between(draw(first, second, groups, seed), groups, -1);
  }

  /**
   * Compares two systems: p is twice the smaller part of the draws in which one of them is not
   * ahead.
   *
   * @param first what one system scored on each clip
   * @param second what the other scored on the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Comparison test(List<ClipScore> first, List<ClipScore> second, long seed) {
    SpeakerGroups groups = SpeakerGroups.ofClips(first);
    double[] drawn = draw(first, second, groups, seed);
    long notAhead = Arrays.stream(drawn).filter(effect -> effect <= 0).count();
    long notBehind = Arrays.stream(drawn).filter(effect -> effect >= 0).count();
    // The clips as they are count as one draw more, so that p is never 0.
    double p = Math.min(1, 2.0 * (Math.min(notAhead, notBehind) + 1) / (RESAMPLES + 1));
    double effect =
        ratio(Arrays.stream(Pairs.gains(first, second)).sum(), Arrays.stream(counts(first)).sum());
    return new Comparison.Tested(NAME, groups.count(), effect, between(drawn, groups, -1), p);
  }

  /**
   * The interval of a rate over files, Σ counts / Σ hours: as many files are drawn as there are, as
   * above with files for speakers. Of more than {@value #MOST_GROUPS} files so many groups are
   * drawn, each of files that follow one another. Without an event it is the rule of three, and of
   * a single file Garwood's, of events: the draws say nothing there.
   *
   * @param counts events in each file
   * @param hours of each file, above 0
   * @throws IllegalArgumentException if there are no files, or not as many hours
   */
  public static Interval rate(int[] counts, double[] hours, long seed) {
    if (counts.length == 0 || counts.length != hours.length) {
      throw new IllegalArgumentException(
          "bootstrap: " + counts.length + " counts of " + hours.length + " files");
    }
    int groups = Math.min(counts.length, MOST_GROUPS);
    long[] events = new long[groups];
    double[] time = new double[groups];
    for (int i = 0; i < counts.length; i++) {
      int group = (int) ((long) i * groups / counts.length);
      events[group] += counts[i];
      time[group] += hours[i];
    }
    long all = Arrays.stream(events).sum();
    if (all == 0 || groups == 1) {
      return new FalseAlarms((int) all, Arrays.stream(time).sum()).interval();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      long count = 0;
      double sum = 0;
      for (int i = 0; i < groups; i++) {
        int one = random.nextInt(groups);
        count += events[one];
        sum += time[one];
      }
      drawn[resample] = count / sum;
    }
    Arrays.sort(drawn);
    int outside = Math.max(0, (int) ((RESAMPLES + 1) * tail(groups)) - 1);
    return new Interval(
        drawn[outside], drawn[RESAMPLES - 1 - outside], Interval.Unit.FILES, counts.length);
  }

  private static double[] draw(
      List<ClipScore> first, List<ClipScore> second, SpeakerGroups groups, long seed) {
    return draw(groups.sums(Pairs.gains(first, second)), groups.sums(counts(first)), seed);
  }

  private static int[] counts(List<ClipScore> clips) {
    return clips.stream().mapToInt(clip -> clip.accuracy().count()).toArray();
  }

  /** The sum of values over that of counts in each draw, in ascending order. */
  private static double[] draw(int[] values, int[] counts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      long value = 0;
      long count = 0;
      for (int i = 0; i < values.length; i++) {
        int one = random.nextInt(values.length);
        value += values[one];
        count += counts[one];
      }
      drawn[resample] = ratio(value, count);
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /**
   * The interval between quantiles.
   *
   * @param least the smallest value possible; the largest is 1
   */
  private static Interval between(double[] drawn, SpeakerGroups groups, double least) {
    if (groups.count() == 1) {
      return new Interval(least, 1, groups.by(), 1);
    }
    int outside = Math.max(0, (int) ((RESAMPLES + 1) * tail(groups.count())) - 1);
    return new Interval(
        drawn[outside], drawn[RESAMPLES - 1 - outside], groups.by(), groups.count());
  }

  /** q of the class description. */
  static double tail(int groups) {
    double quantile =
        new TDistribution(null, groups - 1)
            .inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2);
    return new NormalDistribution()
        .cumulativeProbability(-Math.sqrt(groups / (groups - 1.0)) * quantile);
  }

  private static double ratio(long value, long count) {
    return (double) value / count;
  }
}
