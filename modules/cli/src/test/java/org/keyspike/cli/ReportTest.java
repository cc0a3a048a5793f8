package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;

/** Everything that is known of a run in one file, and what an image says of itself. */
@Tag("slow")
class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> BY_A_RUN =
      Set.of(
          "summary", "learning", "confusion", "ledger", "spikes", "weights", "costs", "provenance");

  private static final String DET = "sound,threshold,words,missed,falseAlarms,hours\n";

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static TinyRun.Said first;

  @BeforeAll
  static void runOnce() throws IOException {
    tiny = new TinyRun(folder);
    first =
        tiny.say("run", tiny.recipe().toString(), "--out=" + tiny.run(), "--set=training.epochs=1");
    assertEquals(ExitCode.DONE, first.code(), first::err);
  }

  private static Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(tiny.run())) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(tiny.run().relativize(file)));
      }
    }
    return to;
  }

  private static JsonNode report(Path run, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("report", run.toString(), "--json", "--quiet"));
    args.addAll(List.of(more));
    TinyRun.Said said = TinyRun.sayPlain(args.toArray(String[]::new));
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertEquals("", said.err());
    assertEquals(1, said.out().lines().count(), said.out());
    return JSON.readTree(said.out());
  }

  private static Set<String> included(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("included").forEach(id -> ids.add(id.asText()));
    return Set.copyOf(ids);
  }

  private static JsonNode results(Path run) throws IOException {
    return JSON.readTree(run.resolve("results.json").toFile());
  }

  @Test
  void aRunEndsWithIt() throws IOException {
    assertTrue(first.err().contains("report    8 sections"), first::err);
    Path file = tiny.run().resolve("report.html");
    byte[] made = Files.readAllBytes(file);
    JsonNode answer = report(tiny.run());
    assertEquals(file.toString(), answer.get("report").asText());
    assertEquals(BY_A_RUN, included(answer));
    assertEquals(2, answer.get("leftOut").size());
    assertTrue(answer.get("leftOut").has("trade-off") && answer.get("leftOut").has("detection"));
    assertArrayEquals(made, Files.readAllBytes(file), "the command and the stage write the same");
    TinyRun.Said again = tiny.say("run", tiny.run().toString(), "--set=training.epochs=1");
    assertTrue(again.err().contains("report    unchanged, skipped"), again::err);
    assertTrue(again.err().contains("card      unchanged, skipped"), again::err);
  }

  /** The promise: what is printed first is what the machine did with the bits of the image. */
  @Test
  void theHeadlineIsTheAccuracyOfTheBits() throws IOException {
    JsonNode rows = results(tiny.run()).get("rows");
    JsonNode image = rows.get(rows.size() - 1);
    assertEquals("simulator", image.get("stage").asText());
    String html = Files.readString(tiny.run().resolve("report.html"));
    String headline =
        String.format(
            Locale.ROOT,
            "<dt>Accuracy of the bits in the image</dt><dd class=\"value\">%.2f %%</dd>",
            100 * image.get("accuracy").asDouble());
    assertTrue(html.contains(headline), headline);
    JsonNode costs = JSON.readTree(tiny.run().resolve("costs.json").toFile());
    assertEquals(results(tiny.run()).get("cyclesPerFrame"), costs.get("cyclesPerFrame"));
    double cycles = 0;
    for (JsonNode stage : costs.get("stages")) {
      cycles += stage.get("cycles").asDouble();
    }
    assertEquals(costs.at("/cyclesPerFrame/mean").asDouble(), cycles, 1e-9);
  }

  @Test
  void whatIsMissingIsLeftOutWithTheCommandThatMakesIt() throws IOException {
    Path run = copy("missing");
    for (String gone : List.of("costs.json", "ledger.json")) {
      Files.delete(run.resolve(gone));
    }
    assertEquals(BY_A_RUN, included(report(run)), "results and known answers stand in for them");
    assertTrue(
        Files.readString(run.resolve("report.html")).contains("2 clips of the validation part"));
    for (String gone : List.of("answers.kska", "metrics.jsonl", "results.json")) {
      Files.delete(run.resolve(gone));
    }
    JsonNode answer = report(run);
    assertEquals(Set.of("summary", "weights", "provenance"), included(answer));
    String html = Files.readString(run.resolve("report.html"));
    for (String command : List.of("run", "compress", "analyse", "simulate")) {
      assertTrue(html.contains("<code>scripts/keyspike " + command + " "), command);
    }
    Files.delete(run.resolve("image.kswi"));
    assertEquals(Set.of("summary", "provenance"), included(report(run)));
    assertTrue(
        Files.readString(run.resolve("report.html")).contains("<code>scripts/keyspike export "));
  }

  @Test
  void resultsOfAnotherImageAreNotShown() throws IOException {
    Path run = copy("stale");
    String card = Files.readString(run.resolve("MODEL_CARD.md"));
    assertTrue(card.contains("| simulator |"), card);
    TinyRun.Said exported =
        tiny.say(
            "export",
            run.toString(),
            "--set=training.epochs=1",
            "--set=hardware.packing=compressed");
    assertEquals(ExitCode.DONE, exported.code(), exported::err);
    assertTrue(exported.out().contains("image.kswi"), exported::out);
    JsonNode answer = report(run);
    assertFalse(included(answer).contains("confusion"));
    assertFalse(included(answer).contains("ledger"));
    String html = Files.readString(run.resolve("report.html"));
    assertTrue(html.contains("are of another image"));
    assertFalse(html.contains("Accuracy of the bits in the image</dt>"));
    String after = Files.readString(run.resolve("MODEL_CARD.md"));
    assertFalse(after.contains("| simulator |"), after);
    assertTrue(after.contains("The test part has not been scored with this image"), after);
    assertTrue(after.contains("Validation part: accuracy"), after);
  }

  @Test
  void damagedFilesAreNamedInOneLineAndTheOldReportStays() throws IOException {
    Path run = copy("damaged");
    byte[] old = Files.readAllBytes(run.resolve("report.html"));
    byte[] ledger = Files.readAllBytes(run.resolve("ledger.json"));
    String half = new String(ledger, 0, ledger.length / 2, StandardCharsets.UTF_8);
    refused(run, "ledger.json", half, old, "ledger.json:" + half.lines().count() + ":");
    for (String wrong : List.of("", "null", "[]", "{}", "{\"stages\": [{}]}", "{\n  \"x\": 3}")) {
      for (String name : List.of("ledger.json", "results.json", "costs.json", "metrics.jsonl")) {
        if (!(name.equals("metrics.jsonl") && wrong.isEmpty())) {
          refused(run, name, wrong, old, name);
        }
      }
    }
    ObjectNode shorter = (ObjectNode) JSON.readTree(ledger);
    ((ArrayNode) shorter.get("stages")).remove(shorter.get("stages").size() - 1);
    refused(run, "ledger.json", shorter.toString(), old, "no stage image");
    ObjectNode ragged = (ObjectNode) results(run);
    ((ArrayNode) ragged.at("/rows/5/confusion")).remove(0);
    refused(run, "results.json", ragged.toString(), old, "number of classes");
    refused(run, "metrics.jsonl", "{\"stage\": \"train\", \"rates\": []}\n{", old, "jsonl:2:");
    Files.createDirectories(run.resolve("stream"));
    for (String wrong :
        List.of("", DET, DET + "a,0.5,0,0,0,1\n", DET + "a,0.5,x,0,0,1\n", "a,b\n1,2\n")) {
      refused(run, "stream/det.csv", wrong, old, "det.csv");
    }
    refused(
        run, "stream/det.csv", DET + "a,0.5,9,1,2,1\na,,9,1,2,1\n", old, "det.csv:3: threshold");
    refused(run, "budget.json", "{\"tried\": []}", old, "budget.json");
    refused(run, "environment.json", "{", old, "environment.json:1:");
    refused(run, "image.kswi", "KSWI", old, "image.kswi");
  }

  private static void refused(Path run, String name, String content, byte[] old, String named)
      throws IOException {
    Path file = run.resolve(name);
    byte[] sound = Files.exists(file) ? Files.readAllBytes(file) : null;
    Files.writeString(file, content);
    TinyRun.Said said = TinyRun.sayPlain("report", run.toString());
    assertEquals(ExitCode.BAD_INPUT, said.code(), name + ": " + content + said.err() + said.out());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(named), said.err());
    assertEquals("", said.out());
    assertArrayEquals(old, Files.readAllBytes(run.resolve("report.html")));
    try (Stream<Path> files = Files.list(run)) {
      assertTrue(files.noneMatch(one -> one.toString().endsWith(".part")));
    }
    if (sound == null) {
      Files.delete(file);
    } else {
      Files.write(file, sound);
    }
  }

  @Test
  void streamsAndSweepsAreShown() throws IOException {
    Path run = copy("sweep/a/seed-1");
    Files.createDirectories(run.resolve("stream"));
    Files.writeString(
        run.resolve("stream/det.csv"),
        "part,"
            + DET
            + "reported,\"<hum>, low\",0.9,10,7,0,0.5\nreported,\"<hum>, low\",0.5,10,2,6,0.5\n"
            + "reported,rain,0.5,10,1,3,2\nchoosing,talk,0.45,0,0,3,0.5\n");
    Files.writeString(
        run.resolve("stream/stream.json"),
        """
        {"kinds": [{"name": "recorded speech", "points": [{"threshold": 0.8, "latencyMillis": 214}]}]}
        """);
    Path out = folder.resolve("elsewhere/page.html");
    JsonNode answer = report(run, "--out=" + out);
    assertEquals(out.toString(), answer.get("report").asText());
    assertTrue(included(answer).contains("detection"));
    assertTrue(answer.get("leftOut").has("trade-off"));
    String html = Files.readString(out);
    assertTrue(html.contains("&lt;hum&gt;, low (0.50 h)"));
    assertTrue(html.contains("cannot be told in 0.50 h"));
    assertTrue(html.contains("12.0 (4.40–26.1) (6 in 0.50 h)"), "chosen in talk, counted in hum");
    assertTrue(html.contains("in a stream one every 100 ms."));
    assertTrue(
        html.contains(
            "Words in recorded speech were detected 214 ms after their end (median), threshold 0.8."));
    Files.writeString(
        run.resolve("budget.json"),
        """
        {"budget": {"bytes": 3000}, "floatAccuracy": 0.5, "chosen": 2, "kept": true, "tried": [
          {"level": 1, "label": "<i>", "bytes": 4000, "mmacs": 1, "accuracy": 0.5, "drop": 0},
          {"level": 2, "label": "half", "bytes": 2000, "mmacs": 1, "accuracy": 0.4, "drop": 10}]}
        """);
    assertTrue(included(report(run, "--out=" + out)).contains("trade-off"));
    assertTrue(Files.readString(out).contains("&lt;i&gt;"));
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    for (Path wrong :
        List.of(folder.resolve("nothing"), tiny.recipe(), folder, tiny.run().resolve("work"))) {
      TinyRun.Said said = TinyRun.sayPlain("report", wrong.toString());
      assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
      assertEquals(1, said.err().lines().count(), said.err());
    }
  }

  @Test
  void everyImageHasACardAndTwoExportsHaveTheSame() throws IOException {
    List<byte[]> cards = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      Path image = folder.resolve(name).resolve("image.kswi");
      TinyRun.Said said =
          TinyRun.sayPlain(
              "export",
              tiny.run().resolve("checkpoints/quantized.safetensors").toString(),
              "--out=" + image,
              "--json");
      assertEquals(ExitCode.DONE, said.code(), said::err);
      Path card = Path.of(JSON.readTree(said.out()).get("card").asText());
      assertEquals(image.resolveSibling("image.MODEL_CARD.md"), card);
      cards.add(Files.readAllBytes(card));
    }
    assertArrayEquals(cards.get(0), cards.get(1));
    String card = Files.readString(tiny.run().resolve("MODEL_CARD.md"));
    for (String part :
        List.of(
            "## Intended use",
            "## Limits",
            "## Data",
            "## Measured",
            "## Licence",
            "(yes no up)",
            "| simulator |",
            "cycles a frame",
            "`image.kswi`, SHA-256 `")) {
      assertTrue(card.contains(part), part);
    }
    assertFalse(card.contains(folder.toString()), "no place of this machine");
    Path texts = folder.resolve("texts");
    TinyRun.Said said =
        TinyRun.sayPlain("export", tiny.run().toString(), "--format=c", "--out=" + texts);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(Files.readString(texts.resolve("MODEL_CARD.md")).contains("## Limits"));
  }
}
