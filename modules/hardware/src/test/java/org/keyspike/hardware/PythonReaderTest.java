package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;
import org.keyspike.integer.GoldenModels;
import org.keyspike.io.Hashes;

/**
 * The reader in Python of the documents, {@code docs/keyspike_image.py}, computes what images and
 * known answers of every kind hold. It was written from the text of the format and shares no code
 * with Keyspike: where one of the two is wrong, or the text can be read in two ways, they differ.
 */
class PythonReaderTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int SECONDS = 120;

  /** Reads pairs of files in one process, and says of each how many clips and answers are equal. */
  private static final String COMPARE =
      """
      import sys
      import keyspike_image as reader
      for line in open(sys.argv[1], encoding="utf-8").read().splitlines():
          paths = line.split("\\t")
          try:
              image = reader.read_image(paths[0])
              answers = reader.read_answers(paths[1], image)
              found = reader.differences(image, answers)
              print(found[0] if found else f"equal {len(answers.clips)} {len(answers.stream)}")
          except reader.ImageError as problem:
              print("refused:", problem)
      """;

  @TempDir Path folder;

  private final List<String> pairs = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  @BeforeAll
  static void numpyIsThere() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-c", "import numpy")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assumeTrue(
        process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0,
        "NumPy is not installed (apt-get install python3-numpy)");
  }

  private void compared(Path image, Path answers, String outcome) {
    pairs.add(image + "\t" + answers);
    expected.add(outcome);
  }

  private void compared(String name, WeightImage image, KnownAnswers answers) throws IOException {
    Path file = folder.resolve(name + ".kswi");
    Path known = folder.resolve(name + ".kska");
    ImageWriter.write(image, file);
    KnownAnswersWriter.write(answers, known);
    compared(file, known, "equal " + answers.clips().size() + " " + answers.stream().size());
  }

  private List<String> said() throws IOException, InterruptedException {
    Path list = Files.write(folder.resolve("pairs.txt"), pairs);
    Path output = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON.toString(), "-B", "-c", COMPARE, list.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PYTHONPATH", HOME.resolve("docs").toString());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertTrue(ended && process.exitValue() == 0, () -> String.join("\n", lines));
    return lines;
  }

  /** Networks of all neurons, codes, delays, encoders, readouts and front ends. */
  @Test
  @Tag("slow")
  void everyKindOfNetworkIsComputedAlike() throws IOException, InterruptedException {
    for (long seed = 0; seed < 16; seed++) {
      WeightImage image = Images.random(seed);
      compared("random-" + seed, image, Images.answers(image, seed));
    }
    for (String name :
        Stream.of(GoldenModels.NAMES, GoldenModels.CODES_AND_DELAYS, GoldenModels.OWN)
            .flatMap(List::stream)
            .toList()) {
      WeightImage limits = LimitsNetwork.beside(Images.of(GoldenModels.model(name), 33));
      compared(name, limits, LimitsNetwork.answers(limits));
    }
    WeightImage listening = Images.listening();
    List<short[]> sound = IntStream.range(0, 12).mapToObj(i -> Images.sound(3_200, i)).toList();
    compared("stream", listening, KnownAnswers.ofSound(listening, sound));
    FrontEndSettings normalized =
        FrontEndSettings.integer(12, 14).withPcen(new PcenSettings(250, 6, 4, 32, 128, 6));
    WeightImage gained = Images.withFrontEnd(listening, normalized);
    compared("normalized", gained, KnownAnswers.ofSound(gained, sound));
    Path resources = Path.of("src/test/resources/org/keyspike/hardware").toAbsolutePath();
    // The image of its day that these answers name.
    compared(resources.resolve("version-3.kswi"), resources.resolve("version-2.kska"), "equal 2 0");
    for (String old : List.of("version-2", "version-3-compressed")) {
      Path file = resources.resolve(old + ".kswi");
      KnownAnswers answers = Images.answers(ImageReader.read(file), 1);
      // Not the file that is written of it today.
      KnownAnswers ofFile = new KnownAnswers(Hashes.sha256Hex(file), answers.clips());
      Path known = folder.resolve(old + ".kska");
      KnownAnswersWriter.write(ofFile, known);
      compared(file, known, "equal " + answers.clips().size() + " 0");
    }
    assertEquals(expected, said());
  }

  @Test
  void publishedImagesAreComputedAlike() throws IOException, InterruptedException {
    try (Stream<Path> all = Files.walk(HOME.resolve("models"))) {
      for (Path file : all.filter(f -> f.endsWith("image.kswi")).sorted().toList()) {
        compared(
            file.resolveSibling("limits.kswi"), file.resolveSibling("limits.kska"), "equal 1 0");
        WeightImage image = ImageReader.read(file);
        String name = file.getParent().getFileName().toString();
        compared(name, image, Images.answers(image, 5));
      }
    }
    assertTrue(pairs.size() >= 6, () -> "images: " + pairs);
    assertEquals(expected, said());
  }

  /** A byte that is changed anywhere is found, and so are answers of another image. */
  @Test
  void whatIsDamagedIsRefused() throws IOException, InterruptedException {
    WeightImage image = Images.listening();
    compared("image", image, Images.answers(image, 1));
    byte[] bytes = ImageWriter.bytes(image);
    Path known = folder.resolve("image.kska");
    for (int at = 5; at < bytes.length; at += bytes.length / 7) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 16;
      compared(Files.write(folder.resolve("at-" + at), damaged), known, "refused");
    }
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    compared(Files.write(folder.resolve("shorter"), shorter), known, "refused");
    WeightImage other = Images.of(GoldenModels.model("integer-ts1"), 8);
    Path file = folder.resolve("other.kswi");
    ImageWriter.write(other, file);
    compared(file, known, "refused");
    assertEquals(expected, said().stream().map(line -> line.replaceAll(":.*", "")).toList());
  }

  /** What it cannot compute it says in one line: a state space, known answers of one. */
  @Test
  void aStateSpaceIsRefusedByName() throws IOException, InterruptedException {
    WeightImage blocks = Images.stateSpace(1);
    WeightImage layers = Images.of(GoldenModels.model("integer-ts1"), 8);
    Path first = folder.resolve("blocks.kswi");
    Path second = folder.resolve("layers.kswi");
    Path states = folder.resolve("blocks.kska");
    ImageWriter.write(blocks, first);
    ImageWriter.write(layers, second);
    KnownAnswersWriter.write(Images.answers(blocks, 1), states);
    String cannot = " has a state space, which this program cannot compute";
    compared(first, states, "refused: " + first + ": version 8" + cannot);
    compared(second, states, "refused: " + states + ": version 5" + cannot);
    assertEquals(expected, said());
  }
}
