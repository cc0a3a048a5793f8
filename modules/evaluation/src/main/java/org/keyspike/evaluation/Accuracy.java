package org.keyspike.evaluation;

/**
 * The accuracy of some answers: correct out of count clips, or frames.
 *
 * @param correct 0 to count
 * @param count at least 1
 */
public record Accuracy(int correct, int count) {
  /** What a standard normal variable is below with probability 0.975. */
  private static final double Z = 1.959963984540054;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if count is below 1 or correct is not in 0…count
   */
  public Accuracy {
    if (count < 1) {
      throw new IllegalArgumentException("accuracy: count is " + count + ", expected at least 1");
    }
    if (correct < 0 || correct > count) {
      throw new IllegalArgumentException(
          "accuracy: correct is " + correct + ", expected 0 to " + count);
    }
  }

  /** correct / count, 0 to 1. */
  public double value() {
    return (double) correct / count;
  }

  /**
   * The Wilson score interval at {@value Interval#CONFIDENCE}: where the accuracy on clips like
   * these lies, if they are independent. Clips of one speaker are not, and frames of one utterance
   * neither: {@link AccuracyInterval} asks for speakers first.
   *
   * <pre>
   *   (p̂ + z²/2n ± z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n), z = 1.96
   * </pre>
   *
   * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
   * inference", 1927. Commons Math computes the same bits, and takes longer to load than a short
   * command takes for a clip.
   */
  public Interval interval() {
    double one = 1.0 / count;
    double square = Z * Z;
    double middle = value() + 1 / (2.0 * count) * square;
    double difference =
        Z * Math.sqrt(one * value() * (1 - value()) + 1 / (4 * ((double) count * count)) * square);
    double factor = 1 / (1 + one * square);
    return new Interval(
        Math.max(0, factor * (middle - difference)),
        Math.min(1, factor * (middle + difference)),
        Interval.Unit.CLIPS,
        count);
  }
}
