package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

/** Section 14, of three classes. */
class DetectorSectionTest {
  private static final SectionKey KEY = new SectionKey(ImageFormat.DETECTOR, 0);
  private static final IntegerDetectorSettings SETTINGS =
      new IntegerDetectorSettings(255, Integer.MAX_VALUE, new IntegerVector(0, 1, 32_768));
  private static final byte[] SECTION = DetectorSection.write(SETTINGS);

  private static IntegerDetectorSettings read(byte[] content, int classes) throws IOException {
    return DetectorSection.read(new SectionInput("f", KEY, ByteBuffer.wrap(content)), classes);
  }

  private static String refused(int at, int value) {
    byte[] changed = SECTION.clone();
    changed[at] = (byte) value;
    return assertThrows(CorruptImageException.class, () -> read(changed, 3)).getMessage();
  }

  @Example
  void everyFieldIsInItsPlace() throws IOException {
    ByteBuffer expected = ByteBuffer.allocate(1 + 4 + 3 * 2 + 65 * 2);
    expected.order(ByteOrder.LITTLE_ENDIAN).put((byte) 255).putInt(Integer.MAX_VALUE);
    expected.putShort((short) 0).putShort((short) 1).putShort((short) 32_768);
    for (int i = 0; i <= 64; i++) {
      expected.putShort((short) Math.floor(32_768 * StrictMath.pow(2, -i / 64.0) + 0.5));
    }
    assertArrayEquals(expected.array(), SECTION);
    assertEquals(SETTINGS, read(SECTION, 3));
  }

  @Property(tries = 100)
  void anySettingsComeBack(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerDetectorSettings settings = Images.detector(random.nextInt(1, 40), random);
    assertEquals(settings, read(DetectorSection.write(settings), settings.classes()));
  }

  @Example
  void fieldsOutOfTheirRangesAreNamed() {
    assertEquals("f: section 14.0 smoothing: found 0, expected 1 to 255", refused(0, 0));
    assertEquals(
        "f: section 14.0 refractory frames: found 4294967295, expected less than 2^31",
        refused(4, 0xFF));
    assertEquals(
        "f: section 14.0 threshold of class 2: found 32769, expected 0 to 32768", refused(9, 1));
    assertEquals("f: section 14.0 powers[0]: found 32769, expected 32768", refused(11, 1));
    assertEquals(
        "f: section 14.0 powers[64]: found 16385, expected 16384", refused(SECTION.length - 2, 1));
  }

  @Example
  void aSectionOfAnotherLengthIsRefused() {
    for (int length = 0; length < SECTION.length; length++) {
      byte[] shorter = Arrays.copyOf(SECTION, length);
      String message =
          assertThrows(CorruptImageException.class, () -> read(shorter, 3)).getMessage();
      assertTrue(message.contains(" bytes left, expected "), message);
    }
    assertEquals(
        "f: section 14.0 length: found 142 bytes, expected 141 bytes",
        assertThrows(CorruptImageException.class, () -> read(Arrays.copyOf(SECTION, 142), 3))
            .getMessage());
    assertEquals(
        "f: section 14.0 thresholds: found 136 bytes left, expected 2097152 bytes",
        assertThrows(CorruptImageException.class, () -> read(SECTION, 1 << 20)).getMessage());
  }

  @Example
  void keywordReadoutsHaveOneAndOthersNone() {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(Images.listening());
    sections.remove(KEY);
    assertEquals("f: section 14.0: found none, expected one", refused(sections));
    WeightImage frameWise = WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE);
    Map<SectionKey, byte[]> others = new LinkedHashMap<>(ImageWriter.sections(frameWise));
    assertTrue(!others.containsKey(KEY));
    others.put(KEY, SECTION);
    assertEquals("f: section 14.0: found one, expected none in this network", refused(others));
  }

  private static String refused(Map<SectionKey, byte[]> sections) {
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(4), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file))
        .getMessage();
  }
}
