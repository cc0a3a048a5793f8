package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
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
