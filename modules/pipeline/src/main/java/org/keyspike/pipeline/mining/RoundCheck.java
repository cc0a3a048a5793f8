package org.keyspike.pipeline.mining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;

/**
 * The end of a round of mining.
 *
 * @param round counted from 1
 * @param after what the network was worth on the validation stream, if that was counted
 */
public record RoundCheck(int round, Optional<ValidationAlarms> after) {
  public RoundCheck {
    if (after == null) {
      throw new IllegalArgumentException("found no after");
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static RoundCheck read(Path file) throws IOException {
    return JsonFile.read(file, RoundCheck.class, "the end of a round of mining");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
