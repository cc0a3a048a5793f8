package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.io.Assignment;
import org.keyspike.pipeline.recipe.Recipe;

class QuestionsFilesTest {
  static List<Path> questions() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../../recipes"))) {
      return files.filter(file -> file.toString().endsWith("questions.yaml")).sorted().toList();
    }
  }

  /** The recipe that questions are asked of stands in their comment. */
  @ParameterizedTest
  @MethodSource("questions")
  void everyQuestionHereCanBeAsked(Path file) throws IOException {
    Matcher asked = Pattern.compile("sweep recipes/\\S+/(\\S+)").matcher(Files.readString(file));
    assertTrue(asked.find(), file::toString);
    for (Map<String, Map<String, Object>> answers : Questions.read(file).questions().values()) {
      for (Map<String, Object> answer : answers.values()) {
        List<Assignment> values = new ArrayList<>();
        values.add(Assignment.parse("dataset.archive=x.tar.gz", "--set"));
        for (Map.Entry<String, String> value : Questions.values(answer).entrySet()) {
          values.add(Assignment.parse(value.getKey() + "=" + value.getValue(), "--set"));
        }
        assertNotNull(Recipe.read(file.resolveSibling(asked.group(1)), values));
      }
    }
  }
}
