package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;

/** Words of one's own, from the command line to the image, and what cannot be one. */
@Tag("slow")
class CustomRunTest {
  private static final String RECIPE =
      """
      dataset:
        kind: custom
        words: [hey robin, lights on]
        synthesis:
          trainSpeakers: 3
          validationSpeakers: 1
          testSpeakers: 1
          utterancesPerSpeaker: 1
          minSnrDb: 20
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1}
      frontend: {bands: 12, gain: 8}
      network: {layers: [8], readoutHidden: 6}
      training: {epochs: 1, batchSize: 6, learningRate: 0.01, threads: 1}
      compression:
        pruning: []
        quantization: {epochs: 1, learningRate: 0.001}
      hardware: {knownAnswers: 1}
      """;

  @TempDir Path folder;

  private TinyRun.Said run(String... more) throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    String[] all = new String[more.length + 3];
    all[0] = "run";
    all[1] = recipe.toString();
    all[2] = "--out=" + folder.resolve("run");
    System.arraycopy(more, 0, all, 3, more.length);
    return new TinyRun(folder, folder.resolve("cache")).say(all);
  }

  @Test
  void fromWordsAndRecordingsToTheImage() throws IOException {
    Path own = folder.resolve("own");
    for (String speaker : List.of("ann", "ben", "cem")) {
      Path clip = own.resolve("hey robin").resolve(speaker + "_nohash_0.wav");
      Files.createDirectories(clip.getParent());
      AudioFiles.writeWav(clip, new AudioClip(new float[8_000], 8_000));
    }
    String words = "--set=dataset.words=hey robin, blue kettle";
    TinyRun.Said said = run(words, "--set=dataset.recordings=" + own, "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.err().contains("clips of hey_robin 3, blue_kettle 0"), said::err);
    JsonNode results = new ObjectMapper().readTree(said.out());
    assertEquals(1, results.get("recorded").get("count").asInt());
    assertEquals(2, results.get("remarks").size());
    assertEquals(
        List.of("hey_robin", "blue_kettle", "_unknown_", "_silence_"),
        results.get("rows").get(0).get("classes").findValuesAsText("name"));
    TinyRun.Said again = run(words, "--set=dataset.recordings=" + own);
    assertTrue(again.out().contains("| _unknown_ "), again::out);
    assertTrue(again.out().contains("The 1 test clips that are recordings"), again::out);
    assertTrue(again.out().contains("Note: clips that are not recordings"), again::out);
    Path model = folder.resolve("models/blue");
    TinyRun.Said published =
        TinyRun.sayPlain(
            "publish", folder.resolve("run").toString(), "--out=" + model, "--data=" + own);
    assertEquals(ExitCode.DONE, published.code(), published::err);
    String recipe = Files.readString(model.resolve("recipe.yaml"));
    assertTrue(recipe.contains("recordings: \"../../own\""), recipe);
    for (Path file : List.of(model.resolve("recipe.yaml"), model.resolve("results.json"))) {
      assertFalse(Files.readString(file).contains(folder.toString()), "no place of this machine");
    }
    String card = Files.readString(model.resolve("README.md"));
    assertTrue(card.contains("which of its 2 words was spoken"), card);
    assertTrue(card.contains("or that none was"), card);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dataset.words=                  | dataset.words: found nothing
          dataset.words=[]                | dataset.words: found none, expected at least one
          dataset.words=stop,stop         | dataset.words: found [stop, stop], expected each once
          dataset.words=stop,unknown      | dataset.words: found "unknown", expected another word
          dataset.words=w*w               | dataset.words: found "w*w", expected letters and digits
          dataset.words=für               | dataset.words: found "für"
          dataset.words=sea,see           | found "sea" and "see", which sound the same
          dataset.words=turn all of the kitchen lights on | which takes
          dataset.recordings=/nowhere/own | /nowhere/own: folder: found nothing of this name
          dataset.negatives.perSpeaker=0  | perSpeaker: found 0
          dataset.negatives.words=stop!   | words: found "stop!"
          dataset.negatives=              | dataset.negatives: found nothing
          """)
  void wordsThatCannotBeSpotted(String set, String complaint) throws IOException {
    TinyRun.Said said = run("--set", set);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(complaint), said::err);
    assertEquals(
        1, said.err().lines().filter(line -> line.startsWith("keyspike: ")).count(), said::err);
    assertEquals("", said.out());
    String[] made = folder.resolve("cache").toFile().list();
    assertEquals(0, made == null ? 0 : made.length, "nothing half-made");
  }
}
