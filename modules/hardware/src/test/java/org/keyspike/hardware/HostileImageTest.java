package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.Trace;
import org.keyspike.io.InputException;

/**
 * Whatever is done to a file, the readers return a whole one or throw an {@link InputException}.
 */
class HostileImageTest {
  private static final WeightImage GOLDEN = Images.of(GoldenModels.model("integer-ts1"), 32);

  private static final Map<Long, Made> MADE = new HashMap<>();

  /** One of twenty images and its answers, as they are written. */
  private record Made(
      byte[] image,
      Map<SectionKey, byte[]> imageSections,
      byte[] answers,
      Map<SectionKey, byte[]> answersSections) {}

  private static Made made(long seed) {
    return MADE.computeIfAbsent(
        Math.floorMod(seed, 20L),
        which -> {
          WeightImage image = Images.any(which);
          KnownAnswers answers = Images.answers(image, which);
          return new Made(
              ImageWriter.bytes(image),
              ImageWriter.sections(image),
              KnownAnswersWriter.bytes(answers),
              KnownAnswersWriter.sections(answers));
        });
  }

  /** A reader under test. */
  @FunctionalInterface
  private interface Reader {
    Object parse(byte[] content) throws IOException;
  }

  private static Object image(byte[] content) throws IOException {
    return ImageReader.parse("image", content);
  }

  private static Object answers(byte[] content) throws IOException {
    return KnownAnswersReader.parse("answers", content);
  }

  private static void refused(Reader reader, byte[] content) {
    InputException refused = assertThrows(InputException.class, () -> reader.parse(content));
    assertTrue(refused.getMessage().startsWith(refused.file() + ": " + refused.field()));
    assertEquals(-1, refused.getMessage().indexOf('\n'));
  }

  @Tag("slow")
  @Example
  void everyByteOfAFileIsGuarded() {
    guarded(HostileImageTest::image, ImageWriter.bytes(GOLDEN));
    guarded(HostileImageTest::answers, KnownAnswersWriter.bytes(Images.answers(GOLDEN, 1)));
  }

