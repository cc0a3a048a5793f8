package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.SettingException;

/**
 * The description of a published data set: a YAML file in the folder {@code datasets}.
 *
 * @param title what it is
 * @param licence under what terms
 * @param kind how it is read: {@code dataset.kind} of a recipe
 * @param layout what is where in it
 * @param obtain how to get it, if it cannot be downloaded; then there is no url, bytes, sha256
 * @param url where it can be downloaded
 * @param bytes size of the archive
 * @param sha256 of the archive, in hexadecimal
 * @param from names of the data sets whose archives hold its clips, if a {@link ClipList} of the
 *     same name picks it out of them; else none
 */
public record DatasetDescriptor(
    String title,
    String licence,
    String kind,
    String layout,
    String obtain,
    URI url,
    long bytes,
    String sha256,
    List<String> from) {

  private static final String EXTENSION = ".yaml";

  /** What cannot be downloaded has no size. */
  private static final String DEFAULTS = "bytes: 0";

  public DatasetDescriptor {
    from = from == null ? List.of() : List.copyOf(from);
    requireText("title", title);
    requireText("licence", licence);
    requireText("kind", kind);
    requireText("layout", layout);
    if (url == null) {
      requireText("obtain", obtain);
    } else {
      if (url.getPath() == null || !url.getPath().matches("(?:/.*)?/[^/]+")) {
        throw new SettingException("url", url, "the address of a file");
      }
      if (bytes < 1) {
        throw new SettingException("bytes", bytes, "the archive's size");
      }
      if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
        throw new SettingException("sha256", sha256, "64 hexadecimal digits, lower case");
      }
    }
  }

  /** Whether it can be downloaded. */
  public boolean fetchable() {
    return url != null;
  }

  /** The name of the archive: the last part of its address. */
  public String fileName() {
    return Path.of(url.getPath()).getFileName().toString();
  }

  /**
   * The descriptor of this name in a folder.
   *
   * @throws InputException if there is none, naming those there are, or it is not as it should be
   */
  public static DatasetDescriptor find(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + EXTENSION);
    if (!name.matches("[\\w.-]+") || !Files.isRegularFile(file)) {
      throw new InputException(
          folder, "data set", name, "one of " + String.join(", ", names(folder)));
    }
    return read(file);
  }

  /**
   * Reads a descriptor.
   *
   * @throws InputException if it is not YAML, has an unknown key, or lacks one
   */
  public static DatasetDescriptor read(Path file) throws IOException {
    return RecordBinder.read(file, DEFAULTS, DatasetDescriptor.class);
  }

  /**
   * The list of clips beside a descriptor.
   *
   * @param folder of descriptors
   * @param name of the data set
   */
  public static Path list(Path folder, String name) {
    return folder.resolve(name + ".tsv");
  }

  private static void requireText(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new SettingException(key, null, "a line of text");
    }
  }

  private static List<String> names(Path folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          names.add(name.substring(0, name.length() - EXTENSION.length()));
        }
      }
    }
    return List.copyOf(names);
  }
}
