package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerVector;

/** Files that earlier versions of Keyspike wrote, beside this test. */
class OldVersionsTest {
  private static final WeightImage KEYWORD =
      WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);

  private static byte[] file(String name) throws IOException {
    try (InputStream in = OldVersionsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** Their front end is float and their detector the usual one; read, they are written anew. */
  @Test
  void imagesOfVersions2And3AreStillRead() throws IOException {
    for (int version : new int[] {2, 3}) {
      byte[] old = file("version-" + version + ".kswi");
      assertEquals(version, old[4]);
      WeightImage read = ImageReader.parse("f", old);
      assertEquals(KEYWORD, read);
      assertEquals(new FrontEndSettings(12, 100), read.frontEnd());
      assertEquals(Optional.of(new IntegerDetectorSettings(5, 100, usual(3))), read.detector());
      assertArrayEquals(old, ImageWriter.bytes(read, version));
      assertEquals(4, ImageWriter.bytes(read)[4]);
      assertEquals(read, ImageReader.parse("f", ImageWriter.bytes(read)));
    }
  }

  private static IntegerVector usual(int classes) {
    int[] thresholds = new int[classes];
    Arrays.fill(thresholds, 26_214);
    return new IntegerVector(thresholds);
  }

  @Test
  void compressedMatricesOfVersion3AreStillRead() throws IOException {
    byte[] old = file("version-3-compressed.kswi");
    WeightImage frameWise = WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE);
    List<LayerImage> layers = new ArrayList<>(frameWise.layers());
    IntegerMatrix zeros = new IntegerMatrix(10, 12, new byte[10 * 12]);
    layers.set(1, layers.get(1).withWeight(PackedMatrix.compressed(zeros, 4, 16)));
    WeightImage expected = frameWise.withLayers(layers);
    assertEquals(expected, ImageReader.parse("f", old));
    assertEquals(Optional.empty(), expected.detector());
    assertArrayEquals(old, ImageWriter.bytes(expected, 3));
    assertFalse(ImageWriter.holds(2, expected));
  }

  /** Known answers name the image's file of their day, and belong to what is read from it. */
  @Test
  void knownAnswersOfVersion2AreStillRead() throws IOException {
    KnownAnswers read = KnownAnswersReader.parse("f", file("version-2.kska"));
    KnownAnswers made = Images.answers(KEYWORD, 1);
    assertEquals(made.clips(), read.clips());
    assertEquals(List.of(), read.stream());
    assertTrue(made.belongTo(KEYWORD) && read.belongTo(KEYWORD));
    assertFalse(made.imageSha256().equals(read.imageSha256()));
    WeightImage loud =
        KEYWORD.withDetector(new IntegerDetectorSettings(5, 100, new IntegerVector(1, 1, 1)));
    assertFalse(read.belongTo(loud), "no file of its day could hold it");
    assertEquals(read, KnownAnswersReader.parse("f", KnownAnswersWriter.bytes(read)));
  }

  @Test
  void whatAVersionHasNoPlaceForIsRefusedInIt() throws IOException {
    assertFalse(ImageWriter.holds(3, Images.listening()));
    assertTrue(ImageWriter.holds(4, Images.listening()));
    for (int kind : new int[] {ImageFormat.FRONT_END, ImageFormat.DETECTOR}) {
      SectionKey key = new SectionKey(kind, 0);
      Map<SectionKey, byte[]> sections = new LinkedHashMap<>(ImageWriter.sections(KEYWORD, 3));
      sections.put(key, ImageWriter.sections(KEYWORD).get(key));
      byte[] more = SectionFile.encode(ImageFormat.FILE.as(3), sections);
      assertEquals(
          "f: " + key + ": found one, expected none in this network",
          assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", more))
              .getMessage());
    }
    byte[] network = ImageWriter.sections(KEYWORD, 3).get(new SectionKey(1, 0));
    ByteBuffer.wrap(network).order(ByteOrder.LITTLE_ENDIAN).putDouble(4, -1);
    Map<SectionKey, byte[]> sections = ImageWriter.sections(KEYWORD, 3);
    sections.put(new SectionKey(ImageFormat.NETWORK, 0), network);
    byte[] negative = SectionFile.encode(ImageFormat.FILE.as(3), sections);
    assertEquals(
        "f: section 1.0 gain: found -1.0, expected a number above 0",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", negative))
            .getMessage());
    // A file of another version is not what its number says.
    byte[] four = ImageWriter.bytes(KEYWORD);
    byte[] three = ImageWriter.bytes(KEYWORD, 3);
    assertThrows(
        CorruptImageException.class,
        () -> ImageReader.parse("f", HostileImageTest.withVersion(four, 3)));
    assertThrows(
        CorruptImageException.class,
        () -> ImageReader.parse("f", HostileImageTest.withVersion(three, 4)));
    byte[] answers = KnownAnswersWriter.bytes(Images.answers(KEYWORD, 1));
    assertThrows(
        CorruptImageException.class,
        () -> KnownAnswersReader.parse("f", HostileImageTest.withVersion(answers, 2)));
    byte[] old = HostileImageTest.withVersion(file("version-2.kska"), 3);
    assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("f", old));
  }
}
