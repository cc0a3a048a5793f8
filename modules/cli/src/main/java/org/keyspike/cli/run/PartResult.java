package org.keyspike.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.cli.InputException;
import org.keyspike.cli.JsonFile;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.Split;
import org.keyspike.network.AtomicFiles;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Heard;

/**
 * What one checkpoint of a run is worth on one part of its data set: a JSON file.
 *
 * @param dataset what was scored
 * @param data SHA-256 of its content
 * @param seed of the recipe
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param row accuracy and the rest
 */
public record PartResult(String dataset, String data, long seed, String unit, Results.Row row) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A result, with what it was counted from. */
  record Scored(PartResult result, Score score) {}

  /**
   * Scores a checkpoint of a run, by its name in the run folder.
   *
   * @param imageBytes size of the image of a checkpoint on the grid, or null before there is one
   */
  static Scored score(Run run, String name, Split split, Long imageBytes) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(run.folder().checkpoint(name));
    LabelledFeatures part = run.features().part(split);
    Score score = Score.of(run.engine(), checkpoint, Heard.by(checkpoint).of(part), run.phones());
    Results.Row row =
        Results.Row.of(
            stage(name, checkpoint),
            score,
            Phones.names(checkpoint.classes()),
            checkpoint.spec().format() == null
                ? (Long) ((long) Float.BYTES * checkpoint.parameters().size())
                : imageBytes,
            WeightCount.of(checkpoint));
    return new Scored(
        new PartResult(
            run.features().dataset().name(),
            run.features().store().contentHash(),
            run.recipe().seed(),
            unit(part),
            row),
        score);
  }

  /** What the answers to a part are counted in. */
  static String unit(LabelledFeatures part) {
    return part.frameWise() ? "frames" : "clips";
  }

  private static String stage(String name, Checkpoint checkpoint) {
    return checkpoint.spec().format() == null
        ? name
        : checkpoint.spec().format().weightBits() + "-bit";
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static PartResult read(Path file) throws IOException {
    return JsonFile.read(file, PartResult.class, "what a checkpoint scored");
  }

  void write(Path file) throws IOException {
    AtomicFiles.write(file, JSON.writeValueAsBytes(this));
  }
}
