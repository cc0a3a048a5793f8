package org.keyspike.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;

/** JSON files that a run leaves, written and read back: an empty Optional is null in them. */
public final class JsonFile {
  private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @param what it should be, as in "the results of a run"
   * @throws InputException with line and column if it holds something else
   */
  public static <T> T read(Path file, Class<T> type, String what) throws IOException {
    InputException.requireNoPipe(file, what);
    try {
      T value = JSON.readValue(file.toFile(), type);
      if (value == null) {
        throw new InputException(file, "null", what);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw wrong(file.toString(), e, 1, what);
    }
  }

  /** Writes a file, indented for people. */
  public static void write(Path file, Object record) throws IOException {
    AtomicFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
  }

  /**
   * Reads one line of a file that has an object on every line.
   *
   * @param number of the line, from 1
   * @throws InputException with line and column if it holds something else
   */
  public static <T> T readLine(Path file, int number, String line, Class<T> type, String what)
      throws IOException {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw wrong(file.toString(), e, number, what);
    }
  }

  private static InputException wrong(
      String file, JsonProcessingException e, int firstLine, String what) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? file : file + ":" + (firstLine - 1 + at.getLineNr()) + ":" + at.getColumnNr();
    // Marks of other places are said as such, without what Jackson says of sources it does not
    // show.
    String problem =
        e.getOriginalMessage()
            .replaceAll("\\[Source: .*?; line: (\\d+), column: (\\d+)]", "line $1, column $2");
    return new InputException(place, problem, what);
  }
}
