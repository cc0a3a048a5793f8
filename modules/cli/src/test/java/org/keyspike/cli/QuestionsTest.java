package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.sweep.Questions;
import org.keyspike.io.Assignment;
import org.keyspike.pipeline.recipe.Recipe;

/** {@code sweep --questions}. */
@Tag("slow")
class QuestionsTest {
  private static final String ASKED =
      """
      seeds: [1, 2]
      questions:
        encoder:
          step-forward: {encoder.kind: step-forward}
          learned: {}
        rule:
          bptt: {}
          dfa: {training.rule: dfa-trace, training.learningRate: 0.02}
      """;

  @TempDir Path folder;

  private TinyRun.Said ask(String text, String... more) throws IOException {
    TinyRun tiny = new TinyRun(folder);
    Path asked = Files.writeString(folder.resolve("asked.yaml"), text);
    return tiny.say(
        Stream.concat(
                Stream.of(
                    "sweep",
                    tiny.recipe().toString(),
                    "--questions=" + asked,
                    "--out=" + folder.resolve("sweep"),
                    "--set=training.epochs=1",
                    "--until=train"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void answersAllInOneTable() throws IOException {
    TinyRun.Said said = ask(ASKED, "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answers = new ObjectMapper().readTree(said.out()).get("answers");
    assertEquals(4, answers.size());
    assertTrue(answers.get(0).get("againstFirst").isNull());
    assertEquals(
        "[1,2]", answers.get(1).at("/againstFirst/seeds").toString(), "against step-forward");
    assertTrue(answers.get(0).at("/insight/probe").isNull(), "nothing was learned to be probed");
    assertTrue(answers.get(1).at("/insight/probe").isNumber());
    assertTrue(answers.get(3).at("/insight/operations").asDouble() > 0);
    assertEquals(answers.get(1).get("runs"), answers.get(2).get("runs"), "they share their runs");
    assertNotEquals(answers.get(2).get("runs"), answers.get(3).get("runs"));
    try (Stream<Path> files = Files.walk(folder.resolve("sweep"))) {
      assertEquals(6, files.filter(f -> f.endsWith("checkpoints/float.safetensors")).count());
    }
    for (String file : List.of("questions.md", "accuracy.png", "operations.png", "choice.json")) {
      assertTrue(Files.size(folder.resolve("sweep").resolve(file)) > 0, file);
    }
    TinyRun.Said again = ask(ASKED);
    assertTrue(again.err().contains("learn     6 of 6 unchanged, skipped"), again::err);
    assertTrue(again.err().lines().noneMatch(line -> line.startsWith("analyse")), again::err);
    assertEquals(
        Files.readString(folder.resolve("sweep/questions.md")).strip(), again.out().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [] | seeds: found []",
        "seeds: [1, 1] | seeds: found [1, 1]",
        "sedes: [1] | sedes: no such key; the nearest is seeds",
        "seeds: [1] | questions: found nothing",
        "'seeds: [1]\nquestions: {a: {b: {}}}' | questions.a: found one answer",
        "'seeds: [1]\nquestions: {a: {b: {}, c: {encoder.kid: direct}}}' | encoder.kid: no such key",
        "'seeds: [1]\nquestions: {a: {b: {}, c: {training.epochs: many}}}' | training.epochs"
      })
  void badQuestionsAreRefused(String text, String expected) throws IOException {
    TinyRun.Said said = ask(text);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertTrue(said.err().contains(expected.strip()), said::err);
    assertEquals(1, said.err().lines().count(), said::err);
  }

  @Test
  void theShippedQuestionsCanBeAsked() throws IOException {
    Path recipes = Path.of("../../recipes/gsc-mini");
    Questions asked = Questions.read(recipes.resolve("questions.yaml"));
    assertEquals(5, asked.seeds().size());
    for (var question : asked.questions().values()) {
      for (var answer : question.values()) {
        List<Assignment> all =
            Stream.concat(
                    Stream.of(new Assignment("dataset.folder", "x", "test")),
                    Questions.values(answer).entrySet().stream()
                        .map(v -> new Assignment(v.getKey(), v.getValue(), "test")))
                .toList();
        Recipe.read(recipes.resolve("recipe.yaml"), all);
      }
    }
  }
}
