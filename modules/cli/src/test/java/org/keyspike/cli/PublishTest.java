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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

/** A published network can be used where the run is not. */
@Tag("slow")
class PublishTest {
  @TempDir Path folder;

  private TinyRun tiny;

  private JsonNode json(String... args) throws IOException {
    TinyRun.Said said =
        tiny.say(Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new));
    assertEquals(ExitCode.DONE, said.code(), said::err);
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void isUsedWithoutTraining() throws IOException {
    tiny = new TinyRun(folder, folder.resolve("cache"));
    TinyRun.sayPlain(
        "synthesize",
        "yes",
        "no",
        "up",
        "--out=" + folder.resolve("clips"),
        "--speakers=4,2,2",
        "--utterances=1");
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            dataset: {kind: speech-commands, folder: clips, words: [yes, no, up]}
            frontend: {bands: 12, gain: 8}
            network: {layers: [10, 8], readoutHidden: 6}
            training: {epochs: 2, batchSize: 6, learningRate: 0.01}
            compression:
              quantization: {epochs: 1, learningRate: 0.001}
            hardware: {knownAnswers: 2}
            """);
    Path run = tiny.run();
    JsonNode results = json("run", recipe.toString(), "--out=" + run);
    Path model = folder.resolve("models/words/small");
    TinyRun.Said said =
        TinyRun.sayPlain(
            "publish", run.toString(), "--out=" + model, "--data=" + folder.resolve("clips"));
    assertEquals(ExitCode.DONE, said.code(), said::err);
    for (Path file : List.of(model.resolve("recipe.yaml"), model.resolve("results.json"))) {
      assertFalse(Files.readString(file).contains(folder.toString()), "no place of this machine");
    }
    assertTrue(Files.readString(model.resolve("recipe.yaml")).contains("../../../clips"));
    String card = Files.readString(model.resolve("README.md"));
    assertTrue(card.contains("| simulator | "), card);
    assertTrue(card.contains("(yes no up)"), card);
    assertTrue(card.contains("`checkpoints/float.safetensors`, SHA-256 `"), card);
    assertEquals(results.at("/rows/4/correct"), json("evaluate", model.toString()).get("correct"));
    JsonNode verified = json("verify", model.toString());
    assertTrue(
        verified.get("identical").asBoolean() && verified.get("forwardCompared").asBoolean());
    assertEquals(2, verified.get("knownAnswers").asInt());
    String checkpoint = model.resolve("checkpoints/float.safetensors").toString();
    Path moved = Files.move(folder.resolve("clips"), folder.resolve("moved"));
    said = tiny.say("evaluate", checkpoint);
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("clips"), said::err);
    assertEquals(
        results.at("/rows/0/correct"),
        json("evaluate", checkpoint, "--set=dataset.folder=" + moved).get("correct"));
    // A run of its own goes on from the trained network.
    said =
        tiny.say(
            "compress",
            model.toString(),
            "--set=dataset.folder=" + moved,
            "--set=compression.quantization.weightBits=3");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.err().contains("train     unchanged, skipped"), said::err);
    assertTrue(said.err().contains("quantize  3 bits"), said::err);
  }

  @Test
  void whatIsNotThereIsNotPublished() {
    Path out = folder.resolve("out");
    TinyRun.Said said = TinyRun.sayPlain("publish", folder.toString(), "--out=" + out);
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("results"), said::err);
    assertFalse(Files.exists(out));
  }
}
