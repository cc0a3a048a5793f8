package org.keyspike.pipeline.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.datasets.Dataset;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.simulator.Counts;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;

/**
 * What a run ends with: results.json.
 *
 * @param dataset what was learned and scored
 * @param data SHA-256 of its content
 * @param seed of the recipe
 * @param engine name and configuration of the one that trained the network last
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param rows on the test part: float, pruned, folded, quantized, integer, simulator
 * @param validation the checkpoints on the validation part, which chose the epochs
 * @param agreement whether the last three said the same
 * @param image where the bytes of the image go, by kind
 * @param loadedBytes of the image, without names and provenance
 * @param cyclesPerFrame of the simulated machine
 * @param recorded what the simulated machine scored on those test clips that are own recordings
 *     among synthesised ones, or null without any
 * @param remarks what people should know of the data, such as what a score on it does not say; null
 *     in results of before there were any
 */
public record Results(
    String dataset,
    String data,
    long seed,
    String engine,
    String unit,
    List<Row> rows,
    List<Row> validation,
    Agreement agreement,
    Map<String, Long> image,
    long loadedBytes,
    CyclesPerFrame cyclesPerFrame,
    Recorded recorded,
    List<String> remarks) {

  /** Name of the integer network among the forms of a network. */
  public static final String INTEGER = "integer";

  /** Name of the simulated machine among them. */
  public static final String SIMULATOR = "simulator";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Results {
    if (rows == null || rows.isEmpty() || agreement == null || cyclesPerFrame == null) {
      throw new IllegalArgumentException("found no rows, agreement or cyclesPerFrame");
    }
    rows = List.copyOf(rows);
  }

  /**
   * One form of the network on the test part.
   *
   * @param stage which form
   * @param accuracy correct / count
   * @param correct right answers
   * @param count answers
   * @param interval lower and upper end of the accuracy's 95 % interval: Wilson's of clips, the
   *     bootstrap's over clips where frames are counted
   * @param bytes size: four bytes a parameter for float forms, the image file for the others; null
   *     of a network on the grid before there is an image
   * @param weights of all matrices
   * @param nonZeroWeights of them
   * @param encoderRate mean of the encoder's spikes, or null without any
   * @param rates mean of each layer's spikes
   * @param phoneErrorRate errors of the phones decoded by phones said, or null where none are
   * @param phoneErrors of which kind they are, or null
   * @param classes the score of each class
   * @param confusion how often each true class (row) was predicted as each class (column)
   */
  public record Row(
      String stage,
      double accuracy,
      int correct,
      int count,
      List<Double> interval,
      Long bytes,
      long weights,
      long nonZeroWeights,
      Double encoderRate,
      List<Double> rates,
      Double phoneErrorRate,
      PhoneErrors phoneErrors,
      List<ClassScore> classes,
      List<List<Integer>> confusion) {
    public Row {
      if (stage == null || interval == null || interval.size() != 2 || rates == null) {
        throw new IllegalArgumentException(
            "found a row without stage, interval of two ends or rates");
      }
      if (confusion != null && !square(confusion, classes)) {
        throw new IllegalArgumentException("found another number of classes than of confusions");
      }
    }

    private static boolean square(List<List<Integer>> counts, List<ClassScore> classes) {
      return classes != null
          && counts.size() == classes.size()
          && counts.stream().allMatch(row -> row.size() == classes.size());
    }

    /** The accuracy with its interval, for people. */
    public String accuracyText() {
      return String.format(
          Locale.ROOT, "%.4f (%.4f–%.4f)", accuracy, interval.get(0), interval.get(1));
    }

    /** The accuracy and, where there is one, the phone error rate, for people. */
    public String scoreText() {
      String accuracies = "accuracy " + accuracyText();
      return phoneErrorRate == null
          ? accuracies
          : accuracies + String.format(Locale.ROOT, ", phone error rate %.4f", phoneErrorRate);
    }

    public static Row of(
        String stage, Score score, List<String> classes, Long bytes, WeightCount weights) {
      Accuracy accuracy = score.accuracy();
      Interval interval = score.interval();
      return new Row(
          stage,
          accuracy.value(),
          accuracy.correct(),
          accuracy.count(),
          List.of(interval.lower(), interval.upper()),
          bytes,
          weights.all(),
          weights.nonZero(),
          score.encoderRate(),
          score.rates(),
          score.phoneErrors() == null ? null : score.phoneErrors().rate(),
          score.phoneErrors(),
          ClassScore.of(score.confusion(), classes),
          score.confusion().rows());
    }
  }

  /**
   * Whether QAT forward, integer network and simulator said the same.
   *
   * @param identical whether they did
   * @param mismatches numbers that differ
   * @param clips compared
   * @param frames compared
   * @param firstMismatch the first, for people, or null
   */
  public record Agreement(
      boolean identical, long mismatches, long clips, long frames, String firstMismatch) {

    /** What a test bench found. */
    public static Agreement of(TestBench.Outcome outcome) {
      return new Agreement(
          outcome.identical(),
          outcome.mismatches(),
          outcome.machine().clips(),
          outcome.machine().frames(),
          outcome.firstMismatch().orElse(null));
    }
  }

  /**
   * Cycles that the machine took.
   *
   * @param mean over all frames
   * @param max the worst frame, by which real time is judged
   */
  public record CyclesPerFrame(double mean, long max) {
    /** The cycles of counts. */
    public static CyclesPerFrame of(Counts counts) {
      return new CyclesPerFrame(counts.meanCyclesPerFrame(), counts.maxCyclesPerFrame());
    }
  }

  /**
   * The score of a part of the test clips.
   *
   * @param accuracy correct / count
   * @param correct right answers
   * @param count clips
   * @param interval lower and upper end of the accuracy's 95 % interval, Wilson's
   */
  public record Recorded(double accuracy, int correct, int count, List<Double> interval) {
    /** The score of the recorded clips, or null if there is none. */
    public static Recorded of(Score score) {
      List<ClipAnswer> clips =
          score.clips().stream().filter(clip -> Dataset.recorded(clip.clip())).toList();
      if (clips.isEmpty()) {
        return null;
      }
      int correct = clips.stream().mapToInt(clip -> clip.accuracy().correct()).sum();
      Accuracy recorded = new Accuracy(correct, clips.size());
      Interval interval = recorded.interval();
      return new Recorded(
          recorded.value(),
          recorded.correct(),
          recorded.count(),
          List.of(interval.lower(), interval.upper()));
    }
  }

  /** The last form of the network: the image on the simulated machine. */
  public Row last() {
    return rows.get(rows.size() - 1);
  }

  /** The row of one form of the network on the test part. */
  public Row row(String stage) {
    return rows.stream().filter(row -> row.stage.equals(stage)).findFirst().orElseThrow();
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static Results read(Path file) throws IOException {
    return JsonFile.read(file, Results.class, "the results of a run");
  }

  public void write(Path file) throws IOException {
    AtomicFiles.write(file, JSON.writeValueAsBytes(this));
  }
}
