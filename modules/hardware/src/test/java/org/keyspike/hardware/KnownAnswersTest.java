package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Trace;

/**
 * A clip of 20 frames of two steps: 6 bands, 24 channels, 12 neurons, 10 adaptive neurons, 3
 * classes.
 */
class KnownAnswersTest {
  private static final IntegerModel MODEL =
      WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE).model();
  private static final String SHA = "0f".repeat(32);
  private static final SectionKey SHAPE = new SectionKey(KnownAnswersFormat.SHAPE, 0);

  private static KnownAnswers.Clip clip(
      int frames, int steps, int classes, int features, int channels, int logits, int... layers) {
    List<byte[]> spikes = Arrays.stream(layers).filter(n -> n > 0).mapToObj(byte[]::new).toList();
    return new KnownAnswers.Clip(
        new byte[features],
        new Trace(
            frames,
            steps,
            classes,
            new byte[channels],
            spikes,
            spikes.stream().map(s -> new short[s.length]).toList(),
            // Of the layers with an odd place the adaptations are recorded.
            spikes.stream().map(s -> new short[spikes.indexOf(s) % 2 == 1 ? s.length : 0]).toList(),
            new int[logits]));
  }

  private static final KnownAnswers.Clip FITS = clip(20, 2, 3, 120, 480, 3, 480, 400);

  @ParameterizedTest
  @CsvSource({
    "20, 1, 3, 120, 480, 3, 480, 400, 1 time steps where there should be 2",
    "20, 2, 3, 119, 480, 3, 480, 400, 119 features where there should be 120",
    "20, 2, 3, 120, 240, 3, 480, 400, 240 encoder spikes where there should be 480",
    "20, 2, 3, 120, 480, 3, 480, 0, 1 layers where there should be 2",
    "20, 2, 3, 120, 480, 3, 440, 400, '[440, 400] spikes of layers where there should be [480, 400]'",
    "20, 2, 4, 120, 480, 3, 480, 400, 4 classes where there should be 3",
    "20, 2, 3, 120, 480, 60, 480, 400, 60 logits where there should be 3",
    "10, 2, 3, 60, 240, 3, 240, 200, 10 frames where there should be 20",
  })
  void theFirstSizeThatIsNotTheNetworksIsNamed(
      int frames, int steps, int k, int x, int s, int logits, int n1, int n2, String misfit) {
    assertEquals(Optional.empty(), FITS.misfit(MODEL));
    assertEquals(Optional.of(misfit), clip(frames, steps, k, x, s, logits, n1, n2).misfit(MODEL));
  }

  /** A frame-wise network with a direct encoder: no encoder spikes, logits for each frame. */
  @Test
  void aFrameWiseNetworkAnswersEveryFrame() {
    IntegerModel frameWise =
        WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE).model();
    assertEquals(
        Optional.empty(), clip(5, 2, 3, 30, 120, 15, 120, 100).misfit(frameWise), "any length");
    assertEquals(
        Optional.of("3 logits where there should be 15"),
        clip(5, 2, 3, 30, 120, 3, 120, 100).misfit(frameWise));
  }

  @Test
  void answersAreEqualByContent() {
    assertEquals(FITS, clip(20, 2, 3, 120, 480, 3, 480, 400));
    assertEquals(FITS.hashCode(), clip(20, 2, 3, 120, 480, 3, 480, 400).hashCode());
    byte[] features = new byte[120];
    features[119] = 1;
    assertNotEquals(FITS, new KnownAnswers.Clip(features, FITS.trace()));
    assertNotEquals(FITS, clip(20, 2, 3, 120, 480, 4, 480, 400));
  }

  @Test
  void aDigestIs64LowerCaseHexadecimalDigits() {
    assertEquals(SHA, new KnownAnswers(SHA, List.of()).imageSha256());
    for (String wrong : List.of(SHA + "0", SHA.substring(1), "0F".repeat(32), "0g".repeat(32))) {
      assertThrows(IllegalArgumentException.class, () -> new KnownAnswers(wrong, List.of()));
    }
  }

  private static Map<SectionKey, byte[]> sections() {
    return KnownAnswersWriter.sections(new KnownAnswers(SHA, List.of(FITS)));
  }

  private static String refused(SectionKey key, byte[] content) {
    Map<SectionKey, byte[]> sections = sections();
    assertTrue(sections.containsKey(key));
    sections.put(key, content);
    byte[] file = SectionFile.encode(KnownAnswersFormat.FILE.as(3), sections);
    return assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("f", file))
        .getMessage();
  }

  /** Offsets are those of the shape of one clip of two layers. */
  @ParameterizedTest
  @CsvSource({
    "40, 1, 0, time steps, 1 or 2",
    "40, 1, 3, time steps, 1 or 2",
    "41, 4, 3199, samples, 0 or 3200",
    "45, 4, 121, features, a multiple of 20",
    "49, 4, 481, encoder spikes, a multiple of 20",
    "57, 4, 4, logits, '3, or as many a frame'",
    "61, 2, 0, layers, at least 1",
    "63, 4, 0, spikes, at least 1",
    "63, 4, 420, spikes, a multiple of 40",
    "67, 4, 40, adaptations, 0 or 480",
    "75, 4, 40, adaptations, 0 or 400",
  })
  void aShapeThatCannotBeIsNamed(int at, int width, int value, String field, String expected) {
    byte[] shape = sections().get(SHAPE);
    for (int i = 0; i < width; i++) {
      shape[at + i] = (byte) (value >> 8 * i);
    }
    assertEquals(
        "f: section 1.0 " + field + ": found " + value + ", expected " + expected,
        refused(SHAPE, shape));
  }

  @Test
  void aByteTooManyInAnySectionIsRefused() {
    for (Map.Entry<SectionKey, byte[]> section : sections().entrySet()) {
      int length = section.getValue().length;
      assertEquals(
          "f: "
              + section.getKey()
              + " length: found "
              + (length + 1)
              + " bytes, expected "
              + length
              + " bytes",
          refused(section.getKey(), Arrays.copyOf(section.getValue(), length + 1)));
    }
  }

  /** Bit i of byte i / 8; the five bits after the last of eleven spikes are padding. */
  @Test
  void spikesAreBitsFromTheLowest() {
    byte[] spikes = new byte[11];
    spikes[1] = 1;
    spikes[7] = 1;
    spikes[10] = 1;
    byte[] bits = SpikeBits.pack(spikes);
    assertEquals(List.of(-126, 4), List.of((int) bits[0], (int) bits[1]));
    assertTrue(Arrays.equals(spikes, SpikeBits.unpack(bits, 11)));
    assertEquals(List.of(0, 1, 1, 2), List.of(bytes(0), bytes(1), bytes(8), bytes(9)));
    assertTrue(SpikeBits.padded(bits, 11));
    assertTrue(SpikeBits.padded(new byte[] {0, -1}, 16));
    assertTrue(!SpikeBits.padded(new byte[] {0, 8}, 11));
    assertTrue(!SpikeBits.padded(new byte[] {0, -128}, 11));
  }

  private static int bytes(int spikes) {
    return SpikeBits.bytes(spikes);
  }
}
