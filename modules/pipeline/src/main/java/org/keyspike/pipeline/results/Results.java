package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.simulator.Counts;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;

/**
 * The results of a run: results.json, whose keys are the components of these records, flat.
 *
 * @param origin what was scored, and what trained the network
 * @param rows on the test part: float, pruned, folded, quantized, integer, simulator
 * @param validation the checkpoints on the validation part, which chose the epochs
 * @param agreement whether the last three said the same
 * @param imageSize how large the image is
 * @param cyclesPerFrame of the simulated machine
 * @param recorded what the simulated machine scored on those test clips that are own recordings
 *     among synthesised ones, if there are any
 * @param remarks what people should know of the data, such as what a score on it does not say
 */
public record Results(
    @JsonUnwrapped Origin origin,
    List<Row> rows,
    List<Row> validation,
    Agreement agreement,
    @JsonUnwrapped ImageSize imageSize,
    CyclesPerFrame cyclesPerFrame,
    Optional<ScoredAccuracy> recorded,
    List<String> remarks) {

  /** Name of the integer network among the forms of a network. */
  public static final String INTEGER = "integer";

  /** Name of the simulated machine among them. */
  public static final String SIMULATOR = "simulator";

  public Results {
    if (rows == null || rows.isEmpty() || agreement == null || cyclesPerFrame == null) {
      throw new IllegalArgumentException("found no rows, agreement or cyclesPerFrame");
    }
    rows = List.copyOf(rows);
    validation = validation == null ? List.of() : List.copyOf(validation);
    // Results of before there were any have none.
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }

  /**
   * What was scored, and what trained the network.
   *
   * @param dataset what was learned and scored
   * @param data SHA-256 of its content
   * @param seed of the recipe
   * @param engine name and configuration of the one that trained the network last
   * @param unit what is counted: {@code clips} or {@code frames}
   */
  public record Origin(String dataset, String data, long seed, String engine, String unit) {}

  /**
   * How large the image is.
   *
   * @param image where its bytes go, by kind
   * @param loadedBytes of it, without names and provenance
   */
  public record ImageSize(Map<String, Long> image, long loadedBytes) {}

  /**
   * One form of the network on one part of the data.
   *
   * @param stage which form
   * @param score its accuracy
   * @param bytes size: four bytes a parameter for float forms, the image file for the others; none
   *     of a network on the grid before there is an image
   * @param weightCount weights of all matrices
   * @param encoderRate mean of the encoder's spikes, if it has any
   * @param rates mean of each layer's spikes
   * @param phones errors of decoded phones
   * @param classTable the score of each class
   */
  public record Row(
      String stage,
      @JsonUnwrapped ScoredAccuracy score,
      Optional<Long> bytes,
      @JsonUnwrapped WeightCount weightCount,
      Optional<Double> encoderRate,
      List<Double> rates,
      @JsonUnwrapped PhoneScore phones,
      @JsonUnwrapped ClassTable classTable) {
    public Row {
      if (stage == null || rates == null) {
        throw new IllegalArgumentException("found a row without stage or rates");
      }
    }

    /**
     * The row of a score.
     *
     * @param classes their names
     */
    public static Row of(
        String stage,
        Score score,
        List<String> classes,
        Optional<Long> bytes,
        WeightCount weights) {
      return new Row(
          stage,
          ScoredAccuracy.of(score),
          bytes,
          weights,
          score.encoderRate(),
          score.rates(),
          PhoneScore.of(score),
          ClassTable.of(score.confusion(), classes));
    }

    /** The accuracy and, where there is one, the phone error rate, for people. */
    public String scoreText() {
      return "accuracy "
          + score.text()
          + phones
              .phoneErrorRate()
              .map(rate -> String.format(Locale.ROOT, ", phone error rate %.4f", rate))
              .orElse("");
    }
  }

  /**
   * Whether front end, QAT forward, integer network, simulator and detector said the same.
   *
   * @param identical whether they did, number for number and count for count
   * @param mismatches numbers that differ
   * @param clips compared
   * @param frames compared
   * @param forwardPotentials membrane potentials of the QAT forward that were compared with the
   *     integer network's; empty in results of before they were
   * @param unpredicted clips whose counts on the machine are not those of the analytical timing
   *     model; empty in results of before they were judged
   * @param firstMismatch the first number that differs, for people, if there is one
   * @param numbers how many were compared, by kind; empty in results of before they were told
   */
  public record Agreement(
      boolean identical,
      long mismatches,
      long clips,
      long frames,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> forwardPotentials,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> unpredicted,
      Optional<String> firstMismatch,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AgreedNumbers> numbers) {

    /** The same of results of before numbers were told by their kind. */
    public Agreement(
        boolean identical,
        long mismatches,
        long clips,
        long frames,
        Optional<Long> forwardPotentials,
        Optional<Long> unpredicted,
        Optional<String> firstMismatch) {
      this(
          identical,
          mismatches,
          clips,
          frames,
          forwardPotentials,
          unpredicted,
          firstMismatch,
          Optional.empty());
    }

    /** What a test bench found. */
    public static Agreement of(TestBench.Outcome outcome) {
      return new Agreement(
          outcome.identical(),
          outcome.mismatches(),
          outcome.machine().clips(),
          outcome.machine().frames(),
          Optional.of(outcome.forward().potentials()),
          Optional.of((long) outcome.unpredicted()),
          outcome.firstMismatch(),
          Optional.of(AgreedNumbers.of(outcome)));
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

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
