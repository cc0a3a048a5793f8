package org.keyspike.pipeline.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.evaluation.Interval;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;

/**
 * The detector of a run's image, and how it was chosen: detector.json.
 *
 * @param smoothing answers that posteriors are averaged over
 * @param refractoryFrames frames after a detection in which nothing is detected
 * @param falseAlarmsPerHour what was asked for; 0 if nothing was
 * @param chosen whether thresholds were chosen for that; else they are the recipe's
 * @param stream what the thresholds give on the validation stream; empty if there was none
 * @param classes each with its threshold, in the order of the logits
 * @param note why nothing was chosen although it was asked for
 * @param checkpoint SHA-256 of the file with the network that it is for, if there is one
 */
public record DetectorChoice(
    int smoothing,
    int refractoryFrames,
    double falseAlarmsPerHour,
    boolean chosen,
    Optional<Heard> stream,
    List<Row> classes,
    Optional<String> note,
    Optional<String> checkpoint) {
  public DetectorChoice {
    if (stream == null || classes == null || classes.isEmpty() || note == null) {
      throw new IllegalArgumentException("found no stream, classes or note");
    }
    classes = List.copyOf(classes);
    // Refuses what cannot stand in an image while the file's name is known.
    settings(smoothing, refractoryFrames, classes);
  }

  /**
   * A validation stream, as the detector hears it.
   *
   * @param sound without keywords that the words were laid into
   * @param hours of it, without the words
   * @param words of the validation part
   * @param missed those of them that were not detected
   * @param falseAlarms where no word was said
   * @param perHour those an hour
   * @param interval where their rate lies, at 95 %
   */
  public record Heard(
      String sound,
      double hours,
      int words,
      int missed,
      int falseAlarms,
      double perHour,
      Interval interval) {}

  /**
   * A class.
   *
   * @param name of it
   * @param threshold what its averaged posterior must reach, Q15: 32768 stands for 1; 0 if it is
   *     never detected
   * @param words of it in the validation stream
   * @param missed those of them that were not detected
   * @param missRate missed of the words; empty where none was said
   * @param falseAlarms detections of it where no word was said
   */
  public record Row(
      String name,
      int threshold,
      Optional<Integer> words,
      Optional<Integer> missed,
      Optional<Double> missRate,
      Optional<Integer> falseAlarms) {}

  /** The same for the network in a file of this SHA-256. */
  public DetectorChoice forCheckpoint(String hash) {
    return new DetectorChoice(
        smoothing,
        refractoryFrames,
        falseAlarmsPerHour,
        chosen,
        stream,
        classes,
        note,
        Optional.of(hash));
  }

  /** The threshold of the keywords, 0 to 1; the lowest if they differ. */
  public double threshold() {
    return Q15.lowest(settings());
  }

  /** The settings as they stand in the image. */
  public IntegerDetectorSettings settings() {
    return settings(smoothing, refractoryFrames, classes);
  }

  private static IntegerDetectorSettings settings(
      int smoothing, int refractoryFrames, List<Row> classes) {
    return new IntegerDetectorSettings(
        smoothing,
        refractoryFrames,
        new IntegerVector(classes.stream().mapToInt(Row::threshold).toArray()));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static DetectorChoice read(Path file) throws IOException {
    return JsonFile.read(file, DetectorChoice.class, "the detector of a run");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
