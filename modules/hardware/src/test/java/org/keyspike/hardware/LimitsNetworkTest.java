package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Trace;
import org.keyspike.io.Hashes;

class LimitsNetworkTest {
  private static final WeightImage ONE = image(1, 4, 16);
  private static final WeightImage TWO = image(2, 4, 16);
  private static final KnownAnswers ONE_ANSWERS = LimitsNetwork.answers(ONE);
  private static final KnownAnswers TWO_ANSWERS = LimitsNetwork.answers(TWO);

  private static WeightImage image(int timeSteps, int weightBits, int membraneBits) {
    return LimitsNetwork.of(new Arithmetic(timeSteps, weightBits, membraneBits, 32), Packing.DENSE);
  }

  private static Trace trace(KnownAnswers answers) {
    return answers.clips().get(0).trace();
  }

  private static Trace misread(WeightImage image, KnownAnswers answers, Misreading wrong) {
    return MisreadNetwork.run(image.model(), answers.clips().get(0).features(), wrong);
  }

  @ParameterizedTest
  @EnumSource
  void everyMisreadingIsCaughtByTheKnownAnswers(Misreading wrong) {
    Trace two = misread(TWO, TWO_ANSWERS, wrong);
    Trace one = misread(ONE, ONE_ANSWERS, wrong);
    if (wrong == Misreading.NONE) {
      assertEquals(trace(TWO_ANSWERS), two);
      assertEquals(trace(ONE_ANSWERS), one);
    } else {
      assertNotEquals(trace(TWO_ANSWERS), two);
      assertTrue(!wrong.with(1) || !one.equals(trace(ONE_ANSWERS)), "with one time step");
    }
  }

  /** With these widths, too, everything gets to its limits. */
  @ParameterizedTest
  @CsvSource({"1, 4, 16", "2, 4, 16", "1, 2, 8", "2, 8, 8", "1, 8, 12", "2, 2, 16"})
  void everythingSaturates(int timeSteps, int weightBits, int membraneBits) {
    WeightImage image = image(timeSteps, weightBits, membraneBits);
    KnownAnswers answers = LimitsNetwork.answers(image);
    Trace trace = trace(answers);
    assertEquals(LimitsNetwork.FRAMES, trace.frames());
    int top = image.model().membraneMax();
    for (int l = 0; l < 2; l++) {
      short[] u = trace.potentials().get(l);
      IntegerVector threshold = image.layers().get(l).threshold();
      assertTrue(often(u, i -> u[i] == top), "potentials of " + top);
      assertTrue(often(u, i -> u[i] == -top - 1), "potentials of " + (-top - 1));
      assertTrue(often(u, i -> u[i] == threshold.get(i % threshold.size())), "at the threshold");
    }
    short[] w = trace.adaptations().get(1);
    assertTrue(often(w, i -> w[i] == Short.MAX_VALUE) && often(w, i -> w[i] == Short.MIN_VALUE));
    IntegerNetwork network = new IntegerNetwork(image.model());
    assertEquals(trace, Trace.of(network, answers.clips().get(0).features()));
    int[] hidden = network.hidden();
    assertTrue(Arrays.stream(hidden).anyMatch(h -> h == 255), "clipped above");
    assertTrue(Arrays.stream(hidden).anyMatch(h -> h == 0), "clipped below");
    assertTrue(Arrays.stream(hidden).filter(h -> h > 0 && h < 255).count() > 2, "between");
    assertTrue(Arrays.stream(network.counts()).anyMatch(count -> count > 255), "over 8 bits");
  }

  private static boolean often(short[] values, IntPredicate limit) {
    return IntStream.range(0, values.length).filter(limit).count() > 50;
  }

  @Test
  void itHasTheSizesOfTheImageThatItGoesBeside() throws IOException {
    WeightImage image = Images.of(GoldenModels.model("integer-ts2"), 33);
    WeightImage limits = LimitsNetwork.beside(image);
    assertEquals(image.arithmetic(), limits.arithmetic());
    assertEquals(limits, ImageReader.parse("limits", ImageWriter.bytes(limits)));
    assertTrue(LimitsNetwork.answers(limits).belongTo(limits));
    assertTrue(
        LimitsNetwork.of(image.arithmetic(), Packing.COMPRESSED).model().equals(limits.model()));
    assertTrue(compressed(image) && compressed(limits));
  }

  private static boolean compressed(WeightImage image) {
    return image.matrices().stream().anyMatch(matrix -> matrix.word().compressed());
  }

  @Test
  void itsFilesAreNamedByTheImage(@TempDir Path folder) throws IOException {
    LimitsFiles plain = LimitsFiles.beside(folder.resolve("image.kswi"));
    assertEquals(folder.resolve("limits.kswi"), plain.image());
    LimitsFiles named = LimitsFiles.beside(folder.resolve("small.kswi"));
    assertEquals(
        List.of(folder.resolve("small.limits.kswi"), folder.resolve("small.limits.kska")),
        named.all());
    assertFalse(named.exist());
    named.write(Images.of(GoldenModels.model("integer-ts1"), 32));
    assertTrue(named.exist() && !plain.exist());
    WeightImage read = ImageReader.read(named.image());
    assertEquals(ONE, read);
    assertEquals(ONE_ANSWERS, named.answersOf(read));
  }

  /**
   * Bytes that {@code limits.py} beside this test, which shares no code with Keyspike, has read
   * from the text of the format and answered alike.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theBytesAreThoseThatAnIndependentReaderAgreedWith(int timeSteps) {
    WeightImage image = timeSteps == 1 ? ONE : TWO;
    KnownAnswers answers = timeSteps == 1 ? ONE_ANSWERS : TWO_ANSWERS;
    assertEquals(
        timeSteps == 1
            ? "29074114a821cb49183a72e98fdcb3092a12e58bd8eb290d341023455ffb6e09"
            : "b3c1fd322ad98c00be0cd9b1f7efdfc2f86547447ddc49564ad2c8d993c5a9e1",
        Hashes.sha256Hex(ImageWriter.bytes(image)));
    assertEquals(
        timeSteps == 1
            ? "5327e873e3222a6f11d5fdd90b9766310097bd60c64279e118de005b13257b27"
            : "0dce16661d487d2771497e4cbaa1d10b54135fed93e1a1af2389fb6741fb19af",
        Hashes.sha256Hex(KnownAnswersWriter.bytes(answers)));
  }
}
