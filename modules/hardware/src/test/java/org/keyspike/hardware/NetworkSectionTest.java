package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/** Numbers of a network outside the ranges of the format, and sections of another length. */
class NetworkSectionTest {
  private static final SectionKey NETWORK = new SectionKey(ImageFormat.NETWORK, 0);
  private static final WeightImage IMAGE = image();

  /** Two layers behind a residual encoder, the second adaptive and its W compressed. */
  private static WeightImage image() {
    WeightImage image = WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);
    PackedMatrix sparse =
        PackedMatrix.compressed(new IntegerMatrix(10, 12, new byte[10 * 12]), 4, 16);
    return image.withLayers(
        List.of(image.layers().get(0), image.layers().get(1).withWeight(sparse)));
  }

  private static String refused(SectionKey key, byte[] content) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(IMAGE);
    assertTrue(sections.containsKey(key));
    sections.put(key, content);
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(4), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file))
        .getMessage();
  }

  /** Offsets are those of the network section of two layers and a keyword readout. */
  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, bands, 1 to 256",
    "0, 4, 257, bands, 1 to 256",
    "4, 1, 3, encoder, 0 to 2",
    "5, 1, 0, timeSteps, 1 to 2",
    "5, 1, 3, timeSteps, 1 to 2",
    "6, 1, 1, weightBits, 2 to 8",
    "6, 1, 9, weightBits, 2 to 8",
    "8, 2, 0, lanes, 1 to 1024",
    "8, 2, 1025, lanes, 1 to 1024",
    "12, 4, 0, neurons, 1 to 1048576",
    "16, 1, 4, neuron kind, 0 to 3",
    "22, 1, 2, readout, 0 to 1",
    "23, 4, 0, classes, 1 to 1048576",
    "28, 4, 0, hidden, 1 to 1048576",
  })
  void aFieldOutOfItsRangeIsNamed(int at, int width, int value, String field, String range) {
    byte[] network = ImageWriter.sections(IMAGE).get(NETWORK);
    for (int i = 0; i < width; i++) {
      network[at + i] = (byte) (value >> 8 * i);
    }
    assertEquals(
        "f: section 1.0 " + field + ": found " + value + ", expected " + range,
        refused(NETWORK, network));
  }

  /** The ends of the ranges themselves pass; what then does not fit is another section. */
  @ParameterizedTest
  @CsvSource({"0, 4, 256", "6, 1, 8", "6, 1, 2", "8, 2, 1024", "8, 2, 1", "12, 4, 1048576"})
  void theEndsOfTheRangesAreWithinThem(int at, int width, int value) {
    byte[] network = ImageWriter.sections(IMAGE).get(NETWORK);
    for (int i = 0; i < width; i++) {
      network[at + i] = (byte) (value >> 8 * i);
    }
    String message = refused(NETWORK, network);
    assertTrue(!message.contains("section 1.0"), message);
  }

  @Test
  void roomForWeightsIsLessThanLanes() {
    SectionKey room = new SectionKey(ImageFormat.NON_ZEROS, 2);
    for (int value : new int[] {0, 16}) {
      assertEquals(
          "f: section 9.2 weights of a word: found " + value + ", expected 1 to 15",
          refused(room, new byte[] {(byte) value, 0}));
    }
    // As wide as words can be, of which the words there are too few.
    assertTrue(refused(room, new byte[] {15, 0}).startsWith("f: section 7.2 weight words: found"));
  }

  @Test
  void aByteTooManyOrTooFewInAnySectionIsRefused() throws IOException {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(IMAGE);
    assertEquals(26, sections.size());
    for (Map.Entry<SectionKey, byte[]> section : sections.entrySet()) {
      SectionKey key = section.getKey();
      int length = section.getValue().length;
      String longer = refused(key, Arrays.copyOf(section.getValue(), length + 1));
      assertEquals(
          "f: " + key + " length: found " + (length + 1) + " bytes, expected " + length + " bytes",
          longer);
      String shorter = refused(key, Arrays.copyOf(section.getValue(), length - 1));
      assertTrue(shorter.startsWith("f: " + key + " "), shorter);
    }
    assertEquals(
        IMAGE, ImageReader.parse("f", SectionFile.encode(ImageFormat.FILE.as(4), sections)));
  }

  private static WeightImage wide(int bands, int neurons, int classes) {
    IntegerVector none = new IntegerVector();
    LayerImage layer =
        new LayerImage(
            empty(neurons),
            Optional.empty(),
            none,
            none,
            none,
            Optional.empty(),
            0,
            0,
            IntegerCode.SPIKES,
            Optional.empty());
    return new WeightImage(
        new InputImage(new FeatureSpec(bands, 1), new IntegerEncoder.Direct()),
        new LayersImage(List.of(layer)),
        new ReadoutImage.FrameWise(empty(classes), none, 0),
        new Arithmetic(1, 4, 16, 1024),
        new ImageDescription(List.of(), Collections.nCopies(classes, ""), Map.of()));
  }

  /** A matrix of no inputs, which has no words. */
  private static PackedMatrix empty(int rows) {
    return new PackedMatrix(rows, 0, new WeightWord(4, 1024, 1024), new byte[0]);
  }

  /** As many as half the points of the front end's transform, before pruning of bands as well. */
  @Test
  void bandsReach256() {
    String expected = "network: features.bands is 257, expected at most 256";
    assertEquals(expected, assertThrows(SpecException.class, () -> wide(257, 1, 1)).getMessage());
    KeptIndices most = new KeptIndices(KeptIndices.BANDS, 256, List.of(1, 3, 5, 7, 9, 255));
    assertEquals(256, IMAGE.withKept(List.of(most)).frontEnd().bands());
    KeptIndices more = new KeptIndices(KeptIndices.BANDS, 257, List.of(1, 3, 5, 7, 9, 256));
    assertEquals(
        expected,
        assertThrows(SpecException.class, () -> IMAGE.withKept(List.of(more))).getMessage());
  }

  @Test
  void lanesReach1024() {
    assertEquals(1024, new Arithmetic(1, 4, 16, 1024).lanes());
    assertThrows(SpecException.class, () -> new Arithmetic(1, 4, 16, 1025));
  }

  @Test
  void extentsReachTwoToThe20() {
    int most = 1 << 20;
    assertEquals(most, wide(256, most, most).layers().get(0).neurons());
    for (int[] sizes : new int[][] {{1, most + 1, 1}, {1, 1, most + 1}}) {
      String message =
          assertThrows(SpecException.class, () -> wide(sizes[0], sizes[1], sizes[2])).getMessage();
      assertTrue(message.endsWith(" is 1048577, expected at most 1048576"), message);
    }
  }
}
