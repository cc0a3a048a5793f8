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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.LayerImage;
import org.keyspike.network.Checkpoint;

/** A network that another tool trained and NIR's own library wrote, down to a verified image. */
@Tag("slow")
class NirTest {
  private static final String WORDS =
      "../deploy/src/test/resources/org/keyspike/deploy/nir/words.nir";

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static TinyRun.Said imported;
  private static TinyRun.Said compressed;

  @BeforeAll
  static void goAllTheWay() throws IOException {
    tiny = new TinyRun(folder);
    imported = bring(tiny.run());
    compressed = tiny.say("compress", tiny.run().toString());
  }

  private static TinyRun.Said bring(Path run, String... more) throws IOException {
    List<String> args =
        new ArrayList<>(List.of("import", "nir", WORDS, tiny.recipe().toString(), "--out=" + run));
    args.addAll(List.of(more));
    if (more.length == 0) {
      args.add("--dt=0.01");
    }
    return tiny.say(args.toArray(String[]::new));
  }

  private static void refused(String message, TinyRun.Said said) {
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(message), said::err);
  }

  @Test
  void theImageIsVerified() throws IOException {
    assertEquals(ExitCode.DONE, imported.code(), imported::err);
    assertTrue(imported.out().contains("imported"), imported::out);
    assertEquals(ExitCode.DONE, compressed.code(), compressed::err);
    assertTrue(compressed.err().contains("train     unchanged, skipped"), compressed::err);
    JsonNode results = new ObjectMapper().readTree(tiny.run().resolve("results.json").toFile());
    assertTrue(results.at("/agreement/identical").asBoolean(), results::toString);
    List<LayerImage> layers = ImageReader.read(tiny.run().resolve("image.kswi")).layers();
    assertEquals(List.of(16, 3), layers.stream().map(LayerImage::neurons).toList());
    assertTrue(layers.stream().allMatch(layer -> layer.code().resetsToZero()));
    Checkpoint network = Checkpoint.read(tiny.run().resolve("checkpoints/float.safetensors"));
    assertEquals("nir", network.provenance().get("imported"));
    assertEquals(List.of("yes", "no", "up"), network.classes());
  }

  /** What the run made of it goes out again, and comes back bit for bit. */
  @Test
  void itGoesOutAsItIsBeforeTheIntegers() throws IOException {
    TinyRun.Said said = TinyRun.sayPlain("export", tiny.run().toString(), "--format=nir");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    Path back = folder.resolve("back.safetensors");
    TinyRun.Said in =
        tiny.say("import", "nir", tiny.run().resolve("network.nir").toString(), "--out=" + back);
    assertEquals(ExitCode.DONE, in.code(), in::err);
    Checkpoint folded = Checkpoint.read(tiny.run().resolve("checkpoints/folded.safetensors"));
    assertEquals(folded, Checkpoint.read(back));
    refused(
        "format: found integers, whose rounding and saturation NIR cannot say",
        TinyRun.sayPlain(
            "export",
            tiny.run().resolve("checkpoints/quantized.safetensors").toString(),
            "--format=nir"));
    refused(
        "a weight image, of integers",
        TinyRun.sayPlain("export", tiny.run().resolve("image.kswi").toString(), "--format=nir"));
    assertFalse(Files.exists(tiny.run().resolve("image.nir")));
  }

  @Test
  void anImportedNetworkIsNotReplaced() throws IOException {
    byte[] before = Files.readAllBytes(tiny.run().resolve("checkpoints/float.safetensors"));
    refused("a run that has a network", bring(tiny.run()));
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy.resolve("checkpoints"));
    for (String file :
        List.of(
            "recipe.yaml", "environment.json", "stages.json", "checkpoints/float.safetensors")) {
      Files.copy(tiny.run().resolve(file), copy.resolve(file));
    }
    refused(
        "an imported network, and a recipe that would train another in its place",
        tiny.say("train", copy.toString(), "--set=training.epochs=3"));
    assertEquals(
        Checkpoint.read(tiny.run().resolve("checkpoints/float.safetensors")),
        Checkpoint.read(copy.resolve("checkpoints/float.safetensors")));
    assertEquals(before.length, Files.size(tiny.run().resolve("checkpoints/float.safetensors")));
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    Path none = folder.resolve("none");
    refused("--dt is a frame in the file's unit of time", bring(none, "--quiet"));
    refused(
        "inputs: found 12, expected 13, the recipe's frontend.bands",
        bring(none, "--dt=0.01", "--set=frontend.bands=13"));
    refused("classes: found 3, expected 2", bring(none, "--dt=0.01", "--set=dataset.words=yes,no"));
    refused("--dt: found 0.0, expected a number above 0", bring(none, "--dt=0"));
    refused("a network of another tool", tiny.say("import", "nir", WORDS, "--dt=0.01"));
    assertFalse(Files.exists(none.resolve("checkpoints")));
  }
}
