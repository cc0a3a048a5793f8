package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;

class LimitsCheckTest {
  @TempDir Path folder;

  private LimitsFiles files(Arithmetic arithmetic, Packing packing) throws IOException {
    LimitsFiles files = LimitsFiles.beside(folder.resolve("image.kswi"));
    files.write(LimitsNetwork.of(arithmetic, packing));
    return files;
  }

  /** Integer network and machine give the same answers, on every kind of machine. */
  @ParameterizedTest
  @CsvSource({
    "1, 4, 16, 128, DENSE",
    "2, 4, 16, 128, COMPRESSED",
    "2, 2, 8, 13, COMPRESSED",
    "1, 8, 12, 1, DENSE"
  })
  void theMachineReachesTheLimitsAlike(
      int timeSteps, int weightBits, int membraneBits, int lanes, Packing packing)
      throws IOException {
    Arithmetic arithmetic = new Arithmetic(timeSteps, weightBits, membraneBits, lanes);
    KnownAgreement agreement =
        LimitsCheck.of(files(arithmetic, packing), Architecture.reference().scaledTo(lanes));
    assertTrue(agreement.identical(), () -> agreement.first().toString());
    assertEquals(2L * LimitsNetwork.FRAMES, agreement.traces().frames());
  }

  /** Beside an image of graded outputs or with delays they have these, too. */
  @ParameterizedTest
  @FieldSource("org.keyspike.integer.GoldenModels#CODES_AND_DELAYS")
  void codesAndDelaysReachThemAlike(String name) throws IOException {
    IntegerModel model = GoldenModels.model(name);
    List<String> classes =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class " + k).toList();
    LimitsFiles files = LimitsFiles.beside(folder.resolve("image.kswi"));
    WeightImage image = WeightImage.of(model, classes, Map.of(), 16);
    files.write(image.withLayers(image.layers().stream().map(this::later).toList()));
    Architecture tiny = Architecture.preset("tiny");
    // A bit a word: rings of more words than the machine has.
    Architecture narrow =
        new Architecture("narrow", 16, tiny.clockHz(), 1, tiny.mechanisms(), tiny.memories());
    for (Architecture machine : List.of(tiny, narrow)) {
      KnownAgreement agreement = LimitsCheck.of(files, machine);
      assertTrue(agreement.identical(), () -> agreement.first().toString());
    }
  }

  /** With the longest delay there can be, if it has any. */
  private LayerImage later(LayerImage layer) {
    int[] delays = layer.delays().map(IntegerVector::values).orElse(new int[1]);
    delays[0] = IntegerLayer.LARGEST_DELAY;
    return new LayerImage(
        layer.weight(),
        layer.recurrent(),
        layer.bias(),
        layer.leak(),
        layer.threshold(),
        layer.adaptation(),
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        layer.code(),
        layer.delays().map(any -> new IntegerVector(delays)));
  }

  @Test
  void wrongAnswersAreToldAndThoseOfAnotherImageRefused() throws IOException {
    LimitsFiles files = files(new Arithmetic(1, 4, 16, 128), Packing.DENSE);
    KnownAnswers answers = KnownAnswersReader.read(files.answers());
    answers.clips().get(0).trace().potentials().get(1)[48 * 7 + 3]--;
    KnownAnswersWriter.write(answers, files.answers());
    KnownAgreement agreement = LimitsCheck.of(files, Architecture.reference());
    assertFalse(agreement.identical());
    assertEquals(3, agreement.traces().first().orElseThrow().neuron());
    ImageWriter.write(
        ImageReader.read(files.image()).repacked(128, Packing.COMPRESSED), files.image());
    InputException refused =
        assertThrows(InputException.class, () -> LimitsCheck.of(files, Architecture.reference()));
    assertEquals("answers of another image", refused.found());
  }
}
