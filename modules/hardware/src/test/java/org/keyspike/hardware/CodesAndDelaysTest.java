package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Trace;
import org.keyspike.io.Hashes;

/** Format version 5: codes of outputs and delays, in images, known answers and texts. */
class CodesAndDelaysTest {
  private static final WeightImage SHIFT = Images.of(GoldenModels.model("integer-shift"), 32);
  private static final WeightImage FAT = Images.of(GoldenModels.model("integer-fatrelu"), 32);
  private static final WeightImage LATE = Images.of(GoldenModels.model("integer-delays"), 32);
  private static final WeightImage PLAIN = Images.of(GoldenModels.model("integer-ts1"), 32);
  private static final SectionKey CODE = new SectionKey(ImageFormat.CODE, 1);
  private static final SectionKey DELAYS = new SectionKey(ImageFormat.DELAYS, 1);
  private static final SectionKey SHAPE = new SectionKey(KnownAnswersFormat.SHAPE, 0);

  private static WeightImage golden(String name) {
    return Images.of(GoldenModels.model(name), 32);
  }

  private static String refused(WeightImage image, SectionKey key, byte[] content, int version) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    sections.put(key, content);
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(version), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file))
        .getMessage();
  }

  private static byte[] bytes(int... values) {
    SectionOutput out = new SectionOutput();
    Arrays.stream(values).forEach(out::u8);
    return out.toBytes();
  }

  @ParameterizedTest
  @FieldSource("org.keyspike.integer.GoldenModels#CODES_AND_DELAYS")
  void anImageOfThemIsOfVersion5AndReadAsItWas(String name) throws IOException {
    WeightImage image = golden(name);
    byte[] file = ImageWriter.bytes(image);
    assertEquals(5, file[4]);
    WeightImage read = ImageReader.parse("f", file);
    assertEquals(image, read);
    assertEquals(GoldenModels.model(name), read.model());
    assertFalse(ImageWriter.holds(4, image) || ImageWriter.holds(3, image));
    assertTrue(ImageWriter.holds(5, image));
  }

  @Test
  void anImageWithoutThemIsNeverOfVersion5() {
    assertEquals(4, ImageWriter.bytes(PLAIN)[4]);
    assertFalse(ImageWriter.holds(5, PLAIN));
    byte[] five = SectionFile.encode(ImageFormat.FILE.as(5), ImageWriter.sections(PLAIN));
    assertEquals(
        "f: format version: found 5, expected 4 without codes of outputs or delays",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", five)).getMessage());
    byte[] four = HostileImageTest.withVersion(ImageWriter.bytes(SHIFT), 4);
    assertEquals(
        "f: section 1.0 neuron kind: found 5, expected 0 to 3",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", four)).getMessage());
  }

  @Test
  void theBytesAreThoseOfTheText() {
    assertArrayEquals(bytes(1, 3), ImageWriter.sections(SHIFT).get(CODE));
    assertArrayEquals(bytes(2, 4, 5), ImageWriter.sections(FAT).get(CODE));
    IntegerVector delays = new IntegerVector(5, 0, 1, 4, 0, 0, 0, 0, 3);
    // Digits 1, 2 and 4 of nine delays, each plane in two bytes.
    byte[] expected = bytes(5, 0b00000101, 1, 0, 1, 0b00001001, 0);
    assertArrayEquals(expected, DelaySection.write(delays));
    assertArrayEquals(bytes(0), DelaySection.write(new IntegerVector(0, 0, 0)));
    assertEquals(
        List.of(0, 1, 2, 2, 3, 6),
        List.of(0, 1, 2, 3, 4, 63).stream().map(DelaySection::digits).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0 2, kind of code, 0, 1 to 2",
    "3 2, kind of code, 3, 1 to 2",
    "1 1, levels, 1, 2 to 4",
    "1 5, levels, 5, 2 to 4",
    "2 0 1, bits, 0, 1 to 4",
    "2 5 1, bits, 5, 1 to 4",
    "2 4 16, output shift, 16, 0 to 15",
    "1 3 0, length, 3 bytes, 2 bytes",
    "2 4, output shift, 0 bytes left, 1 bytes",
  })
  void aCodeThatCannotBeIsNamed(String content, String field, String found, String expected) {
    int[] values = Arrays.stream(content.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertEquals(
        "f: section 15.1 " + field + ": found " + found + ", expected " + expected,
        refused(SHIFT, CODE, bytes(values), 5));
  }

  @Test
  void delaysThatCannotBeAreNamed() {
    byte[] right = ImageWriter.sections(LATE).get(DELAYS);
    assertEquals(15, right[0]);
    assertEquals(1 + 4 * 6, right.length);
    String at = "f: section 16.1 ";
    byte[] wrong = right.clone();
    wrong[0] = 64;
    assertEquals(at + "longest delay: found 64, expected 0 to 63", refused(LATE, DELAYS, wrong, 5));
    wrong[0] = 14;
    assertEquals(
        at + "longest delay: found 14, expected 15, the longest of the delays",
        refused(LATE, DELAYS, wrong, 5));
    assertEquals(
        at + "delays: found 24 bytes left, expected 30 bytes",
        refused(LATE, DELAYS, with(right, 0, 31), 5));
    assertEquals(
        at + "length: found 25 bytes, expected 19 bytes",
        refused(LATE, DELAYS, with(new byte[25], 0, 7), 5));
    assertEquals(
        "f: section 16.0: found none, expected one",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", without(LATE)))
            .getMessage());
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] other = bytes.clone();
    other[at] = (byte) value;
    return other;
  }

  private static byte[] without(WeightImage image) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    sections.remove(new SectionKey(ImageFormat.DELAYS, 0));
    return SectionFile.encode(ImageFormat.FILE.as(5), sections);
  }

  @Test
  void paddingOfDelaysIsZero() throws IOException {
    SectionInput in = new SectionInput("f", DELAYS, ByteBuffer.wrap(bytes(1, 0b00000101)));
    assertEquals(
        "f: section 16.1 delays: found padding that is not 0, expected zeros up to a whole byte",
        assertThrows(CorruptImageException.class, () -> DelaySection.read(in, 2)).getMessage());
    SectionInput fits = new SectionInput("f", DELAYS, ByteBuffer.wrap(bytes(1, 0b101)));
    assertEquals(new IntegerVector(1, 0, 1), DelaySection.read(fits, 3));
  }

  /** Powers of two need thresholds that are multiples of them. */
  @Test
  void aThresholdThatCannotBeHalvedIsRefused() {
    SectionKey key = new SectionKey(ImageFormat.THRESHOLDS, 1);
    byte[] thresholds = ImageWriter.sections(SHIFT).get(key);
    String message = refused(SHIFT, key, with(thresholds, 0, thresholds[0] + 1), 5);
    assertTrue(message.contains("multiples of 4"), message);
  }

  @Test
  void outputsAreKeptAsIntegers() throws IOException {
    for (WeightImage image : List.of(SHIFT, FAT)) {
      KnownAnswers answers = Images.answers(image, 3);
      byte[] file = KnownAnswersWriter.bytes(answers);
      assertEquals(4, file[4]);
      assertEquals(answers, KnownAnswersReader.parse("a", file));
      assertTrue(answers.belongTo(image));
    }
    KnownAnswers late = Images.answers(LATE, 3);
    assertEquals(3, KnownAnswersWriter.bytes(late)[4], "spikes, if late ones");
    assertTrue(late.belongTo(LATE) && !late.belongTo(PLAIN));
  }

  @Test
  void digitsAreThoseOfTheLargestOutput() {
    KnownAnswers answers = Images.answers(SHIFT, 3);
    assertEquals(3, SpikeBits.digits(answers.clips().get(0).trace().spikes().get(0)));
    assertEquals(List.of(1, 1, 2, 3), digits(0, 1, 3, 4));
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(answers);
    // Digest and number of clips, then of the first clip four sizes, ending at its first layer.
    int at = 36 + 4 + 1 + 4 + 4 + 4 + 4 + 4 + 2 + 4 + 4;
    byte[] shape = sections.get(SHAPE);
    assertEquals(3, shape[at]);
    assertEquals(
        "a: section 1.0 digits: found 5, expected 1 to 4", refused(sections, with(shape, at, 5)));
    assertTrue(
        refused(sections, with(shape, at, 2)).startsWith("a: section 4.0 "), "a plane too many");
    byte[] three = HostileImageTest.withVersion(KnownAnswersWriter.bytes(answers), 3);
    assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("a", three));
    byte[] four =
        HostileImageTest.withVersion(KnownAnswersWriter.bytes(Images.answers(PLAIN, 1)), 4);
    assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("a", four));
  }

  private static List<Integer> digits(int... largest) {
    return Arrays.stream(largest)
        .mapToObj(value -> SpikeBits.digits(new byte[] {0, (byte) value}))
        .toList();
  }

  private static String refused(Map<SectionKey, byte[]> sections, byte[] shape) {
    Map<SectionKey, byte[]> changed = new LinkedHashMap<>(sections);
    changed.put(SHAPE, shape);
    byte[] file = SectionFile.encode(KnownAnswersFormat.FILE.as(4), changed);
    return assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("a", file))
        .getMessage();
  }

  @Test
  void anOutputThatACodeDoesNotHaveIsAMisfit() {
    KnownAnswers.Clip clip = Images.answers(SHIFT, 3).clips().get(0);
    assertEquals(Optional.empty(), clip.misfit(SHIFT.model()));
    for (int output : new int[] {3, 5, 8}) {
      Trace trace = clip.trace();
      byte[] outputs = trace.spikes().get(1).clone();
      outputs[7] = (byte) output;
      Trace other =
          new Trace(
              trace.frames(),
              trace.timeSteps(),
              trace.classes(),
              trace.encoderSpikes(),
              List.of(trace.spikes().get(0), outputs),
              trace.potentials(),
              trace.adaptations(),
              trace.logits());
      assertEquals(
          Optional.of(
              "output " + output + " of layer 2 where there is " + new IntegerCode.PowersOfTwo(3)),
          new KnownAnswers.Clip(clip.features(), other).misfit(SHIFT.model()));
    }
  }

  @Test
  void bytesAndMemoriesOfThemAreNamed(@TempDir Path folder) throws IOException {
    Map<ByteBreakdown.Kind, Long> late = ByteBreakdown.of(LATE).bytes();
    // 32 and 48 inputs of 4 digits, each with the longest of them.
    assertEquals(2 + 4 * (4 + 6), late.get(ByteBreakdown.Kind.DELAYS));
    assertEquals(0, late.get(ByteBreakdown.Kind.CODES));
    assertEquals(6, ByteBreakdown.of(FAT).bytes().get(ByteBreakdown.Kind.CODES));
    assertTrue(ByteBreakdown.Kind.CODES.loaded() && ByteBreakdown.Kind.DELAYS.loaded());
    assertEquals(ImageWriter.bytes(LATE).length, ByteBreakdown.of(LATE).total());
    TextExport.write(LATE, TextFormat.READMEMH, folder);
    assertEquals(4, Files.readAllLines(folder.resolve("layer2_delay_planes.hex")).size());
    TextExport.write(FAT, TextFormat.READMEMH, folder);
    assertEquals(List.of("02", "04", "05"), Files.readAllLines(folder.resolve("layer2_code.hex")));
  }

  @ParameterizedTest
  @FieldSource("org.keyspike.integer.GoldenModels#CODES_AND_DELAYS")
  void theNetworkAtTheLimitsHasThemToo(String name) throws IOException {
    WeightImage limits = LimitsNetwork.beside(golden(name));
    assertEquals(limits, ImageReader.parse("f", ImageWriter.bytes(limits)));
    KnownAnswers answers = LimitsNetwork.answers(limits);
    assertTrue(answers.belongTo(limits));
    for (int l = 0; l < 2; l++) {
      LayerImage layer = limits.layers().get(l);
      assertEquals(golden(name).layers().get(l).code().largest(), layer.code().largest());
      byte[] outputs = answers.clips().get(0).trace().spikes().get(l);
      Set<Integer> found = new TreeSet<>();
      for (byte output : outputs) {
        found.add((int) output);
      }
      // Of graded outputs most occur, of others all.
      int most = layer.code() instanceof IntegerCode.Graded ? 10 : 2;
      int all = layer.code() instanceof IntegerCode.PowersOfTwo powers ? powers.levels() + 1 : most;
      assertTrue(found.size() >= all, () -> "outputs " + found);
      assertTrue(found.containsAll(List.of(0, layer.code().largest())), () -> "outputs " + found);
    }
    assertEquals(
        name.equals("integer-delays") ? Optional.of(15) : Optional.empty(),
        limits.layers().get(0).delays().map(d -> Arrays.stream(d.values()).max().getAsInt()));
  }

  /** As {@link LimitsNetworkTest} has them of spikes: {@code limits.py} answered alike. */
  @ParameterizedTest
  @CsvSource({
    "integer-shift, f3a2e78f41a39ca17daa7ece8249dabd67a4466bf8f9a7392b412c6e1c70cbe4, 1859293488333e800781c20d8ca3d5e91c5e9c9b2ad55f9c3b3373f5711e970a",
    "integer-fatrelu, 9de2b66bdbfeefa6a4ab0ada2e28a628c8f85d880cd475c6ddc5fa761fbf7034, a35a62af1a1ba9a8b193a540039a29ba6fd72161ef2ceaca89a4e14bf7868b17",
    "integer-delays, 8fb757fa193aea44e6561c0c79d66f7468c4f65e314e78e49f07198b9d6e80f2, 4aeb2aa966f503e2e8b134d0c0a6abd9e928edbdfb4541d41501c2c8b05d847e",
  })
  void theBytesAreThoseThatAnIndependentReaderAgreedWith(String name, String image, String known) {
    WeightImage limits = LimitsNetwork.beside(golden(name));
    assertEquals(image, Hashes.sha256Hex(ImageWriter.bytes(limits)));
    assertEquals(known, Hashes.sha256Hex(KnownAnswersWriter.bytes(LimitsNetwork.answers(limits))));
  }
}
