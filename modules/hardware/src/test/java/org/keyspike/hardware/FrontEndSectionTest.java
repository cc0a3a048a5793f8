package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.FrontEndTables;
import org.keyspike.audio.PcenSettings;
import org.keyspike.audio.PcenTable;
import org.keyspike.network.KeptIndices;

/** Section 13: 12 bands in integers, 6 of which reach the network. */
class FrontEndSectionTest {
  private static final SectionKey KEY = new SectionKey(ImageFormat.FRONT_END, 0);
  private static final WeightImage IMAGE = Images.listening();
  private static final byte[] SECTION = FrontEndSection.write(IMAGE.frontEnd());

  private static FrontEndSettings read(byte[] content) throws IOException {
    return read(content, content.length > 0 && content[0] == 2);
  }

  private static FrontEndSettings read(byte[] content, boolean normalized) throws IOException {
    return FrontEndSection.read(
        new SectionInput("f", KEY, ByteBuffer.wrap(content)), normalized ? 7 : 6);
  }

  private static String refused(byte[] content) {
    return assertThrows(CorruptImageException.class, () -> read(content)).getMessage();
  }

  private static byte[] with(byte[] section, int at, int value) {
    byte[] changed = section.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** Field after field, as the text of the format has them. */
  @Example
  void everyFieldIsInItsPlace() {
    ByteBuffer in = ByteBuffer.wrap(SECTION).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(List.of(1, 12, 14), List.of((int) in.get(), (int) in.getShort(), (int) in.get()));
    assertEquals(List.of(7, 3, 100), List.of((int) in.get(), (int) in.get(), (int) in.getShort()));
    FrontEndTables tables = FrontEndTables.of(12);
    int[] window = new int[400];
    for (int i = 0; i <= 200; i++) {
      window[i] = in.getShort() & 0xFFFF;
      window[(400 - i) % 400] = window[i];
    }
    assertArrayEquals(tables.window(), window);
    int[] quarter = new int[129];
    Arrays.setAll(quarter, i -> in.getShort() & 0xFFFF);
    for (int i = 0; i < 512; i++) {
      assertEquals(tables.cos()[i], cosine(quarter, i));
      assertEquals(tables.sin()[i], cosine(quarter, i - 128 & 511));
    }
    for (int entry : tables.log2()) {
      assertEquals(entry, in.getInt());
    }
    for (FrontEndTables.Band band : tables.bands()) {
      assertEquals(band.first(), in.getShort());
      int[] weights = new int[in.getShort()];
      Arrays.setAll(weights, i -> in.getShort());
      assertArrayEquals(band.weights(), weights);
    }
    assertEquals(0, in.remaining());
  }

  /** Of a whole turn of 512, from the first quarter. */
  private static int cosine(int[] quarter, int i) {
    int half = Math.min(i, 512 - i);
    return half <= 128 ? quarter[half] : -quarter[256 - half];
  }

  @Example
  void aFloatFrontEndIsItsGainAlone() throws IOException {
    FrontEndSettings settings = new FrontEndSettings(40, 1e4);
    byte[] section = FrontEndSection.write(settings);
    byte[] expected =
        ByteBuffer.allocate(11)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0)
            .putShort((short) 40)
            .putDouble(1e4)
            .array();
    assertArrayEquals(expected, section);
    assertEquals(settings, read(section));
    for (double gain : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      byte[] changed = section.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putDouble(3, gain);
      assertEquals(
          "f: section 13.0 gain: found " + gain + ", expected a number above 0", refused(changed));
    }
    assertEquals(
        "f: section 13.0 gain: found 7 bytes left, expected 8 bytes",
        refused(Arrays.copyOf(section, 10)));
    assertEquals(
        "f: section 13.0 length: found 12 bytes, expected 11 bytes",
        refused(Arrays.copyOf(section, 12)));
  }

  @Property(tries = 40)
  void anySettingsComeBack(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    FrontEndSettings settings = Images.frontEnd(random.nextInt(1, 257), random);
    byte[] section = FrontEndSection.write(settings);
    assertEquals(settings, read(section));
    int length = random.nextInt(section.length);
    assertTrue(refused(Arrays.copyOf(section, length)).contains(" bytes left, expected "));
    assertTrue(refused(Arrays.copyOf(section, section.length + 1)).contains(" length: found "));
  }

