package org.keyspike.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.FitException;
import org.keyspike.training.DivergedException;

/**
 * What went wrong, in one line.
 *
 * @param exitCode {@link ExitCode#BAD_INPUT} or {@link ExitCode#INTERNAL}
 * @param line for people
 */
record Failure(int exitCode, String line) {

  /** What to say of an exception. */
  static Failure of(Throwable thrown) {
    Throwable cause = thrown instanceof UncheckedIOException wrapped ? wrapped.getCause() : thrown;
    if (cause instanceof IOException io) {
      return new Failure(ExitCode.BAD_INPUT, oneLine(ofFiles(io)));
    }
    if (cause instanceof SpecException
        || cause instanceof FitException
        || cause instanceof DivergedException) {
      return new Failure(ExitCode.BAD_INPUT, oneLine(cause.getMessage()));
    }
    if (cause instanceof OutOfMemoryError) {
      return new Failure(
          ExitCode.INTERNAL,
          "out of memory: "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB of heap do not suffice; a smaller training.batchSize, or KEYSPIKE_OPTS=-Xmx… with"
              + " more, would help");
    }
    return new Failure(ExitCode.INTERNAL, oneLine("internal error: " + cause));
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

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
