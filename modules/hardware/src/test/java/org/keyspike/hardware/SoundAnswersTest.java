package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.IntegerLogMel;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

/** Known answers from the first sample on: twelve clips of 20 frames, 23 answers as one stream. */
class SoundAnswersTest {
  private static final WeightImage IMAGE = Images.listening();
  private static final List<short[]> SOUND =
      IntStream.range(0, 12).mapToObj(seed -> Images.sound(3_200, seed)).toList();
  private static final KnownAnswers ANSWERS = KnownAnswers.ofSound(IMAGE, SOUND);
  private static final SectionKey STREAM = new SectionKey(KnownAnswersFormat.STREAM, 0);
  private static final SectionKey SHAPE = new SectionKey(KnownAnswersFormat.SHAPE, 0);

  /** Bytes of one answer of three classes. */
  private static final int ANSWER = 4 + 3 * 4 + 3 * 2 + 4 + 2 + 1;

  @Test
  void featuresAreThoseOfTheKeptBands() {
    IntegerLogMel frontEnd = new IntegerLogMel(IMAGE.frontEnd());
    SoundFeatures features = new SoundFeatures(IMAGE);
    for (int c = 0; c < 12; c++) {
      KnownAnswers.Clip clip = ANSWERS.clips().get(c);
      assertArrayEquals(SOUND.get(c), clip.samples());
      byte[] all = frontEnd.features(SOUND.get(c));
      byte[] kept = new byte[20 * 6];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = all[i / 6 * 12 + 2 * (i % 6) + 1];
      }
      assertArrayEquals(kept, clip.features());
      assertArrayEquals(kept, features.of(SOUND.get(c)));
    }
    List<byte[]> inputs = ANSWERS.clips().stream().map(KnownAnswers.Clip::features).toList();
    List<KnownAnswers.Clip> silent = KnownAnswers.of(IMAGE, inputs).clips();
    for (int c = 0; c < 12; c++) {
      assertEquals(silent.get(c).trace(), ANSWERS.clips().get(c).trace());
      assertNotEquals(silent.get(c), ANSWERS.clips().get(c));
    }
  }

  @Test
  void theStreamRunsOnOverAllClips() {
    short[] samples = ANSWERS.samples();
    assertEquals(12 * 3_200, samples.length);
    for (int c = 0; c < 12; c++) {
      assertArrayEquals(
          SOUND.get(c), Arrays.copyOfRange(samples, c * 3_200, (c + 1) * 3_200), "clip " + c);
    }
    List<DetectorAnswer> stream = ANSWERS.stream();
    assertEquals(23, stream.size());
    for (int i = 0; i < 23; i++) {
      assertEquals(20 + 10 * i, stream.get(i).frame());
    }
    // From the first state the answer at frame T is that to the clip; later ones are not.
    assertArrayEquals(ANSWERS.clips().get(0).trace().logits(), stream.get(0).logits());
    long like =
        IntStream.range(0, 12)
            .filter(
                c ->
                    Arrays.equals(
                        ANSWERS.clips().get(c).trace().logits(), stream.get(2 * c).logits()))
            .count();
    assertTrue(like < 6, like + " answers as to a clip alone");
    List<Long> detected =
        stream.stream().filter(DetectorAnswer::detected).map(DetectorAnswer::frame).toList();
    assertTrue(detected.size() > 2, detected.toString());
    for (int i = 1; i < detected.size(); i++) {
      assertTrue(detected.get(i) - detected.get(i - 1) >= 20, detected.toString());
    }
    assertTrue(stream.stream().filter(answer -> answer.score() > 21_000).count() > detected.size());
  }

  /**
   * The bytes of these answers, which an implementation that shares no code has computed alike:
   * features by the definition of the front end, logits by {@code limits.py}, detections by the
   * page on the detector.
   */
  @Test
  void theAnswersAreKnown() {
    assertEquals(
        "f5e62ce78c4ed50a0dee7dbc0dae33f73119f51dbe0cdaeba947d3f856a2403f",
        Hashes.sha256Hex(KnownAnswersWriter.bytes(ANSWERS)));
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    assertEquals(ANSWERS, KnownAnswersReader.parse("f", KnownAnswersWriter.bytes(ANSWERS)));
    Path file = folder.resolve("answers.kska");
    KnownAnswersWriter.write(ANSWERS, file);
    assertEquals(ANSWERS, KnownAnswersReader.read(file, IMAGE));
    assertTrue(ANSWERS.belongTo(IMAGE));
    WeightImage real = Images.withFrontEnd(IMAGE, new FrontEndSettings(12, 100));
    assertEquals(
        file
            + ": stream: found samples where the front end is not in integers, expected answers of"
            + " a network of the image's shape",
        assertThrows(InputException.class, () -> KnownAnswersReader.read(file, real)).getMessage());
    KnownAnswers unheard = new KnownAnswers(ANSWERS.imageSha256(), ANSWERS.clips());
    KnownAnswersWriter.write(unheard, file);
    assertEquals(unheard, KnownAnswersReader.read(file));
    InputException none =
        assertThrows(InputException.class, () -> KnownAnswersReader.read(file, IMAGE));
    assertEquals("0 answers where there should be 23", none.found());
  }

  @Test
  void samplesFillFrames() {
    List<short[]> longer = SOUND.stream().map(sound -> Arrays.copyOf(sound, 3_359)).toList();
    assertEquals(ANSWERS, KnownAnswers.ofSound(IMAGE, longer));
    List<short[]> shorter = List.of(new short[3_199]);
    assertEquals(
        "network: clip is 19 frames where there should be 20, expected frames as the network"
            + " reads them",
        assertThrows(SpecException.class, () -> KnownAnswers.ofSound(IMAGE, shorter)).getMessage());
    WeightImage real = WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);
    assertEquals(
        "network: features.kind is a float front end, expected one in integers",
        assertThrows(SpecException.class, () -> KnownAnswers.ofSound(real, SOUND)).getMessage());
    KnownAnswers nothing = KnownAnswers.ofSound(IMAGE, List.of());
    assertEquals(new KnownAnswers(ANSWERS.imageSha256(), List.of()), nothing);
  }

  /** Answers of every frame are not about a window, so there is nothing to detect. */
  @Test
  void aFrameWiseNetworkHasNoStream() throws IOException {
    WeightImage image =
        Images.withFrontEnd(
            WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE),
            FrontEndSettings.integer(12, 7));
    KnownAnswers answers = KnownAnswers.ofSound(image, List.of(Images.sound(480, 1)));
    assertEquals(List.of(), answers.stream());
    assertEquals(480, answers.clips().get(0).samples().length);
    assertEquals(answers, KnownAnswersReader.parse("f", KnownAnswersWriter.bytes(answers)));
  }

  @Test
  void clipsAndStreamMustFit() {
    List<KnownAnswers.Clip> clips = ANSWERS.clips();
    List<DetectorAnswer> stream = ANSWERS.stream();
    KnownAnswers.Clip clip = clips.get(0);
    KnownAnswers.Clip silent = new KnownAnswers.Clip(clip.features(), clip.trace());
    assertEquals(
        "network: clip.samples is 3199, expected 0 or 3200",
        assertThrows(
                SpecException.class,
                () -> new KnownAnswers.Clip(new short[3_199], clip.features(), clip.trace()))
            .getMessage());
    assertEquals(
        "network: samples is 1 clips with them, expected 0 or 2, all clips",
        misfit(List.of(clip, silent), List.of()));
    assertEquals(
        "network: stream is 23 answers, expected none without samples",
        misfit(Collections.nCopies(12, silent), stream));
    assertEquals(
        "network: stream is 22 answers, expected 23", misfit(clips, stream.subList(0, 22)));
    List<DetectorAnswer> swapped = new ArrayList<>(stream);
    Collections.swap(swapped, 3, 4);
    assertEquals("network: stream[3].frame is 60, expected 50", misfit(clips, swapped));
    List<DetectorAnswer> wide = new ArrayList<>(stream);
    wide.set(22, new DetectorAnswer(240, new int[2], new int[2], 0, 0, false));
    assertEquals("network: stream[22].logits is 2, expected 3", misfit(clips, wide));
  }

  private static String misfit(List<KnownAnswers.Clip> clips, List<DetectorAnswer> stream) {
    return assertThrows(
            SpecException.class, () -> new KnownAnswers(ANSWERS.imageSha256(), clips, stream))
        .getMessage();
  }

  @Test
  void anAnswerIsWithinItsRanges() {
    int[] two = new int[2];
    assertEquals(2, new DetectorAnswer(1, two, new int[] {0, 32_768}, 1, 32_768, true).classes());
    assertEquals(Optional.empty(), wrong(1, two, two, 0, 0));
    assertEquals(
        Optional.of("frame is 0, expected 1 to " + Long.MAX_VALUE), wrong(0, two, two, 0, 0));
    assertEquals(Optional.of("label is 2, expected 0 to 1"), wrong(1, two, two, 2, 0));
    assertEquals(Optional.of("score is 32769, expected 0 to 32768"), wrong(1, two, two, 0, 32_769));
    assertEquals(
        Optional.of("posteriors is -1, expected 0 to 32768"),
        wrong(1, two, new int[] {0, -1}, 0, 0));
    assertEquals(
        Optional.of("posteriors is 1, expected 2, one a logit"), wrong(1, two, new int[1], 0, 0));
  }

  private static Optional<String> wrong(long frame, int[] z, int[] p, int label, int score) {
    try {
      new DetectorAnswer(frame, z, p, label, score, false);
      return Optional.empty();
    } catch (SpecException e) {
      return Optional.of(e.getMessage().replace("network: answer.", ""));
    }
  }

  @Test
  void answersAreEqualByContent() {
    DetectorAnswer answer = ANSWERS.stream().get(5);
    DetectorAnswer same =
        new DetectorAnswer(
            answer.frame(),
            answer.logits().clone(),
            answer.posteriors().clone(),
            answer.label(),
            answer.score(),
            answer.detected());
    assertEquals(answer, same);
    assertEquals(answer.hashCode(), same.hashCode());
    int[] other = answer.logits().clone();
    other[0]++;
    assertNotEquals(
        answer,
        new DetectorAnswer(
            answer.frame(),
            other,
            answer.posteriors(),
            answer.label(),
            answer.score(),
            answer.detected()));
  }

  /** Offsets within the first answer. */
  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, frame, 1 to 2147483647",
    "16, 2, 32769, posteriors, 0 to 32768",
    "20, 2, 32769, posteriors, 0 to 32768",
    "22, 4, 3, label, 0 to 2",
    "26, 2, 32769, score, 0 to 32768",
    "28, 1, 2, detected, 0 to 1",
  })
  void aFieldOutOfItsRangeIsNamed(int at, int width, int value, String field, String range) {
    byte[] stream = KnownAnswersWriter.sections(ANSWERS).get(STREAM);
    assertEquals(23 * ANSWER, stream.length);
    for (int i = 0; i < width; i++) {
      stream[at + i] = (byte) (value >> 8 * i);
    }
    assertEquals(
        "f: section 9.0 " + field + ": found " + value + ", expected " + range,
        refused(STREAM, stream));
  }

  @Test
  void aStreamThatCannotBeIsRefused() {
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(ANSWERS);
    byte[] stream = sections.get(STREAM);
    assertEquals(
        "f: section 9.0 length: found 668 bytes, expected 667 bytes",
        refused(STREAM, Arrays.copyOf(stream, 668)));
    assertEquals(
        "f: section 9.0 detected: found 0 bytes left, expected 1 bytes",
        refused(STREAM, Arrays.copyOf(stream, 666)));
    byte[] another = stream.clone();
    another[0]++;
    assertEquals(
        "f: content: found \"network: stream[0].frame is 21, expected 20\", expected answers that"
            + " can be",
        refused(STREAM, another));
    byte[] shape = sections.get(SHAPE);
    shape[shape.length - 4] = 22;
    assertEquals(
        "f: section 9.0 length: found 667 bytes, expected 638 bytes", refused(SHAPE, shape));
    Map<SectionKey, byte[]> without = KnownAnswersWriter.sections(ANSWERS);
    without.remove(STREAM);
    assertEquals("f: section 9.0: found none, expected one", refused(without));
    without = KnownAnswersWriter.sections(ANSWERS);
    without.remove(new SectionKey(KnownAnswersFormat.SAMPLES, 3));
    assertEquals("f: section 8.3: found none, expected one", refused(without));
    KnownAnswers none = new KnownAnswers(ANSWERS.imageSha256(), List.of());
    Map<SectionKey, byte[]> empty = new LinkedHashMap<>(KnownAnswersWriter.sections(none));
    byte[] one = empty.get(SHAPE);
    one[one.length - 4] = 1;
    empty.put(SHAPE, one);
    assertEquals(
        "f: section 1.0 answers of the stream: found 1, expected 0 without clips", refused(empty));
  }

  private static String refused(SectionKey key, byte[] content) {
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(ANSWERS);
    sections.put(key, content);
    return refused(sections);
  }

  private static String refused(Map<SectionKey, byte[]> sections) {
    byte[] file = SectionFile.encode(KnownAnswersFormat.FILE.as(3), sections);
    return assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("f", file))
        .getMessage();
  }
}
