package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;

class ImageRoundTripTest {
  @Property(tries = 100)
  void whatIsWrittenIsReadAndEveryByteIsAccountedFor(@ForAll long seed) throws IOException {
    WeightImage image = Images.any(seed);
    byte[] bytes = ImageWriter.bytes(image);
    WeightImage read = ImageReader.parse("image", bytes);
    assertEquals(image, read);
    assertArrayEquals(bytes, ImageWriter.bytes(read));

    ByteBreakdown breakdown = ByteBreakdown.of(image);
    assertEquals(bytes.length, breakdown.total());
    assertTrue(breakdown.bytes().values().stream().allMatch(count -> count >= 0));
    long others =
        breakdown.bytes().get(ByteBreakdown.Kind.FRONT_END)
            + breakdown.bytes().get(ByteBreakdown.Kind.DETECTOR)
            + breakdown.bytes().get(ByteBreakdown.Kind.CLASS_NAMES)
            + breakdown.bytes().get(ByteBreakdown.Kind.PROVENANCE);
    assertEquals(bytes.length, breakdown.loaded() + others);
  }

  @Property(tries = 60)
  void theModelComesBackOutOfItsImage(@ForAll long seed) {
    IntegerModel model = RandomModels.model(seed);
    for (int lanes : new int[] {1, 7, 16, 64, 128}) {
      assertEquals(model, Images.of(model, lanes).model());
      IntegerModel blocks = RandomStateSpaces.model(seed);
      assertEquals(blocks, Images.of(blocks, lanes).model());
    }
  }

  @Property(tries = 60)
  void knownAnswersComeBack(@ForAll long seed) throws IOException {
    WeightImage image = Images.any(seed);
    KnownAnswers answers = Images.answers(image, seed);
    byte[] bytes = KnownAnswersWriter.bytes(answers);
    assertEquals(answers, KnownAnswersReader.parse("answers", bytes));
    assertTrue(answers.belongTo(image));
    assertFalse(answers.belongTo(Images.any(seed + 1)));
  }

  @Property(tries = 60)
  void aNetworkPackedAnewIsTheSameNetwork(@ForAll long seed) {
    WeightImage image = Images.any(seed);
    for (Packing packing : Packing.values()) {
      WeightImage other = image.repacked(48, packing);
      assertEquals(48, other.lanes());
      assertEquals(image.model(), other.model());
      assertEquals(image, other.repacked(image.lanes(), of(image)));
    }
  }

  private static Packing of(WeightImage image) {
    return image.lanes() % 2 == 0 ? Packing.DENSE : Packing.COMPRESSED;
  }

  @Property(tries = 60)
  void imagesOfTheVersionsBeforeAreStillRead(@ForAll long seed) throws IOException {
    WeightImage image = Images.plain(seed).repacked(32, Packing.DENSE);
    assertTrue(ImageWriter.holds(2, image) && ImageWriter.holds(3, image));
    byte[] two = ImageWriter.bytes(image, 2);
    byte[] three = ImageWriter.bytes(image, 3);
    assertArrayEquals(three, HostileImageTest.withVersion(two, 3));
    assertEquals(image, ImageReader.parse("image", two));
    assertEquals(image, ImageReader.parse("image", three));
  }

  @Example
  void filesOnDiskAreTheSameBytes() throws IOException {
    WeightImage image = Images.of(GoldenModels.model("integer-ts2"), 32);
    KnownAnswers answers = Images.answers(image, 3);
    Path folder = Files.createTempDirectory("images");
    Path file = folder.resolve("network.image");
    Path beside = folder.resolve("network.answers");
    try {
      ImageWriter.write(image, file);
      KnownAnswersWriter.write(answers, beside);
      assertArrayEquals(ImageWriter.bytes(image), Files.readAllBytes(file));
      assertEquals(image, ImageReader.read(file));
      assertEquals(answers, KnownAnswersReader.read(beside));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(beside);
      Files.delete(folder);
    }
  }

  @Example
  void theBreakdownOfAGoldenNetworkIsTheOneCountedByHand() {
    // 8 bands, 48 and 32 neurons, 16 hidden, 6 classes, 4 bits, 32 lanes of 16-byte words.
    WeightImage image =
        WeightImage.of(
            GoldenModels.model("integer-ts1"),
            List.of("a", "b", "c", "d", "e", "f"),
            Map.of("k", "v"),
            32);
    Map<ByteBreakdown.Kind, Long> bytes = ByteBreakdown.of(image).bytes();
    long weights = 48 * 32 + 48 * 48 + 32 * 48 + 32 * 32 + 16 * 32 + 6 * 16;
    long words = 32 * 2 + 48 * 2 + 48 + 32 + 32 + 16;
    assertEquals(weights / 2, bytes.get(ByteBreakdown.Kind.WEIGHTS));
    assertEquals(words * 16 - weights / 2, bytes.get(ByteBreakdown.Kind.PADDING));
    assertEquals(2 * (48 + 32 + 16 + 6), bytes.get(ByteBreakdown.Kind.BIASES));
    assertEquals(48 + 32, bytes.get(ByteBreakdown.Kind.LEAKS));
    assertEquals(2 * (48 + 32), bytes.get(ByteBreakdown.Kind.THRESHOLDS));
    assertEquals(2 * 8 * 2 + 2 + 2 + 1, bytes.get(ByteBreakdown.Kind.SHIFTS_AND_STEPS));
    assertEquals(0, bytes.get(ByteBreakdown.Kind.ADAPTATION));
    assertEquals(0, bytes.get(ByteBreakdown.Kind.MAPS));
    assertEquals(6 * 5, bytes.get(ByteBreakdown.Kind.CLASS_NAMES));
    assertEquals(4 + 5 + 5, bytes.get(ByteBreakdown.Kind.PROVENANCE));
    // network, front end, detector, steps, 2 x (shifts, leaks, thresholds, biases, W, U), r, 2 x
    // (biases, weights),
    // classes, provenance
    assertEquals(16 + 16 * (2 + 2 + 12 + 1 + 4 + 2) + 4, bytes.get(ByteBreakdown.Kind.HEADER));
    assertEquals(4 + 4 + 4 + 2 * 5 + 1 + 4 + 1 + 8, bytes.get(ByteBreakdown.Kind.DESCRIPTION));
    assertEquals(1 + 2 + 8, bytes.get(ByteBreakdown.Kind.FRONT_END));
    assertEquals(1 + 4 + 6 * 2 + 65 * 2, bytes.get(ByteBreakdown.Kind.DETECTOR));

    Map<ByteBreakdown.Kind, Long> adaptive =
        ByteBreakdown.of(Images.of(GoldenModels.model("integer-adaptive"), 32)).bytes();
    assertEquals((48 + 32) * 4, adaptive.get(ByteBreakdown.Kind.ADAPTATION));
    assertEquals(
        bytes.get(ByteBreakdown.Kind.HEADER) + 2 * 16, adaptive.get(ByteBreakdown.Kind.HEADER));
  }
}
