package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;

/** What commands do with an image of a state space: they take it, or refuse it in one line. */
class StateSpaceCommandsTest {
  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void anImageWithItsKnownAnswers() throws IOException {
    StateSpaceModel model =
        LongStream.range(0, 100)
            .mapToObj(RandomStateSpaces::model)
            .filter(drawn -> drawn.readout() instanceof IntegerReadout.Keyword)
            .findFirst()
            .orElseThrow();
    List<String> classes =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "word" + k).toList();
    WeightImage made = WeightImage.of(model, classes, Map.of(), 128);
    image = folder.resolve("image.kswi");
    ImageWriter.write(made, image);
    int frames = ((IntegerReadout.Keyword) model.readout()).frames();
    byte[] features = RandomModels.features(model, frames, 1);
    KnownAnswersWriter.write(
        KnownAnswers.of(made, List.of(features)), folder.resolve("answers.kska"));
    LimitsFiles.beside(image).write(made);
  }

  @ParameterizedTest
  @CsvSource({
    "export --format=c99, C99",
    "export --format=arduino, C99",
    "export --format=html, the page for a browser",
    "export --format=verilog, Verilog",
    "study rates, study rates",
    "study paper, study paper",
    "simulate --explain, --explain"
  })
  void whoReadsLayersRefusesItInOneLine(String command, String who) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(image.toString());
    Path out = folder.resolve("out");
    if (!command.startsWith("simulate")) {
      words.add("--out=" + out);
    }
    TinyRun.Said said = TinyRun.sayPlain(words.toArray(String[]::new));
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains("recurrent: " + who + " knows no state space"), said::err);
    assertEquals(1, said.err().strip().lines().count(), said::err);
    assertFalse(Files.exists(out));
  }

  /** Known answers and the network at the limits beside it, on the simulated machine. */
  @Test
  void itIsVerifiedByWhatLiesBesideIt() {
    TinyRun.Said said = TinyRun.sayPlain("verify", image.toString());
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("also at their limits"), said::out);
    assertTrue(said.out().contains(" states, "), said::out);
  }

  @Test
  void itsMemoriesAreTexts() {
    Path out = folder.resolve("texts");
    TinyRun.Said said =
        TinyRun.sayPlain("export", image.toString(), "--format=readmemh", "--out=" + out);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    for (String file :
        List.of("embedding_weights", "block1_in_biases", "block1_out_weights", "readout1_shifts")) {
      assertTrue(Files.exists(out.resolve(file + ".hex")), file);
    }
    assertTrue(Files.exists(out.resolve("limits").resolve("block2_in_weights.hex")));
  }
}
