package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageDescription;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.pipeline.results.Predictions;

/** A whole run, and the commands on what it left. */
@Tag("slow")
class RunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static TinyRun tiny;
  private static TinyRun.Said first;

  @BeforeAll
  static void runOnce() throws IOException {
    tiny = new TinyRun(folder);
    first = tiny.say("run", tiny.recipe().toString(), "--out=" + tiny.run());
  }

  @Test
  void endsWithTheTableAndTheLine() {
    assertEquals(ExitCode.DONE, first.code(), first::err);
    List<String> lines = first.out().lines().toList();
    List<String> stages =
        lines.stream()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.split("\\|")[1].strip())
            .toList();
    assertEquals(
        List.of("stage", "float", "pruned", "folded", "4-bit", "integer", "simulator"), stages);
    String last = lines.get(lines.size() - 1);
    assertTrue(
        last.startsWith(
            "Front end, QAT forward, integer network, simulator and detector gave identical"
                + " numbers, every one from the first sample to the last decision, on every test"
                + " clip (6 clips, 600 frames): 96,000 samples, 7,200 features, 79,200 spikes,"
                + " 21,600 potentials (10,800 of the QAT forward), 36 logits, 36 posteriors, 12"
                + " detections ("),
        last);
    for (String stage :
        List.of(
            "clips",
            "train",
            "prune",
            "fold",
            "quantize",
            "detect",
            "export",
            "verify",
            "card",
            "report")) {
      assertTrue(first.err().contains("\n" + stage + " "), first::err);
    }
  }

  @Test
  void leavesARunFolder() throws IOException {
    for (String name :
        List.of(
            "recipe.yaml",
            "environment.json",
            "log.txt",
            "metrics.jsonl",
            "stages.json",
            "trained-on.bin",
            "results.json",
            "predictions.csv",
            "validation/float.json",
            "detector.json",
            "image.kswi",
            "answers.kska",
            "limits.kswi",
            "limits.kska")) {
      assertTrue(Files.size(tiny.run().resolve(name)) > 0, name);
    }
    assertEquals(
        List.of("train", "train", "prune", "quantize"),
        Files.readAllLines(tiny.run().resolve("metrics.jsonl")).stream()
            .map(line -> tree(line).get("stage").asText())
            .toList());
    assertTrue(Files.readString(tiny.run().resolve("log.txt")).contains("epoch 2/2"));
    Checkpoint quantized =
        Checkpoint.read(tiny.run().resolve("checkpoints").resolve("quantized.safetensors"));
    assertEquals(List.of("yes", "no", "up"), quantized.classes());
    assertTrue(
        quantized
            .provenance()
            .keySet()
            .containsAll(
                List.of(
                    "data", "engine", "seed", "recipe.train", "recipe.prune", "recipe.quantize")));
  }

  @Test
  void theTableIsInTheResultsAndTheJsonToo() throws IOException {
    TinyRun.Said said = tiny.say("run", tiny.run().toString(), "--json", "--quiet");
    assertEquals(ExitCode.DONE, said.code());
    assertEquals("", said.err());
    JsonNode answer = onlyObject(said.out());
    JsonNode results = JSON.readTree(tiny.run().resolve("results.json").toFile());
    results
        .properties()
        .forEach(field -> assertEquals(field.getValue(), answer.get(field.getKey())));
    answer.get("stages").forEach(stage -> assertTrue(stage.get("skipped").asBoolean()));
    JsonNode rows = answer.get("rows");
    assertEquals(6, rows.size());
    // What was scored on the grid is what is in the image.
    for (String key : List.of("correct", "count", "bytes", "nonZeroWeights", "weights")) {
      assertEquals(rows.get(3).get(key), rows.get(4).get(key), key);
      assertEquals(rows.get(4).get(key), rows.get(5).get(key), key);
    }
    assertEquals(rows.get(4).get("rates"), rows.get(5).get("rates"));
    assertEquals(Files.size(tiny.run().resolve("image.kswi")), rows.get(5).get("bytes").asLong());
    for (JsonNode row : rows) {
      int counted = 0;
      for (JsonNode truth : row.get("confusion")) {
        for (JsonNode count : truth) {
          counted += count.asInt();
        }
      }
      assertEquals(row.get("count").asInt(), counted);
      assertEquals("yes", row.get("classes").get(0).get("name").asText());
      assertEquals(2, row.get("classes").get(0).get("count").asInt());
    }
    assertEquals(4, answer.get("validation").size());
    assertEquals(
        "clip,speaker,label,float,pruned,folded,quantized,integer,simulator",
        Files.readAllLines(tiny.run().resolve("predictions.csv")).get(0));
    assertEquals(
        rows.get(4).get("correct").asInt(),
        Predictions.read(tiny.run().resolve("predictions.csv"), "integer").values().stream()
            .mapToInt(score -> score.accuracy().correct())
            .sum());
    long image = 0;
    for (JsonNode bytes : answer.get("image")) {
      image += bytes.asLong();
    }
    assertEquals(rows.get(5).get("bytes").asLong(), image);
  }

  @Test
  void stagesCanBeDoneOneByOne() throws IOException {
    Path out = folder.resolve("steps");
    String recipe = tiny.recipe().toString();
    TinyRun.Said train = tiny.say("train", recipe, "--out=" + out, "--seed=2", "--json");
    assertEquals(ExitCode.DONE, train.code(), train::err);
    assertEquals(2, onlyObject(train.out()).get("stages").size(), "clips and train");
    assertFalse(Files.exists(out.resolve("checkpoints/pruned.safetensors")));
    assertTrue(Files.readString(out.resolve("recipe.yaml")).startsWith("seed: 2\n"));
    assertNotEquals(
        Checkpoint.read(tiny.run().resolve("checkpoints/float.safetensors")).parameters(),
        Checkpoint.read(out.resolve("checkpoints/float.safetensors")).parameters());
    TinyRun.Said compress =
        tiny.say(
            "compress",
            out.toString(),
            "--until=quantize",
            "--set",
            "compression.quantization.weightBits=6");
    assertEquals(ExitCode.DONE, compress.code(), compress::err);
    assertTrue(compress.err().contains("train     unchanged, skipped"), compress::err);
    assertTrue(compress.out().contains("6 bits"), compress::out);
    assertFalse(Files.exists(out.resolve("image.kswi")));
    TinyRun.Said export = tiny.say("export", out.toString());
    assertEquals(ExitCode.DONE, export.code(), export::err);
    assertEquals(6, ImageReader.read(out.resolve("image.kswi")).weightBits());
  }

  @Test
  void aCheckpointFileIsExportedAlone() throws IOException {
    Path checkpoint = tiny.run().resolve("checkpoints/quantized.safetensors");
    Path image = folder.resolve("alone.kswi");
    TinyRun.Said said =
        tiny.say("export", checkpoint.toString(), "--out=" + image, "--lanes=16", "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertEquals(Files.size(image), onlyObject(said.out()).get("bytes").asLong());
    assertEquals(16, ImageReader.read(image).lanes());
    assertEquals(16, ImageReader.read(folder.resolve("alone.limits.kswi")).lanes());
    assertTrue(Files.exists(folder.resolve("alone.limits.kska")));
    TinyRun.Said floats =
        tiny.say("export", tiny.run().resolve("checkpoints/float.safetensors").toString());
    assertEquals(ExitCode.BAD_INPUT, floats.code());
    assertTrue(floats.err().contains("found a float network"), floats::err);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "image.kswi",
        "checkpoints/float.safetensors",
        "checkpoints/quantized.safetensors"
      })
  void evaluateScores(String name) throws IOException {
    TinyRun.Said said =
        tiny.say("evaluate", tiny.run().resolve(name).toString(), "--json", "--quiet");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = onlyObject(said.out());
    JsonNode rows = JSON.readTree(tiny.run().resolve("results.json").toFile()).get("rows");
    JsonNode row = rows.get(name.contains("float") ? 0 : 4);
    for (String key : List.of("accuracy", "correct", "count", "interval")) {
      assertEquals(row.get(key), answer.get(key), key);
    }
    assertEquals(6, answer.get("count").asInt());
  }

  @Test
  void networksAreTriedOnClipsTheyNeverSaw() throws IOException {
    Path clips = folder.resolve("clips");
    TinyRun.Said made =
        tiny.say(
            "synthesize",
            "yes,up",
            "--out=" + clips,
            "--speakers=2,1,1",
            "--utterances=1",
            "--seed=9");
    assertEquals(ExitCode.DONE, made.code(), made::err);
    // Outside its run folder an image is all there is.
    Path image = folder.resolve("lone/image.kswi");
    Files.createDirectories(image.getParent());
    Files.copy(tiny.run().resolve("image.kswi"), image, StandardCopyOption.REPLACE_EXISTING);
    for (Path model : List.of(image, tiny.run())) {
      String[] args = {"", model.toString(), "--data=" + clips, "--json", "--quiet"};
      args[0] = "evaluate";
      JsonNode evaluate = onlyObject(tiny.say(args).out());
      assertEquals(8, evaluate.get("count").asInt());
      assertEquals(evaluate.get("correct").asDouble() / 8, evaluate.get("accuracy").asDouble());
      args[0] = "verify";
      JsonNode verify = onlyObject(tiny.say(args).out());
      assertTrue(verify.get("identical").asBoolean());
      assertEquals(0, verify.get("mismatches").asLong());
      assertEquals(800, verify.get("frames").asLong());
      assertEquals(model == image ? 0 : 2, verify.get("knownAnswers").asInt());
      assertEquals(model != image, verify.get("forwardCompared").asBoolean());
      assertEquals(model == image ? 0 : 800 * (10 + 8), verify.get("forwardPotentials").asLong());
      assertTrue(verify.get("countsAsPredicted").asBoolean());
      args[0] = "simulate";
      JsonNode simulate = onlyObject(tiny.say(args).out());
      for (String key : List.of("correct", "interval")) {
        assertEquals(evaluate.get(key), simulate.get(key), key);
      }
      assertTrue(simulate.get("identical").asBoolean());
      assertEquals(800, simulate.get("frames").asLong());
      double mean = simulate.get("cyclesPerFrame").get("mean").asDouble();
      long max = simulate.get("cyclesPerFrame").get("max").asLong();
      assertTrue(0 < mean && mean <= max, simulate::toString);
      assertTrue(simulate.get("countsAsPredicted").asBoolean());
      assertEquals(100 * max, simulate.get("lowestRealTimeClockHz").asLong());
      assertTrue(simulate.get("audioSecondsPerSecond").asDouble() > 0);
      assertEquals(mean * 800, simulate.get("counts").get("cycles").asDouble(), 1e-3);
      JsonNode energy = simulate.get("energy");
      assertEquals(100_000, energy.get("clockHz").asLong());
      double sum = 0;
      for (JsonNode part : energy.get("byComponent")) {
        sum += part.asDouble();
      }
      assertEquals(energy.get("microwatts").asDouble(), sum, 1e-9);
    }
    costsAreWrittenFrameByFrame(image, clips);
    TinyRun.Said lost = tiny.say("verify", image.toString());
    assertEquals(ExitCode.BAD_INPUT, lost.code());
    assertTrue(lost.err().contains("--data"), lost::err);
  }

  @Test
  void aRecipeCanNameAMachineThatComesAlong() throws IOException {
    Path run = copy("preset");
    TinyRun.Said said = tiny.say("run", run.toString(), "--set=simulation.architecture=paper-71uw");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.err().contains("export    unchanged, skipped"), said::err);
    assertTrue(said.err().contains("verify    …"), said::err);
    TinyRun.Said simulated = tiny.say("simulate", run.toString(), "--json");
    assertEquals("paper-71uw", onlyObject(simulated.out()).get("architecture").asText());
  }

  @Test
  void anImageIsTextForOtherSimulators() throws IOException {
    for (String format : List.of("readmemh", "mif", "c")) {
      Path out = folder.resolve("text-" + format);
      TinyRun.Said said =
          TinyRun.sayPlain(
              "export", tiny.run().toString(), "--format=" + format, "--out=" + out, "--json");
      assertEquals(ExitCode.DONE, said.code(), said::err);
      for (JsonNode file : onlyObject(said.out()).get("files")) {
        assertTrue(Files.size(Path.of(file.asText())) > 0);
      }
      assertArrayEquals(
          Files.readAllBytes(tiny.run().resolve("image.kswi")),
          Files.readAllBytes(out.resolve("image.kswi")));
      assertEquals(format.equals("readmemh"), Files.exists(out.resolve("keyspike_testbench.v")));
      Path limits = out.resolve("limits");
      assertEquals(format.equals("readmemh"), Files.exists(limits.resolve("keyspike_testbench.v")));
      assertArrayEquals(
          Files.readAllBytes(tiny.run().resolve("limits.kswi")),
          Files.readAllBytes(limits.resolve("image.kswi")));
      assertArrayEquals(
          Files.readAllBytes(tiny.run().resolve("limits.kska")),
          Files.readAllBytes(limits.resolve("limits.kska")));
    }
    TinyRun.Said nowhere = TinyRun.sayPlain("export", tiny.run().toString(), "--format=mif");
    assertEquals(ExitCode.BAD_INPUT, nowhere.code());
  }

  @Test
  void studiesAreTablesWithPlots() throws IOException {
    Path out = folder.resolve("study");
    for (String study : List.of("mechanisms", "lanes", "rates", "paper")) {
      TinyRun.Said said =
          tiny.say("study", study, tiny.run().toString(), "--clips=2", "--json", "--out=" + out);
      assertEquals(ExitCode.DONE, said.code(), said::err);
      JsonNode answer = onlyObject(said.out());
      assertEquals(study, answer.get("study").asText());
      assertTrue(answer.get("rows").size() > 5, said::out);
      for (JsonNode file : answer.get("files")) {
        assertTrue(Files.size(Path.of(file.asText())) > 1000);
      }
      assertEquals(said.out().strip(), Files.readString(out.resolve(study + ".json")).strip());
      TinyRun.Said text =
          tiny.say("study", study, tiny.run().toString(), "--clips=2", "--out=" + out);
      assertTrue(text.out().startsWith("| "), text::out);
    }
    assertEquals(ExitCode.BAD_INPUT, tiny.say("study", "nothing", tiny.run().toString()).code());
    assertEquals(
        ExitCode.BAD_INPUT,
        tiny.say("study", "rates", tiny.run().resolve("image.kswi").toString(), "--arch=tiny")
            .code());
  }

  /** Beside a DS-CNN that was trained on the same clips; then from the file, without any clips. */
  @Test
  void rivalsStandBesideTheNetwork() throws IOException {
    String recipe = Files.readString(tiny.recipe());
    Path baseline =
        Files.writeString(
            folder.resolve("baseline.yaml"),
            recipe.substring(0, recipe.indexOf("network:"))
                + """
                baseline: {coefficients: 4, channels: 4, blocks: 1}
                training: {epochs: 1, batchSize: 6}
                """);
    Path rival = folder.resolve("rival");
    TinyRun.Said trained = tiny.say("run", baseline.toString(), "--out=" + rival, "--json");
    assertEquals(ExitCode.DONE, trained.code(), trained::err);
    assertEquals("8-bit", tree(trained.out()).get("rows").get(2).get("stage").asText());
    String again = tiny.say("run", baseline.toString(), "--out=" + rival).err();
    assertTrue(again.contains("train     unchanged, skipped"), again);
    TinyRun.Said noisy = tiny.say("evaluate", rival.toString(), "--noise", "--json");
    assertEquals(ExitCode.DONE, noisy.code(), noisy::err);
    assertEquals(
        tree(trained.out()).at("/rows/2/accuracy"), tree(noisy.out()).at("/rows/0/accuracy"));
    Path out = folder.resolve("energy");
    TinyRun.Said said =
        tiny.say(
            "study",
            "energy",
            tiny.run().toString(),
            "--clips=2",
            "--json",
            "--keep",
            "--rival=" + rival,
            "--out=" + out);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode rows = tree(said.out()).get("rows");
    assertEquals(3, rows.size());
    assertEquals("dsCnn", rows.get(2).get("kind").asText());
    assertTrue(Files.exists(out.resolve("energy.png")));
    Path copy = Files.createDirectories(folder.resolve("published"));
    for (String name : List.of("recipe.yaml", "environment.json", "image.kswi", "rivals.json")) {
      Files.copy(tiny.run().resolve(name), copy.resolve(name));
    }
    Files.delete(tiny.run().resolve("rivals.json"));
    Path nothing = folder.resolve("no-cache");
    TinyRun.Said kept =
        TinyRun.sayPlain("study", "energy", copy.toString(), "--json", "--cache=" + nothing);
    assertEquals(ExitCode.DONE, kept.code(), kept::err);
    assertEquals(rows, tree(kept.out()).get("rows"));
    assertFalse(Files.exists(nothing), "no clip was read");
    String text = TinyRun.sayPlain("study", "energy", copy.toString()).out();
    assertTrue(text.contains("FATReLU, equal bytes: left out"), text);
    assertEquals(
        ExitCode.BAD_INPUT,
        tiny.say("study", "rates", tiny.run().toString(), "--rival=" + rival).code());
    assertEquals(
        ExitCode.BAD_INPUT, tiny.say("study", "paper", tiny.run().toString(), "--keep").code());
    assertEquals(
        ExitCode.BAD_INPUT, tiny.say("study", "rates", tiny.run().toString(), "--area").code());
  }

  @Test
  void aWrongBitIsExplained() throws IOException {
    Path run = copy("explain");
    Path image = run.resolve("image.kswi");
    assertEquals(ExitCode.DONE, tiny.say("simulate", run.toString(), "--explain").code());
    // A whole image with one weight bit changed: its checksums are right.
    WeightImage sound = ImageReader.read(image);
    Path kept = run.resolve("sound.kswi");
    Files.copy(image, kept);
    int caught = 0;
    for (int address = 0; caught < 3; address++) {
      byte[] words = sound.layers().get(0).weight().words().clone();
      words[address] ^= 4;
      PackedMatrix weight = sound.layers().get(0).weight();
      LayerImage first = sound.layers().get(0);
      LayerImage wrong;
      try {
        wrong =
            first.withWeight(
                new PackedMatrix(weight.rows(), weight.columns(), weight.word(), words));
      } catch (IllegalArgumentException padding) {
        continue;
      }
      ImageWriter.write(sound.withLayers(List.of(wrong, sound.layers().get(1))), image);
      TinyRun.Said said =
          tiny.say("simulate", image.toString(), "--explain", "--json", "--sound=" + kept);
      if (said.code() == ExitCode.DONE) {
        continue;
      }
      caught++;
      assertEquals(ExitCode.NO, said.code(), said::err);
      JsonNode difference = onlyObject(said.out()).get("explanation").get("differences").get(0);
      assertEquals(address, difference.get("address").asInt());
      assertEquals(2, difference.get("bit").asInt());
    }
    assertEquals(
        ExitCode.BAD_INPUT, tiny.say("simulate", image.toString(), "--sound=" + kept).code());
  }

  private void costsAreWrittenFrameByFrame(Path image, Path clips) throws IOException {
    Path counts = folder.resolve("counts.jsonl");
    String data = "--data=" + clips;
    TinyRun.Said said =
        tiny.say(
            "simulate",
            image.toString(),
            data,
            "--json",
            "--counts=" + counts,
            "--arch=paper-71uw",
            "--clock=500000");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = onlyObject(said.out());
    assertEquals("paper-71uw", answer.get("architecture").asText());
    assertTrue(answer.get("realTime").get("inTime").asBoolean());
    List<String> lines = Files.readAllLines(counts);
    assertEquals(801, lines.size());
    JsonNode last = onlyObject(lines.get(799)).get("counts");
    assertEquals(
        "decision", last.get("stages").get(last.get("stages").size() - 1).get("phase").asText());
    long cycles = 0;
    for (String line : lines.subList(0, 800)) {
      cycles += onlyObject(line).get("counts").get("cycles").asLong();
    }
    assertEquals(cycles, onlyObject(lines.get(800)).get("total").get("cycles").asLong());
    assertEquals(cycles, answer.get("counts").get("cycles").asLong());
    for (String name : List.of("trace.vcd", "trace.txt")) {
      Path trace = folder.resolve(name);
      TinyRun.Said traced =
          tiny.say(
              "simulate",
              image.toString(),
              data,
              "--json",
              "--trace=" + trace,
              "--clip=3",
              "--frames=98-200");
      assertEquals(ExitCode.DONE, traced.code(), traced::err);
      assertEquals(99, onlyObject(traced.out()).get("lastFrame").asInt());
      assertTrue(Files.size(trace) > 1000);
    }
    TinyRun.Said late =
        tiny.say("simulate", image.toString(), data, "--trace=x.vcd", "--frames=100");
    assertEquals(ExitCode.BAD_INPUT, late.code());
    TinyRun.Said slow = tiny.say("simulate", image.toString(), data, "--clock=99");
    assertEquals(ExitCode.BAD_INPUT, slow.code());
    Path table = Files.writeString(folder.resolve("energy.yaml"), "name: none");
    TinyRun.Said none = tiny.say("simulate", image.toString(), data, "--energy=" + table);
    assertEquals(ExitCode.BAD_INPUT, none.code());
    assertTrue(none.err().contains("constants: found nothing"), none::err);
  }

  /** The answer is no: counts that the timing model did not predict, as its stage noted. */
  @Test
  void runSaysNoWhereCountsAreNotAsPredicted() throws IOException {
    Path run = copy("unpredicted");
    Path results = run.resolve("results.json");
    String before = Hashes.sha256Hex(results);
    ObjectNode tree = (ObjectNode) JSON.readTree(results.toFile());
    ((ObjectNode) tree.get("agreement")).put("identical", false).put("unpredicted", 6);
    Files.writeString(results, tree.toString());
    Path stages = run.resolve("stages.json");
    Files.writeString(stages, Files.readString(stages).replace(before, Hashes.sha256Hex(results)));
    TinyRun.Said said = tiny.say("run", tiny.recipe().toString(), "--out=" + run);
    assertEquals(ExitCode.NO, said.code(), said::err);
    assertTrue(
        said.out().contains("The counts of 6 clips are NOT those of the analytical timing model."),
        said::out);
  }

  /** The answer is no: an image that is whole and says of whom it is, but is of another network. */
  @Test
  void verifySaysNo() throws IOException {
    Path run = copy("no");
    WeightImage image = ImageReader.read(run.resolve("image.kswi"));
    Path file = run.resolve("checkpoints/quantized.safetensors");
    Checkpoint checkpoint = Checkpoint.read(file);
    float[] bias = checkpoint.parameters().data(Names.bias(0));
    for (int n = 0; n < bias.length; n++) {
      bias[n] += 2;
    }
    checkpoint.write(file);
    TinyRun.Said stale = tiny.say("verify", run.toString(), "--json", "--quiet");
    assertEquals(ExitCode.BAD_INPUT, stale.code());
    assertTrue(
        stale.err().contains("image.kswi: found an image of another checkpoint"), stale::err);
    Map<String, String> claim = new TreeMap<>(image.provenance());
    claim.put(WeightImage.CHECKPOINT, Hashes.sha256Hex(file));
    ImageWriter.write(
        image.withDescription(new ImageDescription(image.kept(), image.classes(), claim)),
        run.resolve("image.kswi"));
    Path answers = Files.move(run.resolve("answers.kska"), run.resolve("kept.kska"));
    TinyRun.Said said = tiny.say("verify", run.toString(), "--json", "--quiet");
    assertEquals(ExitCode.NO, said.code(), said::err);
    JsonNode answer = onlyObject(said.out());
    assertFalse(answer.get("identical").asBoolean());
    assertTrue(answer.get("mismatches").asLong() > 0);
    assertTrue(answer.get("firstMismatch").asText().startsWith("QAT forward against"));
    assertTrue(answer.get("limits").asBoolean(), "the limits are not what differs");
    // Known answers of another image are no answers.
    Files.move(answers, run.resolve("answers.kska"));
    ImageWriter.write(
        image.withDescription(
            new ImageDescription(image.kept(), image.classes(), Map.of("made", "elsewhere"))),
        run.resolve("image.kswi"));
    TinyRun.Said other = tiny.say("verify", run.resolve("image.kswi").toString());
    assertEquals(ExitCode.BAD_INPUT, other.code());
    assertTrue(other.err().contains("answers of another image"), other::err);
  }

  /** Outside a run and without clips, an image is verified by what lies beside it. */
  @Test
  void anImageAloneIsVerifiedByItsAnswers() throws IOException {
    Path alone = Files.createDirectories(folder.resolve("by-answers"));
    for (String name : List.of("image.kswi", "answers.kska", "limits.kswi", "limits.kska")) {
      Files.copy(tiny.run().resolve(name), alone.resolve(name));
    }
    String image = alone.resolve("image.kswi").toString();
    TinyRun.Said said = tiny.say("verify", image, "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = onlyObject(said.out());
    assertTrue(answer.get("identical").asBoolean() && answer.get("limits").asBoolean());
    assertEquals(2, answer.get("knownAnswers").asInt());
    assertEquals(0, answer.get("clips").asInt());
    // The network at the limits has answers, too, which are none of the image.
    said = tiny.say("simulate", alone.resolve("limits.kswi").toString(), "--explain");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    String limits = alone.resolve("limits.kska").toString();
    said = tiny.say("simulate", image, "--explain", "--answers=" + limits);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertTrue(said.err().contains("limits.kska: clip 0: found "), said::err);
    said = tiny.say("simulate", image, "--explain", "--sound=" + alone.resolve("limits.kswi"));
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertTrue(said.err().contains("answers of another image"), said::err);
    // Answers at the limits that are wrong are told, too.
    KnownAnswers known = KnownAnswersReader.read(Path.of(limits));
    known.clips().get(0).trace().logits()[3]++;
    KnownAnswersWriter.write(known, Path.of(limits));
    said = tiny.say("verify", image);
    assertEquals(ExitCode.NO, said.code(), said::err);
    assertTrue(said.out().contains("network at the limits: logit of clip 0"), said::out);
    Files.delete(alone.resolve("answers.kska"));
    said = tiny.say("verify", image);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::out);
    assertTrue(said.err().contains("expected known answers, or clips by --data"), said::err);
  }

  @Test
  void aDamagedOutputIsMadeAnew() throws IOException {
    Path run = copy("damaged");
    byte[] image = Files.readAllBytes(run.resolve("image.kswi"));
    byte[] damaged = image.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(run.resolve("image.kswi"), damaged);
    TinyRun.Said said = tiny.say("run", run.toString());
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertArrayEquals(image, Files.readAllBytes(run.resolve("image.kswi")));
    assertTrue(said.err().contains("quantize  unchanged, skipped"), said::err);
    assertTrue(said.err().contains("export    …"), said::err);
    assertTrue(said.err().contains("verify    unchanged, skipped"), said::err);
  }

  /**
   * Killed as hard as can be, at the end of the last epoch of two stages, in another folder, a run
   * ends with the same bytes and the same figures of every epoch. Of training one epoch is done by
   * then and its state is written; quantization begins anew. One process is held at both: what a
   * kill at the first would leave is its folder as it is by then.
   */
  @Test
  void aKilledRunGoesOn() throws IOException, InterruptedException {
    Path killed = folder.resolve("killed");
    Path inTraining = folder.resolve("killed-in-training");
    Path said = folder.resolve("killed.txt");
    String recipe = tiny.recipe().toString();
    List<String> lines = List.of("train: epoch 2/2", "quantize: epoch 1/1");
    Process process =
        TinyRun.start(
            HeldMain.class,
            said,
            List.of(
                folder.toString(),
                String.join(HeldMain.AND, lines),
                "run",
                recipe,
                "--out=" + killed,
                "--cache=" + tiny.cache()));
    try {
      for (String line : lines) {
        Path sign = HeldMain.sign(folder, line);
        while (process.isAlive() && !Files.exists(sign)) {
          process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        assertTrue(Files.exists(sign), () -> "ended before " + line + ": " + text(said));
        assertFalse(Files.exists(killed.resolve("results.json")));
        if (line.equals(lines.get(0))) {
          Path state = killed.resolve("work/train/state.safetensors");
          assertTrue(Files.exists(state), "no state is left");
          copy(killed, inTraining);
          Files.delete(sign);
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    for (Path run : List.of(inTraining, killed)) {
      boolean trained = run == killed;
      assertEquals(trained, Files.exists(run.resolve("checkpoints/float.safetensors")));
      TinyRun.Said again = tiny.say("run", recipe, "--out=" + run);
      assertEquals(ExitCode.DONE, again.code(), again::err);
      assertEquals(trained, again.err().contains("train     unchanged, skipped"), again::err);
      assertEquals(first.out(), again.out());
      for (String name :
          List.of(
              "image.kswi",
              "answers.kska",
              "results.json",
              "costs.json",
              "MODEL_CARD.md",
              "checkpoints/float.safetensors",
              "checkpoints/quantized.safetensors")) {
        assertArrayEquals(
            Files.readAllBytes(tiny.run().resolve(name)),
            Files.readAllBytes(run.resolve(name)),
            name);
      }
      assertEquals(figures(tiny.run()), figures(run));
    }
  }

  /** The lines of metrics.jsonl without the time that epochs took. */
  private static List<String> figures(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"seconds\":[^,}]*", ""))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    Path run = copy("shared");
    try (var channel = FileChannel.open(run.resolve(".lock"), StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertTrue(lock.isValid());
      TinyRun.Said said = tiny.say("run", run.toString());
      assertEquals(ExitCode.BAD_INPUT, said.code());
      assertTrue(said.err().contains("another run at work in it"), said::err);
    }
  }

  private static Path copy(String name) throws IOException {
    return copy(tiny.run(), folder.resolve(name));
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  private static JsonNode onlyObject(String out) throws IOException {
    assertEquals(1, out.lines().count(), out);
    JsonNode node = JSON.readTree(out);
    assertTrue(node.isObject(), out);
    return node;
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
