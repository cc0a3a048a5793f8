package org.keyspike.evaluation;

import java.util.Set;

/**
 * From posteriors to detections: a class is detected when its posterior, averaged over the last n
 * answers, is the largest and reaches the threshold, and the refractory time after the last
 * detection, of whatever class, is over. Classes that are never reported (unknown words, silence)
 * can win and are then no detection. One instance follows one stream.
 *
 * <p>Source: G. Chen, C. Parada, G. Heigold, "Small-footprint keyword spotting using deep neural
 * networks", ICASSP 2014, of which this is the posterior handling without its product over
 * sub-words.
 */
public final class Detector {
  private final PosteriorSmoothing smoothing;
  private final Thresholding trigger;

  /**
   * @param classes K
   * @param unreported classes that are never detected
   */
  public Detector(DetectorSettings settings, int classes, Set<Integer> unreported) {
    this(settings.smoothing(), ClassThresholds.common(settings, classes, unreported));
  }

  /**
   * @param smoothing answers that posteriors are averaged over, at least 1
   * @param thresholds of every class
   */
  public Detector(int smoothing, ClassThresholds thresholds) {
    this.smoothing = new PosteriorSmoothing(smoothing, thresholds.thresholds().size());
    trigger = new Thresholding(thresholds::of, thresholds.refractoryMillis());
  }

  /**
   * Takes the next answer.
   *
   * @param millis its time, ms, rising
   * @param posteriors (K), each 0 to 1
   * @return whether {@link #label} is detected now
   */
  public boolean accept(long millis, double[] posteriors) {
    smoothing.accept(posteriors);
    return trigger.accept(millis, label(), score());
  }

  /** The class with the largest smoothed posterior. */
  public int label() {
    return smoothing.label();
  }

  /** Its smoothed posterior. */
  public double score() {
    return smoothing.score();
  }

  /** What that is above the largest smoothed posterior of another class. */
  public double margin() {
    return smoothing.margin();
  }

  /** Forgets everything: the next answer is the first of a new stream. */
  public void reset() {
    smoothing.reset();
    trigger.reset();
  }
}
