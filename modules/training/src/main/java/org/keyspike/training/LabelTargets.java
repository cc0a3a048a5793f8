package org.keyspike.training;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.keyspike.network.SpecException;

/**
 * The targets that labels stand for, smoothed over all classes and over the label's relatives:
 *
 * <pre>
 * target_k = (1 − ε − σ) [k = label] + ε/K + σ [k in R(label)] / |R(label)|
 * </pre>
 *
 * <p>R(label) are the classes of the label's group, itself among them: the states of its phone.
 * Where a label has few frames to learn from, its relatives share them.
 */
public final class LabelTargets {
  private static final int[] NONE = {};

  private final double even;
  private final double related;
  private final int[][] relatives;

  private LabelTargets(double even, double related, int[][] relatives) {
    this.even = even;
    this.related = related;
    this.relatives = relatives;
  }

  /**
   * Targets that are smoothed over all classes alone.
   *
   * @param even ε, from 0 to below 1
   */
  public static LabelTargets smoothed(double even) {
    return new LabelTargets(even, 0, new int[0][]);
  }

  /**
   * Targets that are smoothed over groups of classes, too.
   *
   * @param even ε, from 0
   * @param related σ, from 0; with ε below 1
   * @param groups the group of each class, from 0, (K)
   */
  public static LabelTargets smoothed(double even, double related, int[] groups) {
    if (!(even >= 0 && related >= 0 && even + related < 1)) {
      throw new SpecException("targets", even + " and " + related, "0 or more, together below 1");
    }
    int[][] members =
        IntStream.rangeClosed(0, IntStream.of(groups).max().orElse(0))
            .mapToObj(g -> IntStream.range(0, groups.length).filter(k -> groups[k] == g).toArray())
            .toArray(int[][]::new);
    int[][] relatives = IntStream.of(groups).mapToObj(g -> members[g]).toArray(int[][]::new);
    return new LabelTargets(even, related, relatives);
  }

  /** ε/K of K classes: what every class has. */
  public double ofEach(int classes) {
    return even / classes;
  }

  /** 1 − ε − σ: what the label has beside its shares. */
  public double ofLabel() {
    return 1 - even - related;
  }

  /** R(label), in rising order; none where nothing is shared among relatives. Not to be changed. */
  public int[] relatives(int label) {
    return related > 0 ? relatives[label] : NONE;
  }

  /** σ / |R(label)|: what each relative of a label has. */
  public double ofRelative(int label) {
    return related > 0 ? related / relatives[label].length : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelTargets that
        && even == that.even
        && related == that.related
        && Arrays.deepEquals(relatives, that.relatives);
  }

  @Override
  public int hashCode() {
    return Objects.hash(even, related, Arrays.deepHashCode(relatives));
  }

  @Override
  public String toString() {
    return "LabelTargets[" + even + ", " + related + "]";
  }
}
