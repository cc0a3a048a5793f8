package org.keyspike.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keyspike.cli.InputException;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.network.AtomicFiles;
import org.keyspike.simulator.Counts;

/**
 * What a run ends with: results.json.
 *
 * @param dataset what was learned and scored
 * @param seed of the recipe
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param rows float, pruned, folded, quantized, integer, simulator
 * @param agreement whether the last three said the same
 * @param image where the bytes of the image go, by kind
 * @param loadedBytes of the image, without names and provenance
 * @param cyclesPerFrame of the simulated machine
 */
public record Results(
    String dataset,
    long seed,
    String unit,
    List<Row> rows,
    Agreement agreement,
    Map<String, Long> image,
    long loadedBytes,
    CyclesPerFrame cyclesPerFrame) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One form of the network on the test part.
   *
   * @param stage which form
   * @param accuracy correct / count
   * @param correct right answers
   * @param count answers
   * @param interval lower and upper end of the accuracy's 95 % Wilson interval
   * @param bytes size: four bytes a parameter for float forms, the image file for the others
   * @param weights of all matrices
   * @param nonZeroWeights of them
   * @param encoderRate mean of the encoder's spikes, or null without any
   * @param rates mean of each layer's spikes
   */
  public record Row(
      String stage,
      double accuracy,
      int correct,
      int count,
      List<Double> interval,
      long bytes,
      long weights,
      long nonZeroWeights,
      Double encoderRate,
      List<Double> rates) {

    static Row of(String stage, Score score, long bytes, WeightCount weights) {
      Accuracy accuracy = score.accuracy();
      Accuracy.Interval interval = accuracy.interval();
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
          score.rates());
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
          outcome.firstMismatch());
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
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static Results read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), Results.class);
    } catch (JsonProcessingException e) {
      throw new InputException(file, e.getOriginalMessage(), "the results of a run");
    }
  }

  void write(Path file) throws IOException {
    AtomicFiles.write(file, JSON.writeValueAsBytes(this));
  }
}
