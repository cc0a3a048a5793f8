package org.keyspike.pipeline.recipe;

import java.util.List;
import java.util.stream.Stream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.SettingException;

/**
 * The settings by which the answers of a keyword network become detections: the recipe's {@code
 * detector}. They travel in the weight image; where every frame has a label, nothing uses them.
 *
 * @param smoothing answers that posteriors are averaged over, 1 to 255
 * @param refractoryMs after a detection, nothing is detected for so long: 0 to 3,600,000 ms, whole
 *     frames
 * @param threshold what the smoothed posterior of a class must reach where none is chosen, above 0,
 *     at most 1
 * @param falseAlarmsPerHour for which a threshold is chosen on a validation stream; 0 chooses none
 * @param smoothings to try on that stream beside {@code smoothing}, each once; empty for none
 */
public record DetectorSection(
    int smoothing,
    int refractoryMs,
    double threshold,
    double falseAlarmsPerHour,
    List<Integer> smoothings) {
  /** One frame, ms. */
  private static final int FRAME = 1_000 / FrontEndSettings.FRAME_RATE;

  private static final int LONGEST = 3_600_000;

  /**
   * @throws SettingException if a value is out of range
   */
  public DetectorSection {
    requireAnswers("smoothing", smoothing);
    smoothings = smoothings == null ? List.of() : List.copyOf(smoothings);
    smoothings.forEach(one -> requireAnswers("smoothings", one));
    if (smoothings.stream().distinct().count() != smoothings.size()) {
      throw new SettingException("smoothings", smoothings, "each once");
    }
    if (!smoothings.isEmpty() && falseAlarmsPerHour == 0) {
      throw new SettingException(
          "smoothings", smoothings, "none where no falseAlarmsPerHour is asked for");
    }
    if (refractoryMs < 0 || refractoryMs > LONGEST || refractoryMs % FRAME != 0) {
      throw new SettingException(
          "refractoryMs", refractoryMs, "a multiple of " + FRAME + " from 0 to " + LONGEST);
    }
    if (!(threshold > 0 && threshold <= 1)) {
      throw new SettingException("threshold", threshold, "above 0, at most 1");
    }
    if (!(falseAlarmsPerHour >= 0) || falseAlarmsPerHour == Double.POSITIVE_INFINITY) {
      throw new SettingException(
          "falseAlarmsPerHour", falseAlarmsPerHour, "0 for none, or a number above 0");
    }
  }

  /** A section that chooses no smoothing. */
  public DetectorSection(
      int smoothing, int refractoryMs, double threshold, double falseAlarmsPerHour) {
    this(smoothing, refractoryMs, threshold, falseAlarmsPerHour, List.of());
  }

  private static void requireAnswers(String field, int answers) {
    if (answers < 1 || answers > IntegerDetectorSettings.MOST_ANSWERS) {
      throw new SettingException(field, answers, "1 to " + IntegerDetectorSettings.MOST_ANSWERS);
    }
  }

  /** The same with one smoothing. */
  public DetectorSection with(int answers) {
    return new DetectorSection(answers, refractoryMs, threshold, falseAlarmsPerHour);
  }

  /** All smoothings to try. */
  public List<Integer> candidates() {
    return Stream.concat(Stream.of(smoothing), smoothings.stream()).distinct().toList();
  }

  /** The text that keys of stages are hashed from: as it was before there was a choice. */
  public String identity() {
    return RecordWriter.json(this, with(smoothing), List.of("/smoothings"));
  }

  /** R, frames. */
  public int refractoryFrames() {
    return refractoryMs / FRAME;
  }

  /** The threshold in Q15, at least 1. */
  public int thresholdQ15() {
    return Math.max(1, (int) Math.floor(threshold * IntegerDetectorSettings.ONE));
  }

  /** Whether thresholds are chosen. */
  public boolean chooses() {
    return falseAlarmsPerHour > 0;
  }
}
