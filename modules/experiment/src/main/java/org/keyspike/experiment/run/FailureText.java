package org.keyspike.experiment.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
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
      return file.getFile() + ": " + reason(file);
    }
    if (isFull(e)) {
      return "the disk is full: " + e.getMessage();
    }
    if (e instanceof FileNotFoundException || e.getMessage() != null) {
      return e.getMessage();
    }
    return e.toString();
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission to read or write it";
    }
    if (e instanceof NotDirectoryException) {
      return "found a file, expected a folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already and is not a folder";
    }
    return isFull(e) ? "cannot be written, the disk is full" : String.valueOf(e.getReason());
  }

  private static boolean isFull(IOException e) {
    return String.valueOf(e.getMessage()).contains("No space left");
  }
}
