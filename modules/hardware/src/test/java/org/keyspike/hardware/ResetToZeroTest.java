package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.GoldenModels;

/** Format version 6: spikes with a reset to zero. */
class ResetToZeroTest {
  private static final WeightImage ZERO = Images.of(GoldenModels.model("integer-reset-zero"), 32);
  private static final SectionKey CODE = new SectionKey(ImageFormat.CODE, 1);

  private static String refused(WeightImage image, int version) {
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(version), ImageWriter.sections(image));
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file))
        .getMessage();
  }

  @Test
  void anImageOfItIsOfVersion6AndReadAsItWas() throws IOException {
    byte[] file = ImageWriter.bytes(ZERO);
    assertEquals(6, file[4]);
    WeightImage read = ImageReader.parse("f", file);
    assertEquals(ZERO, read);
    assertTrue(read.layers().get(0).code().resetsToZero());
    assertTrue(ImageWriter.holds(6, ZERO));
    assertFalse(ImageWriter.holds(5, ZERO));
    assertArrayEquals(new byte[] {3}, ImageWriter.sections(ZERO).get(CODE));
    assertEquals(2, ByteBreakdown.of(ZERO).bytes().get(ByteBreakdown.Kind.CODES));
  }

  @Test
  void everyContentHasOneVersion() {
    assertEquals("f: section 15.0 kind of code: found 3, expected 1 to 2", refused(ZERO, 5));
    WeightImage graded = Images.of(GoldenModels.model("integer-fatrelu"), 32);
    assertEquals(
        "f: format version: found 6, expected 5 without a reset to zero", refused(graded, 6));
    WeightImage plain = Images.of(GoldenModels.model("integer-ts1"), 32);
    assertEquals(
        "f: format version: found 6, expected 4 without codes of outputs or delays",
        refused(plain, 6));
  }

  @Test
  void anUnknownCodeIsNamed() {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(ZERO);
    sections.put(CODE, new byte[] {4});
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(6), sections);
    assertEquals(
        "f: section 15.1 kind of code: found 4, expected 1 to 3",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file)).getMessage());
  }

  /** Beside it goes a network that begins anew as well, and so answers otherwise. */
  @Test
  void theNetworkAtTheLimitsIsResetToZeroToo() throws IOException {
    WeightImage limits = LimitsNetwork.beside(ZERO);
    assertEquals(limits, ImageReader.parse("f", ImageWriter.bytes(limits)));
    assertTrue(limits.layers().stream().allMatch(layer -> layer.code().resetsToZero()));
    KnownAnswers answers = LimitsNetwork.answers(limits);
    assertTrue(answers.belongTo(limits));
    for (byte[] spikes : answers.clips().get(0).trace().spikes()) {
      Set<Integer> found = new TreeSet<>();
      for (byte spike : spikes) {
        found.add((int) spike);
      }
      assertEquals(Set.of(0, 1), found);
    }
  }
}
