package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

@Tag("slow")
class AnalyseTest {
  @TempDir private Path folder;

  private JsonNode analysed(TinyRun tiny, String... more) throws IOException {
    String[] args = new String[more.length + 3];
    args[0] = "analyse";
    args[1] = tiny.run().toString();
    args[2] = "--json";
    System.arraycopy(more, 0, args, 3, more.length);
    TinyRun.Said said = tiny.say(args);
    assertEquals(ExitCode.DONE, said.code(), said.err());
    return new ObjectMapper().readTree(said.out());
  }

  private static void train(TinyRun tiny, String... more) throws IOException {
    String[] args = new String[more.length + 4];
    args[0] = "train";
    args[1] = tiny.recipe().toString();
    args[2] = "--out=" + tiny.run();
    args[3] = "--set=training.epochs=1";
    System.arraycopy(more, 0, args, 4, more.length);
    TinyRun.Said said = tiny.say(args);
    assertEquals(ExitCode.DONE, said.code(), said.err());
  }

  @Test
  void writesTablesPlotsAndFindings() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    train(tiny);
    JsonNode found = analysed(tiny);
    Path analysis = tiny.run().resolve("analysis");
    assertEquals(3, found.get("probe").size());
    assertEquals(12 * 4 * 5, found.get("probe").get(0).get("inputs").asInt());
    assertEquals(12 * 2 * 5, found.get("probe").get(2).get("inputs").asInt());
    assertEquals(4, found.get("correlations").size());
    for (JsonNode one : found.get("correlations")) {
      assertTrue(Math.abs(one.get("pearson").asDouble()) <= 1, one.toString());
    }
    assertTrue(found.get("skipped").isEmpty(), found.get("skipped").toString());
    List<String> bands = Files.readAllLines(analysis.resolve("bands.csv"));
    assertEquals(1 + 12, bands.size());
    assertFalse(bands.get(1).endsWith(","), "every band has a gradient");
    // Inputs 48 to 10, 10 to 10, 10 to 8, 8 to 8, 8 to 6 and not 6 to 3, a hundred times a second.
    assertEquals(100 * (480 + 100 + 80 + 64 + 48), found.get("denseOperations").asDouble(), 1e-6);
    assertTrue(
        found.get("effectiveOperations").asDouble() < found.get("denseOperations").asDouble());
    assertEquals(
        found.get("validationClips").asInt(),
        analysedAgainClips(found),
        "the answer is what the file says");
    assertEquals(3, found.get("rasters").size());
    for (String plot :
        List.of(
            "probe.png",
            "gradient-activity.png",
            "gradient-error.png",
            "encoder-rates.png",
            "neuron-rates.png",
            "class-rates.png",
            "operations.png",
            "raster-yes.png")) {
      assertNotNull(ImageIO.read(analysis.resolve(plot).toFile()), plot);
    }
  }

  private int analysedAgainClips(JsonNode found) throws IOException {
    Path file = Path.of(found.get("analysis").asText()).resolve("analysis.json");
    return new ObjectMapper().readTree(file.toFile()).get("validationClips").asInt();
  }

  @Test
  void leavesOutWhatDoesNotApplyAndSaysWhy() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    train(tiny, "--set=encoder.kind=direct");
    Path out = folder.resolve("elsewhere");
    JsonNode found = analysed(tiny, "--out=" + out);
    assertTrue(found.get("probe").isEmpty());
    assertTrue(found.get("skipped").has("probe"));
    assertTrue(found.get("skipped").has("bands"));
    assertTrue(found.get("encoderRate").isNull());
    assertFalse(Files.exists(out.resolve("bands.csv")));
    assertTrue(Files.exists(out.resolve("raster-no.png")));
    assertTrue(found.get("matrices").get(0).get("dense").isNull(), "no spikes meet it");
  }

  @Test
  void fixedEncodersHaveBandsButNoGradients() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    train(tiny, "--set=encoder.kind=step-forward", "--set=network.timeSteps=2");
    JsonNode found = analysed(tiny);
    assertTrue(found.get("skipped").has("probe"));
    assertTrue(found.get("skipped").has("gradients"));
    List<String> bands = Files.readAllLines(tiny.run().resolve("analysis/bands.csv"));
    assertTrue(bands.get(1).endsWith(",,"), "no gradients: " + bands.get(1));
    assertTrue(bands.get(1).contains(",,,"), "no fine phase: " + bands.get(1));
    // Inputs 24 to 10, 10 to 10, 10 to 8, 8 to 8, 8 to 6, in two steps of a hundred frames.
    assertEquals(200 * (240 + 100 + 80 + 64 + 48), found.get("denseOperations").asDouble(), 1e-6);
  }

  @Test
  void looksIntoNetworksOnTheIntegerGrid() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    TinyRun.Said said =
        tiny.say(
            "compress",
            tiny.recipe().toString(),
            "--out=" + tiny.run(),
            "--set=training.epochs=1",
            "--until=quantize");
    assertEquals(ExitCode.DONE, said.code(), said.err());
    JsonNode found = analysed(tiny, "--stage=quantized");
    assertEquals(3, found.get("probe").size());
    assertEquals(4, found.get("correlations").size());
    assertTrue(found.get("matrices").get(0).get("sparsity").asDouble() > 0.2, "it was pruned");
  }

  @Test
  void refusesWhatIsNotThereInOneLine() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    TinyRun.Said nothing = tiny.say("analyse", folder.resolve("none").toString());
    assertEquals(ExitCode.BAD_INPUT, nothing.code());
    assertEquals(1, nothing.err().lines().count(), nothing.err());
    train(tiny);
    TinyRun.Said unknown = tiny.say("analyse", tiny.run().toString(), "--stage=flat");
    assertEquals(ExitCode.BAD_INPUT, unknown.code());
    assertTrue(unknown.err().contains("float, pruned, folded, quantized"), unknown.err());
    TinyRun.Said early = tiny.say("analyse", tiny.run().toString(), "--stage=quantized");
    assertEquals(ExitCode.BAD_INPUT, early.code());
    assertTrue(early.err().contains("quantized.safetensors"), early.err());
  }
}
