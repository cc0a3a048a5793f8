package org.keyspike.experiment.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.keyspike.io.FileProblem;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.FitException;
import org.keyspike.training.DivergedException;

/** The text of a failure for people, in one line, the same wherever a run is done. */
public final class FailureText {
  private FailureText() {}

  /** The line of a failure that is the input's, the disk's or the recipe's; empty for a defect. */
  public static Optional<String> of(Throwable cause) {
    if (cause instanceof IOException io) {
      return Optional.of(oneLine(ofFiles(io)));
    }
    boolean explained =
        cause instanceof SpecException
            || cause instanceof FitException
            || cause instanceof DivergedException;
    return explained ? Optional.of(oneLine(cause.getMessage())) : Optional.empty();
  }

  /** A text with its line breaks as semicolons. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private static String ofFiles(IOException e) {
    if (e instanceof FileSystemException file && file.getFile() != null) {
      return file.getFile() + ": " + FileProblem.reason(file);
    }
    if (FileProblem.isFull(e)) {
      return "the disk is full: " + e.getMessage();
    }
    if (e instanceof FileNotFoundException || e.getMessage() != null) {
      return e.getMessage();
    }
    return e.toString();
  }
}
