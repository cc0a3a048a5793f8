package org.keyspike.pipeline.mining;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.spotting.Answer;

/**
 * The search for stretches of one stream that a network takes for a word, or nearly. The package
 * says what a stretch is.
 */
final class AlarmSearch {
  /** A stretch is at least a second long, in frames. */
  private static final int SHORTEST = 100;

  private final int[] near;
  private final int stretch;
  private final IntegerDetector detector;
  private final List<Answer> last = new ArrayList<>();
  private final int smoothing;
  private final List<Stretch> stretches = new ArrayList<>();
  private long before;
  private long first;
  private int alarms;

  /**
   * A stretch.
   *
   * @param label the word that it is taken for
   * @param score largest mean posterior of it, Q15
   * @param frame with which the second ends that is most taken for it
   */
  record Stretch(int label, int score, long frame) {}

  /**
   * @param settings of the detector whose alarms are counted; a threshold of 0 is of no word
   * @param near what the mean posterior must reach for a stretch, Q15, at least 1
   */
  AlarmSearch(IntegerDetectorSettings settings, int near, int logitFraction) {
    this.near = settings.thresholds().values();
    for (int k = 0; k < this.near.length; k++) {
      this.near[k] = Math.min(this.near[k], near);
    }
    stretch = Math.max(SHORTEST, settings.refractoryFrames());
    smoothing = settings.smoothing();
    detector = new IntegerDetector(settings, logitFraction);
  }

  /** The settings of a detector with one threshold for all words. */
  static IntegerDetectorSettings settings(
      boolean[] words, int threshold, int smoothing, int refractoryFrames) {
    int[] thresholds = new int[words.length];
    for (int k = 0; k < words.length; k++) {
      thresholds[k] = words[k] ? threshold : 0;
    }
    return new IntegerDetectorSettings(smoothing, refractoryFrames, new IntegerVector(thresholds));
  }

  /** Takes the next answer. */
  void accept(Answer answer) {
    int passed = Math.toIntExact(answer.frame() - before);
    alarms += detector.accept(passed, answer.logitUnits()) ? 1 : 0;
    before = answer.frame();
    if (last.size() == smoothing) {
      last.remove(0);
    }
    last.add(answer);
    int label = detector.label();
    int score = detector.score();
    if (near[label] == 0 || score < near[label]) {
      return;
    }
    int open = stretches.size() - 1;
    if (open < 0 || answer.frame() - first >= stretch) {
      first = answer.frame();
      stretches.add(new Stretch(label, score, mostCertain(label)));
    } else if (score > stretches.get(open).score()) {
      stretches.set(open, new Stretch(label, score, mostCertain(label)));
    }
  }

  private long mostCertain(int label) {
    Answer best = last.get(0);
    for (Answer answer : last) {
      if (answer.posteriorUnits()[label] >= best.posteriorUnits()[label]) {
        best = answer;
      }
    }
    return best.frame();
  }

  /** The stretches so far, by time. */
  List<Stretch> stretches() {
    return List.copyOf(stretches);
  }

  /** Detections so far. */
  int alarms() {
    return alarms;
  }
}
