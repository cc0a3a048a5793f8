package org.keyspike.datasets.fetch;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keyspike.io.InputException;

/**
 * What is known of a published data set: a YAML file in the folder {@code datasets}.
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
 *     same name picks it out of them
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
  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(DatasetDescriptor.class);

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
    DatasetDescriptor descriptor;
    try {
      descriptor = READER.readValue(file.toFile());
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new InputException(file, "key", e.getPropertyName(), "one of " + known).because(e);
    } catch (JsonMappingException e) {
      String key =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      throw new InputException(
              file, key.isEmpty() ? "content" : key, oneLine(e), "a data set descriptor")
          .because(e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InputException(
              file, at == null ? "content" : "line " + at.getLineNr(), oneLine(e), "YAML")
          .because(e);
    }
    return descriptor.checked(file);
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

  private DatasetDescriptor checked(Path file) throws InputException {
    checkPresent(file, "title", title);
    checkPresent(file, "licence", licence);
    checkPresent(file, "kind", kind);
    checkPresent(file, "layout", layout);
    if (!fetchable()) {
      checkPresent(file, "obtain", obtain);
      return this;
    }
    if (url.getPath() == null || !url.getPath().matches("(?:/.*)?/[^/]+")) {
      throw new InputException(file, "url", url.toString(), "the address of a file");
    }
    if (bytes < 1) {
      throw new InputException(file, "bytes", String.valueOf(bytes), "the archive's size");
    }
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      throw new InputException(
          file, "sha256", String.valueOf(sha256), "64 hexadecimal digits, lower case");
    }
    return this;
  }

  private static void checkPresent(Path file, String key, String value) throws InputException {
    if (value == null || value.isBlank()) {
      throw new InputException(file, key, "nothing", "a line of text");
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

  private static String oneLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("damage");
  }
}