  /** Rise and fall mean nothing then, so that they are always the same. */
  @Example
  void whatDoesNotMatterIsAlwaysTheSame() throws IOException {
    FrontEndSettings none =
        new FrontEndSettings(FrontEndKind.INTEGER, 12, 1, new BackgroundSettings(1, 2, 0));
    WeightImage image = Images.withFrontEnd(IMAGE, none);
    assertEquals(FrontEndSettings.integer(12, 0), image.frontEnd());
    assertEquals(image, ImageReader.parse("f", ImageWriter.bytes(image)));
    byte[] section = FrontEndSection.write(image.frontEnd());
    assertEquals(
        "f: section 13.0 rise and fall: found 6 and 4, expected 7 and 4 where no background is"
            + " followed",
        refused(with(section, 4, 6)));
    assertEquals(
        "f: section 13.0 rise and fall: found 7 and 3, expected 7 and 4 where no background is"
            + " followed",
        refused(with(section, 5, 3)));
  }

  @Example
  void fieldsOutOfTheirRangesAreNamed() {
    assertEquals("f: section 13.0 kind: found 3, expected 0 to 1", refused(with(SECTION, 0, 3)));
    assertEquals("f: section 13.0 bands: found 0, expected 1 to 256", refused(with(SECTION, 1, 0)));
    assertEquals(
        "f: section 13.0 bands: found 257, expected 1 to 256",
        refused(with(with(SECTION, 1, 1), 2, 1)));
    for (int exponent : new int[] {-17, 31}) {
      assertEquals(
          "f: section 13.0 exponent: found " + exponent + ", expected -16 to 30",
          refused(with(SECTION, 3, exponent)));
    }
    assertEquals("f: section 13.0 rise: found 16, expected 0 to 15", refused(with(SECTION, 4, 16)));
    assertEquals("f: section 13.0 fall: found 16, expected 0 to 15", refused(with(SECTION, 5, 16)));
    assertEquals(
        "f: section 13.0 share: found 257, expected 0 to 256",
        refused(with(with(SECTION, 6, 1), 7, 1)));
  }

  private static final PcenSettings PCEN = new PcenSettings(250, 6, 4, 16, 128, 3);

