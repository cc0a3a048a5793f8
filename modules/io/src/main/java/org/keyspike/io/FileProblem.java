package org.keyspike.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The reason of a file's failure in words: of some exceptions Java says the file and no more. */
public final class FileProblem {
  private static final String FULL = "No space left";

  private FileProblem() {}

  /** The reason without the file's name, as in "no permission to read or write it". */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException
        || e instanceof FileNotFoundException
            && String.valueOf(e.getMessage()).endsWith("(Permission denied)")) {
      return "no permission to read or write it";
    }
    if (e instanceof NotDirectoryException) {
      return "found a file, expected a folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already and is not a folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "links that lead round";
    }
    if (isFull(e)) {
      return "cannot be written, the disk is full";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** Whether there was no room on a disk. */
  public static boolean isFull(IOException e) {
    return String.valueOf(e.getMessage()).contains(FULL);
  }

  /** The same exception, with the file that it is about: streams do not say which disk is full. */
  public static IOException of(Path file, IOException e) {
    if (e instanceof FileSystemException || !isFull(e)) {
      return e;
    }
    IOException named = new FileSystemException(file.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }
}
