package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.evaluation.ClipComparison;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.verification.Score;

/**
 * The ledger of a compression: what each stage cost and saved, on the same test clips: ledger.json.
 *
 * @param dataset what was scored
 * @param data SHA-256 of its content
 * @param seed of the recipe
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param stages float first, image last
 * @param savings from float to image
 */
public record CompressionLedger(
    String dataset, String data, long seed, String unit, List<Entry> stages, Savings savings) {
  /** Name of the stage that is the image on the simulated machine. */
  public static final String IMAGE = "image";

  public CompressionLedger {
    if (stages == null
        || savings == null
        || stages.stream().noneMatch(entry -> IMAGE.equals(entry.stage))) {
      throw new IllegalArgumentException("found no stage image or no savings");
    }
    stages = List.copyOf(stages);
  }

  /**
   * One stage. Work is in million synaptic operations a second, as {@link SynapticOperations}
   * defines them.
   *
   * @param stage float, pruned (with a number before the last), folded, 4-bit, integer, image
   * @param what a pruning took away; nothing of other stages
   * @param score its accuracy
   * @param againstFloat the paired difference to float over the same clips, by speaker where
   *     speakers are known; nothing of float
   * @param parameters numbers that the network has
   * @param weightCount weights of all matrices
   * @param size how large it is
   * @param work what it computes
   * @param encoderRate mean of the encoder's spikes, if it has any
   * @param spikeRates mean of each layer's spikes
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Entry(
      String stage,
      Optional<String> what,
      @JsonUnwrapped ScoredAccuracy score,
      Optional<Verdict> againstFloat,
      long parameters,
      @JsonUnwrapped WeightCount weightCount,
      @JsonUnwrapped Size size,
      @JsonUnwrapped SynapticOperations work,
      Optional<Double> encoderRate,
      List<Double> spikeRates) {
    public Entry {
      if (stage == null || spikeRates == null) {
        throw new IllegalArgumentException("found a stage without name or spikeRates");
      }
    }

    /**
     * An entry.
     *
     * @param row what it scored
     * @param work what it costs
     */
    public static Entry of(
        String stage,
        Optional<String> what,
        Results.Row row,
        Optional<Verdict> againstFloat,
        long parameters,
        Size size,
        SynapticOperations work) {
      return new Entry(
          stage,
          what,
          row.score(),
          againstFloat,
          parameters,
          row.weightCount(),
          size,
          work,
          row.encoderRate(),
          row.rates());
    }
  }

  /**
   * How large a stage is.
   *
   * @param bits by what they are for: their sum is 8 · bytes
   * @param bytes four a parameter for float stages, the image file for the others
   * @param loadedBytes of them, without class names and provenance
   */
  public record Size(Map<String, Long> bits, long bytes, long loadedBytes) {
    public Size {
      if (bits == null) {
        throw new IllegalArgumentException("found a stage without bits");
      }
    }

    /** Of float32 numbers. */
    public static Size ofFloats(long parameters) {
      long bytes = Float.BYTES * parameters;
      return new Size(Map.of("parameters", Byte.SIZE * bytes), bytes, bytes);
    }
  }

  /**
   * From float to image.
   *
   * @param bytes the part of the bytes that is gone
   * @param work the part of float's dense work that the image does not do
   * @param pruningFactor how many times less work the weights leave that are not 0
   * @param zeroSkippingFactor how many times less of that the spikes leave
   * @param accuracyPoints percentage points of accuracy lost
   */
  public record Savings(
      double bytes,
      double work,
      double pruningFactor,
      double zeroSkippingFactor,
      double accuracyPoints) {

    /** What one stage saves against another. */
    public static Savings of(Entry from, Entry to) {
      return new Savings(
          1 - (double) to.size.bytes / from.size.bytes,
          1 - to.work.effective() / from.work.dense(),
          from.work.dense() / to.work.nonZero(),
          to.work.nonZero() / to.work.effective(),
          100 * (from.score.accuracy() - to.score.accuracy()));
    }
  }

  /** A form of the network against float on the same clips. */
  public static Verdict againstFloat(Score floats, Score other) {
    return Verdict.of(ClipComparison.of(floats.clipScores(), other.clipScores()));
  }

  /** The entry of a stage. */
  public Entry stage(String name) {
    return stages.stream().filter(entry -> entry.stage.equals(name)).findFirst().orElseThrow();
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static CompressionLedger read(Path file) throws IOException {
    return JsonFile.read(file, CompressionLedger.class, "the ledger of a compression");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
