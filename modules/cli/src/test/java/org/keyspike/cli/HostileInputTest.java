package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** Bad input is one clear line, exit code 2, no stack trace, and nothing half-written. */
@Tag("slow")
class HostileInputTest {
  @TempDir static Path folder;

  private static Path image;
  private static Path checkpoint;
  private static Path clips;

  @BeforeAll
  static void makeInput() throws IOException {
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(8, 1),
            new EncoderSpec.Residual(false),
            List.of(
                new LayerSpec(
                    5,
                    new RecurrentLif(),
                    new Surrogate(Surrogate.Shape.BOXCAR, 2),
                    false,
                    true,
                    0)),
            new ReadoutSpec.Keyword(4, 2, 100),
            1,
            null);
    Parameters parameters = Initializer.draw(spec, 0.5, 1);
    NetworkSpec onGrid = spec.withFormat(FormatChooser.choose(spec, parameters, 4, 16, 8, 8));
    checkpoint = folder.resolve("good.safetensors");
    new Checkpoint(onGrid, List.of("no", "yes"), Quantizer.onGrid(onGrid, parameters), Map.of())
        .write(checkpoint);
    image = folder.resolve("good.kswi");
    ImageWriter.write(
        WeightImage.of(Quantizer.quantize(onGrid, parameters), List.of("no", "yes"), Map.of(), 128),
        image);
    clips = folder.resolve("clips");
    float[] samples = new float[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.05) / 2;
    }
    for (String word : List.of("no", "yes")) {
      Files.createDirectories(clips.resolve(word));
      AudioFiles.writeWav(
          clips.resolve(word).resolve("a_nohash_0.wav"), new AudioClip(samples, 16_000));
    }
  }

  @Test
  void goodInputIsAccepted() {
    for (Path model : List.of(image, checkpoint)) {
      for (String verb : List.of("evaluate", "simulate", "verify")) {
        TinyRun.Said said = say(verb, model.toString(), "--data=" + clips, "--json");
        assertEquals(ExitCode.DONE, said.code(), said::err);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "simulate", "verify"})
  void brokenModels(String verb) throws IOException {
    for (Path good : List.of(image, checkpoint)) {
      byte[] bytes = Files.readAllBytes(good);
      String name = good.getFileName().toString();
      byte[] flipped = bytes.clone();
      flipped[bytes.length - 20] ^= 4;
      for (byte[] content :
          List.of(
              flipped,
              Arrays.copyOf(bytes, bytes.length / 2),
              Arrays.copyOf(bytes, 3),
              new byte[0],
              "hello, this is text".getBytes())) {
        for (String as : List.of("broken-" + name, "broken")) {
          Path file = Files.write(folder.resolve(as), content);
          assertBad(say(verb, file.toString(), "--data=" + clips), file.toString());
          Files.delete(file);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "simulate", "verify", "run", "train", "prepare", "export"})
  void whatIsNotThere(String verb) throws IOException {
    assertBad(say(verb, folder.resolve("nothing.yaml").toString()), "nothing.yaml");
    assertBad(say(verb, folder.resolve("nothing.safetensors").toString()), "nothing.safetensors");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertBad(say(verb, empty.toString()), empty.toString());
  }

  /** Opened, a pipe that nobody writes to would wait for ever. */
  @Test
  void pipesAreNoFiles() throws Exception {
    for (String name : List.of("pipe.yaml", "pipe.kswi", "pipe.wav", "pipe.safetensors")) {
      Path pipe = folder.resolve(name);
      Files.deleteIfExists(pipe);
      try {
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
      } catch (IOException e) {
        assumeTrue(false, "no pipes here");
      }
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          String image = HostileInputTest.image.toString();
          assertBad(say("run", folder.resolve("pipe.yaml").toString()), "a pipe or a device");
          assertBad(say("verify", folder.resolve("pipe.kswi").toString()), "a pipe or a device");
          assertBad(
              say("evaluate", folder.resolve("pipe.safetensors").toString()), "a pipe or a device");
          assertBad(say("features", folder.resolve("pipe.wav").toString()), "a pipe or a device");
          assertBad(
              TinyRun.sayPlain("listen", image, "--wav=" + folder.resolve("pipe.wav")),
              "a pipe or a device");
        });
  }

  @Test
  void recipesThatAreNone() throws IOException {
    Path binary = Files.copy(image, folder.resolve("image.yaml"));
    assertBad(say("run", binary.toString()), "found no UTF-8 text");
    Path text = Files.writeString(folder.resolve("text.yaml"), "once upon a time");
    assertBad(say("run", text.toString()), "expected the keys");
    Path key = recipe("dataset: {kind: timit, folder: .}\ntraning: {epochs: 1}\n");
    assertBad(
        say("run", key.toString()), ": line 2: traning: no such key; the nearest is training");
    assertBad(
        say(
            "run",
            recipe("dataset: {kind: timit, folder: .}\n").toString(),
            "--set",
            "trainin.epochs=3"),
        "--set trainin.epochs: no such key; the nearest is training");
    assertBad(
        say("run", recipe("dataset: {kind: timit, folder: .}\n").toString(), "--set", "epochs"),
        "found 'epochs', expected key.path=value");
    assertBad(
        say(
            "run",
            recipe("dataset: {kind: timit, folder: .}\ntraining: {engine: abacus}").toString(),
            "--out=" + folder.resolve("never")),
        "training.engine");
    assertFalse(Files.exists(folder.resolve("never")));
  }

  @Test
  void archivesThatAreNone() throws IOException {
    Path archive = Files.writeString(folder.resolve("clips.tar.gz"), "no archive at all");
    Path recipe = recipe("dataset: {kind: speech-commands}\n");
    for (String verb : List.of("prepare", "train", "run", "features")) {
      assertBad(
          say(
              verb,
              recipe.toString(),
              "--set",
              "dataset.archive=" + archive,
              "--out=" + folder.resolve("o")),
          archive.toString());
      assertBad(
          say(
              verb,
              recipe.toString(),
              "--set",
              "dataset.archive=" + folder,
              "--out=" + folder.resolve("o")),
          folder.toString());
    }
  }

  static Stream<byte[]> brokenClips() throws IOException {
    byte[] good = Files.readAllBytes(clips.resolve("no").resolve("a_nohash_0.wav"));
    return Stream.of(
        new byte[0],
        "RIFF".getBytes(),
        Arrays.copyOf(good, 30),
        Arrays.copyOf(good, 5000),
        "a text that is no sound".getBytes());
  }

  @ParameterizedTest
  @MethodSource("brokenClips")
  void clipsThatAreNone(byte[] content) throws IOException {
    Path data = folder.resolve("broken-clips");
    Path clip = data.resolve("yes").resolve("b_nohash_0.wav");
    Files.createDirectories(clip.getParent());
    Files.write(clip, content);
    assertBad(say("evaluate", image.toString(), "--data=" + data), clip.toString());
    Path out = folder.resolve("clip.npy");
    assertBad(say("features", clip.toString(), "--out=" + out), clip.toString());
    assertFalse(Files.exists(out));
  }

  @Test
  void dataThatDoesNotFit() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty-data"));
    assertBad(say("evaluate", image.toString(), "--data=" + empty), empty.toString());
    assertBad(say("evaluate", image.toString(), "--data=" + image), image.toString());
    Path other = folder.resolve("other-words");
    Files.createDirectories(other.resolve("banana"));
    Files.copy(
        clips.resolve("no").resolve("a_nohash_0.wav"),
        other.resolve("banana").resolve("a_nohash_0.wav"));
    assertBad(say("evaluate", image.toString(), "--data=" + other), "banana");
  }

  @Test
  void machinesThatAreNone() throws IOException {
    String data = "--data=" + clips;
    Path arch = Files.writeString(folder.resolve("arch.yaml"), "lanes: many\n");
    assertBad(say("simulate", image.toString(), data, "--arch=" + arch), arch.toString());
    assertBad(say("simulate", image.toString(), data, "--arch=" + folder), folder.toString());
    Path narrow = folder.resolve("narrow.kswi");
    assertEquals(
        ExitCode.DONE,
        TinyRun.sayPlain("export", checkpoint.toString(), "--out=" + narrow, "--lanes=16").code());
    assertBad(say("simulate", narrow.toString(), data, "--arch=reference"), "lanes");
    // Where no machine is named, it has the lanes of the image.
    assertEquals(ExitCode.DONE, say("verify", narrow.toString(), data).code());
  }

  @Test
  void outputsThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertBad(
        say("run", recipe("dataset: {kind: timit, folder: .}\n").toString(), "--out=" + file),
        file.toString());
    assertBad(TinyRun.sayPlain("synthesize", "yes", "--out=" + clips), clips.toString());
    assertEquals("x", Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evaluat                         | Unmatched argument at index 0: 'evaluat'; the nearest is evaluate
          run                             | Missing required parameter: 'RECIPE'
          run a.yaml b.yaml               | Unmatched argument at index 2: 'b.yaml'
          run a.yaml --jsn                | Unknown option: '--jsn'; the nearest is --json
          run a.yaml --seed x             | Invalid value for option '--seed'
          run a.yaml --out                | Missing required parameter for option '--out'
          synthesize yes                  | Missing required option: '--out=FOLDER'
          synthesize yes --out=o --speakers=1 | --speakers: found 1 numbers, expected three
          synthesize yes --out=o --utterances=0 | utterancesPerSpeaker: found 0
          synthesize y*s --out=o          | words: found "y*s"
          fetch nothing-known             | nothing-known
          fetch nothing.yaml              | nothing.yaml: found nothing of this name
          """)
  void usageThatCannotBeUnderstood(String line, String expected) {
    assertBad(TinyRun.sayPlain(line.split(" ")), expected);
  }

  @Test
  void nothingAtAll() {
    assertBad(TinyRun.sayPlain(), "Missing required subcommand");
  }

  @Test
  void helpIsNoError() {
    for (String verb :
        List.of(
            "run",
            "fetch",
            "synthesize",
            "prepare",
            "features",
            "train",
            "compress",
            "export",
            "evaluate",
            "simulate",
            "study",
            "verify",
            "doctor")) {
      TinyRun.Said said = TinyRun.sayPlain(verb, "--help");
      assertEquals(ExitCode.DONE, said.code());
      assertTrue(said.out().startsWith("Usage: keyspike " + verb), said::out);
      assertEquals("", said.err());
    }
    assertEquals(ExitCode.DONE, TinyRun.sayPlain("--help").code());
    assertTrue(TinyRun.sayPlain("--version").out().startsWith("keyspike "));
  }

  @Test
  void errorsAreOneJsonObjectToo() throws IOException {
    for (TinyRun.Said said :
        List.of(
            say("evaluate", folder.resolve("nothing").toString(), "--json"),
            TinyRun.sayPlain("evaluate", "--json"))) {
      assertEquals(1, said.out().lines().count());
      JsonNode answer = new ObjectMapper().readTree(said.out());
      assertEquals(ExitCode.BAD_INPUT, answer.get("exitCode").asInt());
      assertEquals(said.err().strip(), "keyspike: " + answer.get("error").asText());
    }
  }

  @Test
  void featuresOfASoundFile() throws IOException {
    Path out = folder.resolve("sound.npy");
    TinyRun.Said said =
        say(
            "features",
            clips.resolve("no").resolve("a_nohash_0.wav").toString(),
            "--out=" + out,
            "--set=frontend.bands=13",
            "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertEquals(
        "[100,13]",
        new ObjectMapper().readTree(said.out()).get("arrays").get(0).get("shape").toString());
    assertEquals(100 * 13 * 4, Files.size(out) - headerBytes(out));
  }

  private static int headerBytes(Path npy) throws IOException {
    byte[] bytes = Files.readAllBytes(npy);
    return 10 + (bytes[8] & 0xff) + 256 * (bytes[9] & 0xff);
  }

  private static Path recipe(String text) throws IOException {
    return Files.writeString(folder.resolve("some.yaml"), text);
  }

  private static TinyRun.Said say(String... args) {
    return new TinyRun(folder, folder.resolve("cache")).say(args);
  }

  private static void assertBad(TinyRun.Said said, String part) {
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    List<String> complaints =
        said.err().lines().filter(line -> line.startsWith("keyspike: ")).toList();
    assertEquals(1, complaints.size(), said::err);
    assertTrue(complaints.get(0).contains(part), said::err);
    assertFalse(said.err().contains("\tat "), said::err);
    assertFalse(said.err().contains("Exception"), said::err);
    assertEquals("", said.out());
  }
}
