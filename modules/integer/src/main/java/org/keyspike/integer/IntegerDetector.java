package org.keyspike.integer;

import java.util.Arrays;
import org.keyspike.network.SpecException;

/**
 * From the logits of a keyword network to detections, in integers: posteriors, their mean over the
 * last answers, threshold of the winner and refractory time ({@linkplain org.keyspike.integer
 * equations}). One instance follows one stream, of any length; it is not thread-safe. An answer
 * takes the same time whatever came before, and nothing is allocated for it.
 *
 * <p>Times are counted in frames of 10 ms, always from the answer or gap before.
 */
public final class IntegerDetector {
  private static final int SMALLEST_FRACTION = Byte.MIN_VALUE;
  private static final int LARGEST_FRACTION = Byte.MAX_VALUE;

  private final int[] thresholds;
  private final int refractoryFrames;
  private final IntegerSoftmax softmax;
  private final int[] posteriors;

  /** The posteriors of the last n answers, a ring. */
  private final int[][] ring;

  /** P, (K). */
  private final int[] sums;

  /** Where the next answer goes in the ring. */
  private int next;

  /** m. */
  private int answers;

  /** c. */
  private int wait;

  private int label;
  private int score;

  /**
   * @param logitFraction f: a logit z stands for z·2^−f; −128 to 127
   * @throws SpecException if f is out of range
   */
  public IntegerDetector(IntegerDetectorSettings settings, int logitFraction) {
    if (logitFraction < SMALLEST_FRACTION || logitFraction > LARGEST_FRACTION) {
      throw new SpecException(
          "readout.logitFraction", logitFraction, SMALLEST_FRACTION + " to " + LARGEST_FRACTION);
    }
    int classes = settings.classes();
    thresholds = settings.thresholds().values();
    refractoryFrames = settings.refractoryFrames();
    softmax = new IntegerSoftmax(classes, logitFraction);
    posteriors = new int[classes];
    ring = new int[settings.smoothing()][classes];
    sums = new int[classes];
  }

  /**
   * Takes the next answer.
   *
   * @param frames since the answer or gap before, 0 or more (less counts as 0); does not matter at
   *     the first answer
   * @param logits z, (K)
   * @return whether {@link #label} is detected now
   * @throws IllegalArgumentException if there are not K logits
   */
  public boolean accept(int frames, int[] logits) {
    if (logits.length != sums.length) {
      throw new IllegalArgumentException(
          logits.length + " logits for a detector of " + sums.length + " classes");
    }
    softmax.apply(logits, posteriors);
    smooth();
    pass(frames);
    int threshold = thresholds[label];
    boolean detected = threshold > 0 && sums[label] >= threshold * answers && wait == 0;
    if (detected) {
      wait = refractoryFrames;
    }
    return detected;
  }

  /**
   * Notes that sound is missing: the answers before count no more, and time goes on.
   *
   * @param frames since the answer or gap before, all that passed, missing or not; 0 or more (less
   *     counts as 0)
   */
  public void gap(int frames) {
    pass(frames);
    answers = 0;
    Arrays.fill(sums, 0);
  }

  /** The winner of the last answer: the class with the largest P; of equal ones the lowest. */
  public int label() {
    return label;
  }

  /** Its mean posterior, ⌊P / m⌋, Q15; 0 before the first answer. */
  public int score() {
    return score;
  }

  /** p of a class at the last answer, before it is smoothed, Q15; 0 before the first answer. */
  public int posterior(int k) {
    return posteriors[k];
  }

  /** Forgets everything: the next answer is the first of a new stream. */
  public void reset() {
    gap(0);
    wait = 0;
    label = 0;
    score = 0;
    Arrays.fill(posteriors, 0);
  }

  private void smooth() {
    int[] slot = ring[next];
    boolean full = answers == ring.length;
    label = 0;
    for (int k = 0; k < slot.length; k++) {
      sums[k] += posteriors[k] - (full ? slot[k] : 0);
      slot[k] = posteriors[k];
      label = sums[k] > sums[label] ? k : label;
    }
    answers = full ? answers : answers + 1;
    next = (next + 1) % ring.length;
    score = sums[label] / answers;
  }

  private void pass(int frames) {
    wait -= Math.min(wait, Math.max(0, frames));
  }
}
