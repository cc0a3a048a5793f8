package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

/** {@code adapt}: from a finished run and recordings to an image of its own. */
@Tag("slow")
class AdaptCommandTest {
  private static final String RECIPE =
      """
      dataset:
        kind: custom
        words: [computer]
        synthesis: {trainSpeakers: 2, validationSpeakers: 1, testSpeakers: 1, utterancesPerSpeaker: 1, minSnrDb: 20}
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1, words: []}
      frontend: {bands: 12, gain: 8}
      network: {layers: [8], readoutHidden: 6}
      training: {epochs: 1, batchSize: 6, learningRate: 0.01, threads: 1}
      compression:
        pruning: []
        quantization: {epochs: 1, learningRate: 0.001}
      hardware: {knownAnswers: 2}
      adaptation: {epochs: 1, clips: 12}
      """;

  @TempDir Path folder;

  @Test
  void aFinishedRunIsAdaptedBesideItself() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    Path recipe = Files.writeString(folder.resolve("words.yaml"), RECIPE);
    Path run = folder.resolve("run");
    Path own = recordings();
    refused(tiny, "no run", run.toString(), "--recordings=" + own);
    assertEquals(
        ExitCode.DONE, tiny.say("run", recipe.toString(), "--out=" + run, "--quiet").code());

    TinyRun.Said said =
        tiny.say("adapt", run.toString(), "--recordings=" + own, "--layers=last", "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertEquals(run + "-adapted", answer.get("run").asText());
    assertEquals("last", answer.at("/adaptation/layers").asText());
    assertEquals(2, answer.at("/adaptation/learned").asInt());
    assertEquals(2, answer.at("/adaptation/speakers/0/clips").asInt());
    assertTrue(answer.at("/agreement/identical").asBoolean());
    assertTrue(Files.exists(Path.of(run + "-adapted", "report.html")));
    assertFalse(Files.exists(run.resolve("adaptation.json")));

    TinyRun.Said text = tiny.say("adapt", run.toString(), "--recordings=" + own, "--layers=last");
    assertTrue(text.out().contains("speaker "), text::out);
    assertTrue(text.out().contains("recorded test clips, right before"), text::out);
    assertTrue(text.err().contains("adapt     unchanged, skipped"), text::err);

    refused(tiny, "another folder", run.toString(), "--recordings=" + own, "--out=" + run);
    refused(tiny, "nothing of this name", run.toString(), "--recordings=" + folder.resolve("no"));
    refused(tiny, "have changed since", run.toString(), "--recordings=" + own, "--seed=7");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(tiny, "a folder of .wav", run.toString(), "--recordings=" + empty);
  }

  /** Three people say the word and another, recorded as a person would. */
  private Path recordings() throws IOException {
    Path own = folder.resolve("own recordings: #1");
    for (String speaker : List.of("anna", "ben", "carl")) {
      TinyRun.Said said =
          RecordCommandTest.record(
              own,
              RecordCommandTest.raw(RecordCommandTest.sound(2, 16_000)),
              "--words=computer,hello",
              "--speaker=" + speaker,
              "--takes=1",
              "--wav=-");
      assertEquals(ExitCode.DONE, said.code(), said::err);
    }
    return own;
  }

  private static void refused(TinyRun tiny, String complaint, String... options)
      throws IOException {
    List<String> args = new ArrayList<>(List.of("adapt"));
    args.addAll(List.of(options));
    TinyRun.Said said = tiny.say(args.toArray(String[]::new));
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(complaint), said::err);
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("keyspike:")).count());
  }
}
