package org.keyspike.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The golden values: test resources of this module, or files of the same names in the folder that
 * the system property {@code keyspike.reference} names.
 */
public final class Golden {
  private static final String ENDING = ".safetensors";

  private Golden() {}

  /** Reads one case, such as {@code "encoder0"}. */
  public static Safetensors read(String name) {
    return read(name, !folder().isEmpty());
  }

  /**
   * Reads a case that this repository has made itself, by a script beside it: from the folder only
   * if it has one of that name.
   */
  public static Safetensors own(String name) {
    return read(name, !folder().isEmpty() && Files.exists(Path.of(folder(), name + ENDING)));
  }

  private static String folder() {
    return System.getProperty("keyspike.reference", "");
  }

  private static Safetensors read(String name, boolean fromFolder) {
    String file = name + ENDING;
    try {
      if (fromFolder) {
        return Safetensors.read(Path.of(folder(), file));
      }
      Path copy = Files.createTempFile(name, ".safetensors");
      try (InputStream in = Golden.class.getResourceAsStream("/reference/" + file)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return Safetensors.read(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
