package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.network.Checkpoint;

/** Every kind of pruning in one recipe, down to the image and its ledger. */
@Tag("slow")
class CompressTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRUNING =
      "compression.pruning=[{kind: neurons, sparsity: 0.4, multipleOf: 2, saliency: taylor, steps:"
          + " 2, epochs: 2, learningRate: 0.002}, {kind: bands, keep: 9, epochs: 1, learningRate:"
          + " 0.002}, {kind: streams, epochs: 1, learningRate: 0.002}, {kind: weights,"
          + " nonZerosPerWord: 2, regrowth: 0.2, steps: 2, epochs: 2, learningRate: 0.002}]";

  @TempDir static Path folder;
  private static TinyRun tiny;

  @BeforeAll
  static void compress() throws IOException {
    tiny = new TinyRun(folder);
    TinyRun.Said said = compress(tiny.run());
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("From float to image"), said::out);
    assertTrue(said.out().contains("| pruned-1 (neurons) "), said::out);
  }

  private static TinyRun.Said compress(Path run, String... more) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "compress",
                tiny.recipe().toString(),
                "--out=" + run,
                "--set=" + PRUNING,
                "--set=compression.recovery.distillation=0.5",
                "--set=compression.recovery.rateWeight=0.1",
                "--set=compression.recovery.rateTarget=0.05",
                "--set=hardware.packing=compressed"));
    args.addAll(List.of(more));
    return tiny.say(args.toArray(String[]::new));
  }

  @Test
  void theLedgerHidesNothing() throws IOException {
    JsonNode ledger = JSON.readTree(tiny.run().resolve("ledger.json").toFile());
    List<String> names = new ArrayList<>();
    JsonNode before = null;
    for (JsonNode stage : ledger.get("stages")) {
      names.add(stage.get("stage").asText());
      long bits = 0;
      for (JsonNode each : stage.get("bits")) {
        bits += each.asLong();
      }
      assertEquals(8 * stage.get("bytes").asLong(), bits, stage::toString);
      double dense = stage.get("denseMmacPerSecond").asDouble();
      double nonZero = stage.get("nonZeroMmacPerSecond").asDouble();
      double effective = stage.get("effectiveMmacPerSecond").asDouble();
      assertTrue(effective <= nonZero && nonZero <= dense && effective > 0, stage::toString);
      double accuracy = stage.get("accuracy").asDouble();
      assertTrue(stage.at("/interval/lower").asDouble() <= accuracy);
      assertTrue(accuracy <= stage.at("/interval/upper").asDouble());
      assertEquals(2, stage.get("spikeRates").size());
      assertEquals(before == null, stage.get("againstFloat") == null);
      if (before != null) {
        assertEquals("permutation by speaker", stage.get("againstFloat").get("test").asText());
        assertTrue(stage.get("weights").asLong() <= before.get("weights").asLong());
        assertTrue(stage.get("nonZeroWeights").asLong() <= before.get("nonZeroWeights").asLong());
      }
      before = stage;
    }
    assertEquals(
        List.of(
            "float",
            "pruned-1",
            "pruned-2",
            "pruned-3",
            "pruned",
            "folded",
            "4-bit",
            "integer",
            "image"),
        names);
    assertEquals(Files.size(tiny.run().resolve("image.kswi")), before.get("bytes").asLong());
    JsonNode savings = ledger.get("savings");
    double product =
        savings.get("pruningFactor").asDouble() * savings.get("zeroSkippingFactor").asDouble();
    assertEquals(1 - savings.get("work").asDouble(), 1 / product, 1e-9);
  }

  @Test
  void theImageIsSmallerAndSaysWhatIsLeft() throws IOException {
    WeightImage image = ImageReader.read(tiny.run().resolve("image.kswi"));
    assertEquals(9, image.features().bands());
    assertTrue(image.encoder() instanceof IntegerEncoder.StepForward);
    assertEquals(3, image.kept().size());
    assertEquals(12, image.kept().get(0).original());
    assertEquals(List.of(6, 6), image.layers().stream().map(layer -> layer.neurons()).toList());
    Checkpoint quantized = Checkpoint.read(tiny.run().resolve("checkpoints/quantized.safetensors"));
    assertEquals(3, quantized.kept().size());
    image.matrices().forEach(matrix -> assertTrue(matrix.word().perWord() <= 2));
  }

  /** What is written of a run is what commands of a single network say, with bands left out. */
  @Test
  void commandsHearTheBandsThatAreLeft() throws IOException {
    JsonNode ledger = JSON.readTree(tiny.run().resolve("ledger.json").toFile());
    JsonNode last = ledger.get("stages").get(8);
    for (String file : List.of("", "image.kswi", "checkpoints/quantized.safetensors")) {
      TinyRun.Said said =
          tiny.say("evaluate", tiny.run().resolve(file).toString(), "--json", "--quiet");
      assertEquals(ExitCode.DONE, said.code(), said::err);
      assertEquals(last.get("correct"), JSON.readTree(said.out()).get("correct"), file);
    }
    TinyRun.Said verify = tiny.say("verify", tiny.run().toString(), "--json", "--quiet");
    assertEquals(ExitCode.DONE, verify.code(), verify::err);
    TinyRun.Said analyse = tiny.say("analyse", tiny.run().toString(), "--quiet");
    assertEquals(ExitCode.DONE, analyse.code(), analyse::err);
  }

  @Test
  void goesOnAfterTheLastStepThatWasDone() throws IOException {
    TinyRun.Said again = compress(tiny.run());
    assertEquals(ExitCode.DONE, again.code(), again::err);
    assertTrue(again.err().contains("verify    unchanged, skipped"), again::err);
    Path pruned = tiny.run().resolve("checkpoints/pruned.safetensors");
    byte[] before = Files.readAllBytes(pruned);
    Files.delete(pruned);
    Files.delete(tiny.run().resolve("work/prune/step-2/tuned.safetensors"));
    TinyRun.Said resumed = compress(tiny.run());
    assertEquals(ExitCode.DONE, resumed.code(), resumed::err);
    assertArrayEquals(before, Files.readAllBytes(pruned));
    assertTrue(resumed.err().contains("prune-3   unchanged, skipped"), resumed::err);
  }

  @Test
  void salienciesAreCompared() throws IOException {
    TinyRun.Said said =
        tiny.say("compress", tiny.run().toString(), "--compare-saliencies", "--json", "--quiet");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode rows = JSON.readTree(said.out()).get("rows");
    assertEquals(4, rows.size());
    assertEquals("taylor", rows.get(2).get("saliency").asText());
    assertEquals(6, rows.get(2).get("accuracies").size());
    assertEquals("second-order", rows.get(3).get("saliency").asText());
    assertEquals(
        JSON.readTree(said.out()), JSON.readTree(tiny.run().resolve("saliencies.json").toFile()));
  }

  @Test
  void budgetsAreSearchedAndKept() throws IOException {
    Path run = folder.resolve("budget");
    String[] args = {
      "compress", tiny.recipe().toString(), "--out=" + run, "--max-bytes=5900", "--json", "--quiet"
    };
    TinyRun.Said said = tiny.say(args);
    assertEquals(ExitCode.DONE, said.code(), said::out);
    JsonNode answer = JSON.readTree(said.out());
    JsonNode budget = answer.get("budget");
    assertTrue(budget.get("kept").asBoolean());
    JsonNode image = answer.get("ledger").get("stages");
    image = image.get(image.size() - 1);
    assertTrue(image.get("bytes").asLong() <= 5900, image::toString);
    for (JsonNode one : budget.get("tried")) {
      if (one.get("level").equals(budget.get("chosen"))) {
        assertEquals(image.get("bytes"), one.get("bytes"));
      }
    }
    // Nothing that was tried is compressed again, and what was taken is not either.
    for (JsonNode stage : answer.get("stages")) {
      boolean after = List.of("verify", "card", "report").contains(stage.get("stage").asText());
      assertEquals(!after, stage.get("skipped").asBoolean(), stage::toString);
    }
    TinyRun.Said again = tiny.say(args);
    assertEquals(answer.get("budget"), JSON.readTree(again.out()).get("budget"));
    args[3] = "--max-drop=100";
    JsonNode smallest = JSON.readTree(tiny.say(args).out()).get("budget");
    assertTrue(smallest.get("chosen").asInt() >= 8, "any drop will do: " + smallest);
    assertTrue(Files.size(run.resolve("budget.png")) > 1000);
    args[3] = "--max-bytes=10";
    TinyRun.Said never = tiny.say(args);
    assertEquals(ExitCode.NO, never.code(), never::err);
    args[3] = "--max-drop=-1";
    assertEquals(ExitCode.BAD_INPUT, tiny.say(args).code());
  }

  @Test
  void impossiblePruningsAreSaidInOneLine() throws IOException {
    TinyRun.Said wrong =
        compress(
            folder.resolve("wrong"),
            "--set=compression.pruning[3].matrices=[layer1.wait]",
            "--until=quantize");
    assertEquals(ExitCode.BAD_INPUT, wrong.code(), wrong::err);
    assertTrue(wrong.err().contains("layer1.weight, the nearest"), wrong::err);
    assertTrue(!wrong.err().contains("train"), wrong::err);
    TinyRun.Said none = compress(folder.resolve("wrong"), "--set=compression.pruning[7].epochs=2");
    assertEquals(ExitCode.BAD_INPUT, none.code());
    assertTrue(none.err().contains("list of 4"), none::err);
  }
}
