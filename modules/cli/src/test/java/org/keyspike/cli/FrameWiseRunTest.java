package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.network.Checkpoint;

/**
 * From a corpus in the layout of TIMIT to phone error rates and an image, like any other recipe.
 */
@Tag("slow")
class FrameWiseRunTest {
  private static final List<String> PHONES = List.of("aa", "iy", "s", "k");
  private static final int PHONE = 640;
  private static final int SENTENCES = 2;

  /** Of a sentence, with the silence at both ends. */
  private static final int SPOKEN = 6;

  @TempDir Path folder;

  /** Sentences of a speaker: every phone a tone of its own. */
  private void speaker(String place, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int sentence = 1; sentence <= SENTENCES; sentence++) {
      float[] sound = new float[PHONE * SPOKEN];
      StringBuilder marks = new StringBuilder();
      for (int i = 0; i < SPOKEN; i++) {
        boolean edge = i == 0 || i == SPOKEN - 1;
        int phone = random.nextInt(PHONES.size());
        for (int t = i * PHONE; t < (i + 1) * PHONE; t++) {
          double tone = Math.sin(t * 0.1 * (phone + 1)) / 2;
          sound[t] = (float) (edge ? 0 : tone + random.nextDouble(-0.05, 0.05));
        }
        marks.append(i * PHONE).append(' ').append((i + 1) * PHONE).append(' ');
        marks.append(edge ? "h#" : PHONES.get(phone)).append('\n');
      }
      Path file = folder.resolve("timit").resolve(place).resolve("SX" + sentence + ".WAV");
      Files.createDirectories(file.getParent());
      AudioFiles.writeWav(file, new AudioClip(sound, 16_000));
      Files.writeString(file.resolveSibling("SX" + sentence + ".PHN"), marks);
    }
  }

  private void speakers() throws IOException {
    speaker("TRAIN/DR1/FAAA0", 1);
    speaker("TRAIN/DR1/FBBB0", 2);
    speaker("TRAIN/DR2/MAAA0", 3);
    speaker("TRAIN/DR2/MBBB0", 4);
    speaker("TEST/DR1/FCCC0", 5);
  }

  private Path recipe(String classes) throws IOException {
    return Files.writeString(
        folder.resolve("recipe.yaml"),
        """
        dataset: {kind: timit, folder: %s, classes: %s}
        frontend: {bands: 12, gain: 8}
        network: {layers: [12, 12], timeSteps: 2}
        training: {epochs: 2, batchSize: 2, learningRate: 0.02}
        compression:
          pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
          quantization: {epochs: 1, learningRate: 0.001}
        """
            .formatted(folder.resolve("timit"), classes));
  }

  private static JsonNode answer(TinyRun.Said said) throws IOException {
    assertEquals(ExitCode.DONE, said.code(), said::err);
    return new ObjectMapper().readTree(said.out());
  }

  @ParameterizedTest
  @CsvSource({"48, 48", "1920, 1920"})
  void hearsPhones(String classes, int outputs) throws IOException {
    speakers();
    TinyRun tiny = new TinyRun(folder, folder.resolve("cache"));
    Path run = folder.resolve("run");
    JsonNode answer =
        answer(tiny.say("run", recipe(classes).toString(), "--out=" + run, "--json", "--quiet"));
    assertEquals("frames", answer.get("unit").asText());
    assertTrue(answer.at("/agreement/identical").asBoolean());
    for (String part : List.of("rows", "validation")) {
      for (JsonNode row : answer.get(part)) {
        assertEquals(48, row.get("classes").size(), "states count as their phones");
        double rate = row.get("phoneErrorRate").asDouble();
        assertTrue(rate > 0 && rate <= 2, row.get("stage") + ": " + rate);
        long errors = 0;
        for (String kind : List.of("substitutions", "deletions", "insertions")) {
          errors += row.at("/phoneErrors/" + kind).asLong();
        }
        assertEquals((double) errors / row.at("/phoneErrors/spoken").asLong(), rate);
      }
    }
    assertEquals(SENTENCES * SPOKEN, answer.at("/rows/0/phoneErrors/spoken").asInt());
    double ofImage = answer.at("/rows/5/phoneErrorRate").asDouble();
    assertEquals(ofImage, answer.at("/rows/3/phoneErrorRate").asDouble(), "QAT forward");
    JsonNode image = answer(tiny.say("evaluate", run.toString(), "--json"));
    assertEquals(ofImage, image.get("phoneErrorRate").asDouble());
    Path checkpoint = run.resolve("checkpoints/quantized.safetensors");
    JsonNode foreign =
        answer(
            tiny.say(
                "evaluate", checkpoint.toString(), "--data=" + folder.resolve("timit"), "--json"));
    assertEquals(ofImage, foreign.get("phoneErrorRate").asDouble());
    assertEquals(outputs, Checkpoint.read(checkpoint).classes().size());
    TinyRun.Said table = tiny.say("run", recipe(classes).toString(), "--out=" + run);
    assertTrue(table.out().contains("| phone error rate |"), table::out);
    assertTrue(table.err().contains("decode    unchanged, skipped"), table::err);
  }

  @Test
  void sweepsComparePhoneErrorRates() throws IOException {
    speakers();
    TinyRun.Said swept =
        new TinyRun(folder, folder.resolve("cache"))
            .say(
                "sweep",
                recipe("48").toString(),
                "--out=" + folder.resolve("sweep"),
                "--set=training.epochs=1",
                "--until=train");
    assertTrue(swept.out().contains("| test phone error rate |"), swept::out);
  }
}
