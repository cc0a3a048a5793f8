package org.keyspike.network;

import java.io.IOException;
import java.nio.file.Path;

/** A safetensors file that cannot be used: file, field, what was found, what would be right. */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  private final String field;

  public CheckpointException(Path file, String field, Object found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
