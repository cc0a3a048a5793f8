package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.SettingException;

/**
 * The questions that are asked of a recipe: a YAML file. Every answer to a question lays values
 * over the recipe; the others are compared with the first.
 *
 * @param seeds of every answer
 * @param questions question → answer → key path → value
 */
public record Questions(List<Long> seeds, Map<String, Map<String, Map<String, Object>>> questions) {
  public Questions {
    if (seeds == null || seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
      throw new SettingException("seeds", seeds, "integers, at least one, each once");
    }
    if (questions == null || questions.isEmpty()) {
      throw new SettingException("questions", null, "at least one");
    }
    questions.forEach(
        (question, answers) -> {
          if (answers.size() < 2) {
            throw new SettingException("questions." + question, "one answer", "at least two");
          }
        });
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   * @throws IOException if the file cannot be read
   */
  public static Questions read(Path file) throws IOException {
    return RecordBinder.read(file, "", Questions.class);
  }

  /** What an answer lays over the recipe: key path → YAML text. */
  public static Map<String, String> values(Map<String, Object> answer) {
    Map<String, String> values = new LinkedHashMap<>();
    answer.forEach(
        (key, value) ->
            values.put(key, value instanceof String text ? text : RecordWriter.json(value)));
    return values;
  }
}
