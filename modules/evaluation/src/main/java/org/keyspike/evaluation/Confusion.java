package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The confusion matrix: how often each true class (row) was predicted as each class (column).
 * Classes are numbered as the logits are.
 *
 * <p>A score whose denominator is 0 (no such clip, or no such answer) is 0.
 */
public final class Confusion {
  private final int classes;
  private final int[] counts;

  /**
   * An empty matrix.
   *
   * @param classes K, at least 1
   */
  public Confusion(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("confusion: " + classes + " classes, expected at least 1");
    }
    this.classes = classes;
    this.counts = new int[classes * classes];
  }

  /** K. */
  public int classes() {
    return classes;
  }

  /**
   * Counts one answer.
   *
   * @param label the class said, 0 to K−1
   * @param predicted the predicted class, 0 to K−1
   * @throws IndexOutOfBoundsException if one of them is no class
   */
  public void add(int label, int predicted) {
    counts[index(label, predicted)]++;
  }

  /** How often {@code label} was predicted as {@code predicted}. */
  public int count(int label, int predicted) {
    return counts[index(label, predicted)];
  }

  /**
   * The diagonal over everything.
   *
   * @throws IllegalArgumentException if nothing was counted
   */
  public Accuracy accuracy() {
    int correct = IntStream.range(0, classes).map(k -> count(k, k)).sum();
    return new Accuracy(correct, Arrays.stream(counts).sum());
  }

  /** Of the answers that said this class, the part that was right. */
  public double precision(int of) {
    return ratio(count(of, of), IntStream.range(0, classes).map(k -> count(k, of)).sum());
  }

  /** Of the clips of this class, the part that was predicted right. */
  public double recall(int of) {
    return ratio(count(of, of), support(of));
  }

  /** 2·precision·recall / (precision + recall), the harmonic mean of both. */
  public double f1(int of) {
    double sum = precision(of) + recall(of);
    return sum == 0 ? 0 : 2 * precision(of) * recall(of) / sum;
  }

  /** How many clips of this class were counted. */
  public int support(int of) {
    return IntStream.range(0, classes).map(k -> count(of, k)).sum();
  }

  /** The matrix (K, K), one row a class said. */
  public List<List<Integer>> rows() {
    return IntStream.range(0, classes)
        .mapToObj(label -> IntStream.range(0, classes).mapToObj(k -> count(label, k)).toList())
        .toList();
  }

  private int index(int label, int predicted) {
    if (label < 0 || label >= classes || predicted < 0 || predicted >= classes) {
      throw new IndexOutOfBoundsException(
          "confusion: class "
              + label
              + " predicted as "
              + predicted
              + ", expected 0 to "
              + (classes - 1));
    }
    return label * classes + predicted;
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
