package org.keyspike.pipeline.results;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;

/**
 * The result of one checkpoint of a run on one part of its data set: a JSON file.
 *
 * @param dataset what was scored
 * @param data SHA-256 of its content
 * @param seed of the recipe
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param row accuracy and the rest
 */
public record PartResult(String dataset, String data, long seed, String unit, Results.Row row) {
  /** What the answers to a part are counted in. */
  public static String unit(LabelledFeatures part) {
    return part.frameWise() ? "frames" : "clips";
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static PartResult read(Path file) throws IOException {
    return JsonFile.read(file, PartResult.class, "what a checkpoint scored");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