  private static void guarded(Reader reader, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << i % 8);
      refused(reader, changed);
    }
  }

  @Tag("slow")
  @Property(tries = 300)
  void aChangedByteIsNoticed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 255) int mask, @ForAll long place) {
    byte[] bytes = made(seed).image.clone();
    bytes[(int) Math.floorMod(place, (long) bytes.length)] ^= (byte) mask;
    refused(HostileImageTest::image, bytes);
    byte[] answers = made(seed).answers.clone();
    answers[(int) Math.floorMod(place, (long) answers.length)] ^= (byte) mask;
    refused(HostileImageTest::answers, answers);
  }

  @Tag("slow")
  @Property(tries = 300)
  void aFileCutShortOrMadeLongerIsRefused(@ForAll long seed, @ForAll long place) {
    cut(HostileImageTest::image, made(seed).image, place);
    cut(HostileImageTest::answers, made(seed).answers, place);
  }

  private static void cut(Reader reader, byte[] bytes, long place) {
    int length = (int) Math.floorMod(place, (long) bytes.length);
    refused(reader, Arrays.copyOf(bytes, length));
    refused(reader, Arrays.copyOf(bytes, bytes.length + 1 + length));
  }

  @Tag("slow")
  @Property(tries = 300)
  void bytesThatAreNoFileAreRefused(@ForAll byte[] content) {
    refused(HostileImageTest::image, content);
    refused(HostileImageTest::answers, content);
  }

  /** Nonsense under sound checksums: a section changed, cut, grown, lost or invented. */
  @Tag("slow")
  @Property(tries = 500)
  void contentThatContradictsItselfIsRefusedOrHarmless(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    survives(
        HostileImageTest::image,
        ImageFormat.FILE.as(made(seed).image[4]),
        made(seed).imageSections,
        random);
    survives(
        HostileImageTest::answers,
        KnownAnswersFormat.FILE.as(made(seed).answers[4]),
        made(seed).answersSections,
        random);
  }

  /** A number of outputs that is a lie is found out before there is room for two billion. */
  @Example
  void manyOutputsNeedManyBytes() throws IOException {
    KnownAnswers answers = Images.answers(GOLDEN, 1);
    Map<SectionKey, byte[]> sections = new LinkedHashMap<>(KnownAnswersWriter.sections(answers));
    SectionKey key = new SectionKey(KnownAnswersFormat.SHAPE, 0);
    byte[] shape = sections.get(key).clone();
    Trace trace = answers.clips().get(0).trace();
    int steps = trace.frames() * trace.timeSteps();
    // Behind a digest and a number of clips: six numbers, the time steps, the number of layers.
    int place = 32 + 4 + 6 * 4 + 1 + 2;
    ByteBuffer numbers = ByteBuffer.wrap(shape).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(trace.spikes().get(0).length, numbers.getInt(place));
    int many = Integer.MAX_VALUE / steps * steps;
    numbers.putInt(place, many);
    if (numbers.getInt(place + 4) != 0) {
      numbers.putInt(place + 4, many);
    }
    sections.put(key, shape);
    int version = KnownAnswersWriter.bytes(answers)[4];
    byte[] content = SectionFile.encode(KnownAnswersFormat.FILE.as(version), sections);
    InputException refused = assertThrows(InputException.class, () -> answers(content));
    assertTrue(refused.getMessage().contains("spikes"), refused.getMessage());
  }

  private static void survives(
      Reader reader,
      SectionFile.Format format,
      Map<SectionKey, byte[]> sections,
      SplittableRandom random)
      throws IOException {
    Map<SectionKey, byte[]> changed = new LinkedHashMap<>(sections);
    SectionKey[] keys = changed.keySet().toArray(SectionKey[]::new);
    SectionKey key = keys[random.nextInt(keys.length)];
    byte[] bytes = changed.get(key).clone();
    switch (random.nextInt(5)) {
      case 0 -> changed.remove(key);
      case 1 -> changed.put(new SectionKey(random.nextInt(18), random.nextInt(9)), bytes);
      case 2 -> changed.put(key, Arrays.copyOf(bytes, random.nextInt(bytes.length + 9)));
      default -> {
        for (int i = 0; i < bytes.length && i < 3; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        changed.put(key, bytes);
      }
    }
    try {
      reader.parse(SectionFile.encode(format, changed));
    } catch (InputException expected) {
      assertTrue(expected.getMessage().contains(": found "));
    }
  }

  @Example
  void otherVersionsAreToldFromDamage() {
    byte[] bytes = ImageWriter.bytes(GOLDEN);
    assertThrows(
        ImageTooOldException.class, () -> ImageReader.parse("image", withVersion(bytes, 1)));
    assertThrows(
        ImageTooNewException.class, () -> ImageReader.parse("image", withVersion(bytes, 9)));
    byte[] answers = KnownAnswersWriter.bytes(Images.answers(GOLDEN, 1));
    assertThrows(
        ImageTooOldException.class, () -> KnownAnswersReader.parse("a", withVersion(answers, 1)));
    assertThrows(
        ImageTooNewException.class, () -> KnownAnswersReader.parse("a", withVersion(answers, 6)));
  }

  static byte[] withVersion(byte[] bytes, int version) {
    byte[] changed = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(4, (short) version);
    CRC32C crc = new CRC32C();
    crc.update(changed, 0, 12);
    buffer.putInt(12, (int) crc.getValue());
    return changed;
  }

  @Example
  void everyKindOfEncoderAndNeuronIsRefusedWithoutItsSections() {
    SplittableRandom seeds = new SplittableRandom(11);
    for (int kind : new int[] {ImageFormat.STEPS, ImageFormat.ADAPTATION}) {
      Map<SectionKey, byte[]> sections = Map.of();
      SectionKey key = null;
      while (key == null) {
        sections = ImageWriter.sections(Images.random(seeds.nextLong()));
        key = sections.keySet().stream().filter(k -> k.kind() == kind).findFirst().orElse(null);
      }
      Map<SectionKey, byte[]> without = new LinkedHashMap<>(sections);
      without.remove(key);
      CorruptImageException refused =
          assertThrows(
              CorruptImageException.class,
              () ->
                  ImageReader.parse("image", SectionFile.encode(ImageFormat.FILE.as(4), without)));
      assertEquals(key.toString(), refused.field());
    }
  }

  @Example
  void aThresholdOfZeroIsNamedInOneLine() {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(GOLDEN);
    sections.put(new SectionKey(ImageFormat.THRESHOLDS, 1), new byte[64]);
    CorruptImageException refused =
        assertThrows(
            CorruptImageException.class,
            () ->
                ImageReader.parse("x.image", SectionFile.encode(ImageFormat.FILE.as(4), sections)));
    assertEquals(
        "x.image: content: found \"network: layer.threshold is 0 to 0, expected 1 to 32767\","
            + " expected a network that can be",
        refused.getMessage());
  }
}
