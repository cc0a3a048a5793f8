package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.cli.console.ExitCode;

/** Sweeps of tiny runs, in processes of their own. */
@Tag("slow")
class SweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VARY = "training.learningRate=0.01,0.0001";

  @TempDir static Path folder;

  private static TinyRun tiny;
  private static Path sweep;
  private static TinyRun.Said first;

  @BeforeAll
  static void sweepOnce() throws IOException {
    tiny = new TinyRun(folder);
    tiny.recipe();
    sweep = folder.resolve("sweep");
    first = sweepTo(sweep, "--vary=" + VARY, "--seeds=1,2", "--until=train");
  }

  @Test
  void endsWithOneTable() throws IOException {
    assertEquals(ExitCode.DONE, first.code(), first::err);
    JsonNode results = JSON.readTree(sweep.resolve("sweep.json").toFile());
    JsonNode combinations = results.get("combinations");
    assertEquals(2, combinations.size());
    JsonNode runs = combinations.get(0).get("runs");
    double one = runs.get(0).get("validation").get("accuracy").asDouble();
    double two = runs.get(1).get("validation").get("accuracy").asDouble();
    JsonNode validation = combinations.get(0).get("validation");
    assertEquals((one + two) / 2, validation.get("mean").asDouble(), 1e-12);
    assertEquals(Math.abs(one - two) / Math.sqrt(2), validation.get("deviation").asDouble(), 1e-12);
    assertTrue(combinations.get(0).get("againstFirst").isNull());
    JsonNode against = combinations.get(1).get("againstFirst");
    assertEquals(2, against.get("eachSeed").get(1).get("pairs").asInt(), "speakers");
    // Seeds synthesise other speakers, so that two seeds have twice as many.
    assertEquals(4, against.get("together").get("pairs").asInt());
    assertEquals("speakers", against.at("/together/interval/by").asText());
    assertTrue(against.get("wilcoxon").get("refused").asText().contains("6 seeds"));
    // One of the two, against the other, stands in the second table as well.
    assertEquals(3, first.out().lines().filter(line -> line.startsWith("| learningRate=")).count());
    assertTrue(first.out().contains("not corrected for there being 1 comparison."), first::out);
  }

  @Test
  void testsAfterTheChoice() throws IOException {
    JsonNode choice = JSON.readTree(sweep.resolve("choice.json").toFile());
    JsonNode results = JSON.readTree(sweep.resolve("sweep.json").toFile());
    assertEquals(choice, results.get("choice"));
    double best = 0;
    for (JsonNode combination : results.get("combinations")) {
      best = Math.max(best, combination.get("validation").get("mean").asDouble());
    }
    for (JsonNode combination : results.get("combinations")) {
      if (combination.get("chosen").asBoolean()) {
        assertEquals(choice.get("chosen"), combination.get("values"));
        assertEquals(best, combination.get("validation").get("mean").asDouble());
      }
    }
    FileTime chosen = Files.getLastModifiedTime(sweep.resolve("choice.json"));
    List<Path> tests = find(sweep, "test/float.json");
    assertEquals(4, tests.size());
    for (Path test : tests) {
      assertTrue(Files.getLastModifiedTime(test).compareTo(chosen) > 0, test::toString);
    }
  }

  @Test
  void doesOnlyWhatIsMissing() throws IOException {
    byte[] results = Files.readAllBytes(sweep.resolve("sweep.json"));
    Path lost = runs().get(2).resolve("checkpoints/float.safetensors");
    byte[] checkpoint = Files.readAllBytes(lost);
    Files.delete(lost);
    TinyRun.Said again = sweepTo(sweep, "--vary=" + VARY, "--seeds=1,2", "--until=train", "--json");
    assertEquals(ExitCode.DONE, again.code(), again::err);
    assertTrue(again.err().contains("learn     3 of 4 unchanged, skipped"), again::err);
    assertTrue(again.err().contains("learn     1 of 1: "), again::err);
    // What was tested is tested no more: the checkpoint is the same again.
    assertTrue(again.err().contains("test      4 of 4 unchanged, skipped"), again::err);
    assertArrayEquals(checkpoint, Files.readAllBytes(lost));
    assertArrayEquals(results, Files.readAllBytes(sweep.resolve("sweep.json")));
    JsonNode answer = JSON.readTree(again.out());
    assertEquals(JSON.readTree(results).get("combinations"), answer.get("combinations"));
  }

  @Test
  void goesToTheImage() throws IOException {
    Path to = folder.resolve("image");
    TinyRun.Said said = sweepTo(to, "--set=training.epochs=1");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode run =
        JSON.readTree(to.resolve("sweep.json").toFile()).get("combinations").get(0).get("runs");
    JsonNode results = JSON.readTree(to.resolve("recipe/seed-1/results.json").toFile());
    JsonNode integer = results.get("rows").get(4);
    JsonNode test = run.get(0).get("test");
    assertEquals("integer", integer.get("stage").asText());
    for (String key : List.of("correct", "count", "interval", "bytes", "rates")) {
      assertEquals(integer.get(key), test.get(key), key);
    }
    assertTrue(said.out().contains("Tested: the integer network."), said::out);
  }

  /** Bits against sparsity: one float network for all, and one plot. */
  @Test
  void compressionsShareTheirFloatNetwork() throws IOException {
    Path to = folder.resolve("bits");
    String[] options = {
      "--set=training.epochs=1",
      "--set=compression.pruning=[{kind: weights, wordSparsity: 0, epochs: 1, learningRate: 0.001}]",
      "--set=hardware.packing=compressed",
      "--vary=compression.quantization.weightBits=2,4",
      "--vary=compression.pruning[0].wordSparsity=0,0.75"
    };
    TinyRun.Said said = sweepTo(to, options);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.err().contains("train     1 of 1: "), said::err);
    assertTrue(said.out().contains("Pareto front of accuracy against bytes: "), said::out);
    assertTrue(Files.size(to.resolve("sweep.png")) > 1000);
    List<Path> floats = find(to, "checkpoints/float.safetensors");
    assertEquals(4, floats.size());
    for (Path one : floats) {
      assertArrayEquals(Files.readAllBytes(floats.get(0)), Files.readAllBytes(one));
      // Only the first combination trained; the others have its network.
      assertEquals(
          one.toString().contains("weightBits=2_wordSparsity=0-"),
          Files.exists(run(one).resolve("work/train")),
          one::toString);
    }
    TinyRun.Said again = sweepTo(to, options);
    assertTrue(again.err().contains("learn     4 of 4 unchanged, skipped"), again::err);
    TinyRun.Said report =
        TinyRun.sayPlain("report", run(floats.get(0)).toString(), "--json", "--quiet");
    assertEquals(ExitCode.DONE, report.code(), report::err);
    assertTrue(JSON.readTree(report.out()).get("included").toString().contains("trade-off"));
  }

  /** What a compression costs over seeds is the mean of what it costs with each. */
  @Test
  void ledgersOfSeedsBecomeOne() throws IOException {
    Path to = folder.resolve("seeds");
    TinyRun.Said said = sweepTo(to, "--set=training.epochs=1", "--seeds=1,2,3");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("From float to image: "), said::out);
    JsonNode stages =
        JSON.readTree(to.resolve("sweep.json").toFile()).at("/combinations/0/ledger/stages");
    List<JsonNode> ledgers = new ArrayList<>();
    for (Path ledger : find(to, "ledger.json")) {
      ledgers.add(JSON.readTree(ledger.toFile()).get("stages"));
    }
    assertEquals(3, ledgers.size());
    for (int i = 0; i < stages.size(); i++) {
      JsonNode stage = stages.get(i);
      double accuracy = 0;
      double bytes = 0;
      double difference = 0;
      for (JsonNode ledger : ledgers) {
        assertEquals(ledger.get(i).get("stage"), stage.get("stage"));
        accuracy += ledger.get(i).get("accuracy").asDouble() / 3;
        bytes += ledger.get(i).get("bytes").asDouble() / 3;
        difference +=
            (ledger.get(i).get("accuracy").asDouble() - ledger.get(0).get("accuracy").asDouble())
                / 3;
      }
      assertEquals(accuracy, stage.at("/accuracy/mean").asDouble(), 1e-12);
      assertEquals(bytes, stage.get("bytes").asDouble(), 1e-9);
      if (i == 0) {
        assertTrue(stage.get("againstFloat").isNull());
      } else {
        assertEquals(difference, stage.at("/againstFloat/bootstrap/effect").asDouble(), 1e-12);
      }
    }
    assertEquals("image", stages.get(stages.size() - 1).get("stage").asText());
  }

  @Test
  void aRunThatFailsIsSaidAndNotChosen() throws IOException {
    Path to = folder.resolve("failing");
    TinyRun.Said said =
        sweepTo(to, "--vary=training.learningRate=1e30,0.01", "--until=train", "--quiet");
    assertEquals(ExitCode.NO, said.code(), said::err);
    assertTrue(said.out().contains("FAILED: learningRate=1e30, seed 1: train"), said::out);
    JsonNode results = JSON.readTree(to.resolve("sweep.json").toFile());
    assertEquals("0.01", results.get("choice").get("chosen").get("training.learningRate").asText());
    assertTrue(results.get("combinations").get(0).get("test").isNull());
    assertTrue(results.get("combinations").get(1).get("test").get("mean").isNumber());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--vary=training.lerningRate=1; the nearest is training.learningRate",
        "--vary=training.epochs=1,x; --vary training.epochs: training.epochs: found",
        "--vary=network.layers=[8],[0]; at least 1",
        "--vary=training.epochs; expected key.path=value,value",
        "--vary=training.epochs=1,,2; found an empty value",
        "--vary=training.epochs=1,1; found one value twice",
        "--vary=seed=1,2; expected --seeds",
        "--seeds=1,1; twice",
        "--jobs=0; --jobs: found 0, expected at least 1",
        "--until=export; (see: keyspike sweep --help)",
      })
  void refusesBeforeAnythingRuns(String option, String message) {
    Path to = folder.resolve("refused");
    TinyRun.Said said = sweepTo(to, option);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(message), said::err);
    assertEquals(1, said.err().lines().count(), said::err);
    assertFalse(Files.exists(to));
  }

  /** Killed with its children at work, which end too; what they left does no harm. */
  @Test
  void aKilledSweepLeavesNothingRunning() throws IOException, InterruptedException {
    Path to = folder.resolve("killed");
    String[] options = {"--vary=" + VARY, "--seeds=1", "--until=train", "--jobs=2"};
    List<String> line =
        new ArrayList<>(
            List.of(
                "sweep",
                folder.toString(),
                "--out=" + to,
                "--cache=" + tiny.cache(),
                "--set=training.epochs=1000000"));
    line.addAll(List.of(options));
    Process process = TinyRun.start(Main.class, folder.resolve("killed.txt"), line);
    List<Path> atWork = List.of();
    while (process.isAlive() && atWork.size() < 2) {
      process.waitFor(20, TimeUnit.MILLISECONDS);
      atWork = find(to, "work/train/state.safetensors");
    }
    process.destroyForcibly().waitFor();
    assertEquals(2, atWork.size(), () -> said(folder.resolve("killed.txt")));
    for (Path state : atWork) {
      Path lock = state.getParent().getParent().resolveSibling(".lock");
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
        // Waits until the child has let it go: it does so only by ending.
        assertTrue(channel.lock().isValid());
      }
    }
    TinyRun.Said said = sweepTo(to, options);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    List<Path> checkpoints = find(to, "checkpoints/float.safetensors");
    assertEquals(2, checkpoints.size());
    for (Path checkpoint : checkpoints) {
      assertArrayEquals(
          Files.readAllBytes(sweep.resolve(to.relativize(checkpoint))),
          Files.readAllBytes(checkpoint),
          checkpoint::toString);
    }
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run folder of a checkpoint. */
  private static Path run(Path checkpoint) {
    return checkpoint.getParent().getParent();
  }

  private static List<Path> find(Path where, String name) throws IOException {
    if (!Files.exists(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(where)) {
      return files.filter(file -> file.endsWith(name)).toList();
    } catch (UncheckedIOException e) {
      // A file was renamed while it was looked at.
      return List.of();
    }
  }

  private static List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.walk(sweep, 2)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("seed-"))
          .sorted()
          .toList();
    }
  }

  private static TinyRun.Said sweepTo(Path to, String... options) {
    return tiny.say(
        Stream.concat(Stream.of("sweep", folder.toString(), "--out=" + to), Stream.of(options))
            .toArray(String[]::new));
  }
}