  /** What is after the gain is of the normalization, and its table after that of the logarithm. */
  @Example
  void energiesThatAreNormalized() throws IOException {
    FrontEndSettings settings = FrontEndSettings.integer(12, 14).withPcen(PCEN);
    byte[] section = FrontEndSection.write(settings);
    assertEquals(settings, read(section));
    assertArrayEquals(
        new byte[] {2, 12, 0, 14, (byte) 250, 0, 6, 4, 16, 0, (byte) 128, 0, 3},
        Arrays.copyOf(section, 13));
    int table = 13 + 2 * 201 + 2 * 129 + 4 * 129;
    ByteBuffer in = ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN).position(table);
    for (int entry : PcenTable.of(PCEN)) {
      assertEquals(entry, in.getShort());
    }
    int others = 8 + 2 * 201 + 2 * 129 + 4 * 129;
    byte[] plain = FrontEndSection.write(FrontEndSettings.integer(12, 14));
    assertArrayEquals(
        Arrays.copyOfRange(plain, 8, others), Arrays.copyOfRange(section, 13, table), "tables");
    assertArrayEquals(
        Arrays.copyOfRange(plain, others, plain.length),
        Arrays.copyOfRange(section, table + 2 * 257, section.length),
        "bands");
    assertEquals(
        "f: section 13.0 compression[256]: found "
            + (PcenTable.of(PCEN)[256] ^ 1)
            + ", expected "
            + PcenTable.of(PCEN)[256],
        refused(with(section, table + 512, section[table + 512] ^ 1)));
    assertEquals(
        "f: section 13.0 kind: found 2, expected 0 to 1",
        assertThrows(CorruptImageException.class, () -> read(section, false)).getMessage());
    assertEquals(
        "f: section 13.0 kind: found 1, expected 2 in this format version",
        assertThrows(CorruptImageException.class, () -> read(plain, true)).getMessage());
    assertEquals(
        "f: section 13.0 strength: found 0, expected 1 to 256", refused(with(section, 4, 0)));
    assertEquals("f: section 13.0 rise: found 16, expected 0 to 15", refused(with(section, 6, 16)));
    assertEquals("f: section 13.0 fall: found 16, expected 0 to 15", refused(with(section, 7, 16)));
    assertEquals("f: section 13.0 bias: found 0, expected 1 to 256", refused(with(section, 8, 0)));
    assertEquals(
        "f: section 13.0 root: found 384, expected 0 to 256", refused(with(section, 11, 1)));
    assertEquals(
        "f: section 13.0 scale: found 17, expected 1 to 16", refused(with(section, 12, 17)));
  }

  /** Whatever else an image has, it is of version 7 then, and of none before. */
  @Example
  void anImageThatNormalizesIsOfVersion7() throws IOException {
    FrontEndSettings settings = FrontEndSettings.integer(12, 14).withPcen(PCEN);
    WeightImage image = Images.withFrontEnd(IMAGE, settings);
    byte[] file = ImageWriter.bytes(image);
    assertEquals(7, file[4]);
    assertEquals(image, ImageReader.parse("f", file));
    assertEquals(settings, ImageReader.parse("f", file).frontEnd());
    assertTrue(ImageWriter.holds(7, image));
    assertFalse(ImageWriter.holds(6, image) || ImageWriter.holds(4, image));
    assertFalse(ImageWriter.holds(7, IMAGE));
    byte[] four = HostileImageTest.withVersion(file, 4);
    assertEquals(
        "f: section 13.0 kind: found 2, expected 0 to 1",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", four)).getMessage());
    byte[] seven = HostileImageTest.withVersion(ImageWriter.bytes(IMAGE), 7);
    assertEquals(
        "f: section 13.0 kind: found 1, expected 2 in this format version",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", seven))
            .getMessage());
    KnownAnswers answers = Images.answers(image, 1);
    assertEquals(answers, KnownAnswersReader.parse("a", KnownAnswersWriter.bytes(answers)));
    assertTrue(answers.belongTo(image));
    assertFalse(answers.belongTo(IMAGE));
  }

  /** Whatever number of a table is another, it is named. */
  @Example
  void otherTablesAreRefused() {
    FrontEndTables tables = FrontEndTables.of(12);
    int cosine = 8 + 2 * 201;
    int log2 = cosine + 2 * 129;
    int bands = log2 + 4 * 129;
    assertEquals(
        "f: section 13.0 window[200]: found 32769, expected 32768",
        refused(with(SECTION, cosine - 2, 1)));
    assertEquals(
        "f: section 13.0 cosine[0]: found 16385, expected 16384",
        refused(with(SECTION, cosine, 1)));
    assertEquals(
        "f: section 13.0 log2[0]: found 2147483648, expected 0",
        refused(with(SECTION, log2 + 3, 0x80)));
    assertEquals(
        "f: section 13.0 log2[128]: found 65537, expected 65536",
        refused(with(SECTION, bands - 4, 1)));
    FrontEndTables.Band first = tables.bands().get(0);
    assertEquals(
        "f: section 13.0 band 0 first bin and number of weights[0]: found 0, expected "
            + first.first(),
        refused(with(SECTION, bands, 0)));
    assertEquals(
        "f: section 13.0 band 0 first bin and number of weights[1]: found 0, expected "
            + first.weights().length,
        refused(with(SECTION, bands + 2, 0)));
    assertEquals(
        "f: section 13.0 band 0 weights[0]: found "
            + (first.weights()[0] & 0xFF00 | ~first.weights()[0] & 0xFF)
            + ", expected "
            + first.weights()[0],
        refused(with(SECTION, bands + 4, ~first.weights()[0])));
    for (int at = 8; at < SECTION.length; at += 37) {
      int place = at;
      assertThrows(
          CorruptImageException.class, () -> read(with(SECTION, place, SECTION[place] ^ 0x10)));
    }
  }

  /** The tables of another number of bands are a front end that the network does not hear. */
  @Example
  void bandsMustBeThoseThatPruningBeganWith() {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(IMAGE);
    sections.put(KEY, FrontEndSection.write(FrontEndSettings.integer(13, 14)));
    assertEquals(
        "f: section 13.0 bands: found 13, expected 12, of which 6 reach the network",
        refusedImage(sections));
    WeightImage whole = IMAGE.withKept(List.of());
    sections = ImageWriter.sections(whole);
    sections.put(KEY, FrontEndSection.write(new FrontEndSettings(5, 1)));
    assertEquals(
        "f: section 13.0 bands: found 5, expected 6, of which 6 reach the network",
        refusedImage(sections));
    sections = ImageWriter.sections(IMAGE);
    sections.remove(new SectionKey(ImageFormat.KEPT, KeptIndices.BANDS));
    assertEquals(
        "f: section 13.0 bands: found 12, expected 6, of which 6 reach the network",
        refusedImage(sections));
    sections.remove(KEY);
    assertEquals("f: section 13.0: found none, expected one", refusedImage(sections));
  }

  private static String refusedImage(Map<SectionKey, byte[]> sections) {
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(4), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("f", file))
        .getMessage();
  }
}
