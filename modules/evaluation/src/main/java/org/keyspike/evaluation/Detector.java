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
  private final Set<Integer> unreported;

  /**
   * @param classes K
   * @param unreported classes that are never detected
   */
  public Detector(DetectorSettings settings, int classes, Set<Integer> unreported) {
    smoothing = new PosteriorSmoothing(settings.smoothing(), classes);
    trigger = new Thresholding(settings);
    this.unreported = Set.copyOf(unreported);
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
    return !unreported.contains(label()) && trigger.accept(millis, score());
  }

  /** The class with the largest smoothed posterior. */
  public int label() {
    return smoothing.label();
  }

  /** Its smoothed posterior. */
  public double score() {
    return smoothing.score();
  }

  /** Forgets everything: the next answer is the first of a new stream. */
  public void reset() {
    smoothing.reset();
    trigger.reset();
  }
}
