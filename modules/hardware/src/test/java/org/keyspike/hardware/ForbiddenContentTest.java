package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.io.InputException;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/** What the text of the format forbids, under sound checksums: the readers refuse it by name. */
class ForbiddenContentTest {
  private static final WeightImage GOLDEN = Images.of(GoldenModels.model("integer-ts1"), 32);
  private static final KnownAnswers ANSWERS = Images.answers(GOLDEN, 1);

  private static String refused(WeightImage image, SectionKey key, byte[] content) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    assertTrue(sections.containsKey(key));
    sections.put(key, content);
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(4), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("image", file))
        .getMessage();
  }

  private static String refusedAnswers(Map<SectionKey, byte[]> sections) {
    byte[] file = SectionFile.encode(KnownAnswersFormat.FILE.as(3), sections);
    return assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("a", file))
        .getMessage();
  }

  @Test
  void provenanceMustAscend() {
    SectionKey key = new SectionKey(ImageFormat.PROVENANCE, 0);
    assertEquals(
        "image: section 11.0 key: found a after b, expected keys that ascend",
        refused(
            GOLDEN,
            key,
            new SectionOutput().u32(2).text("b").text("").text("a").text("").toBytes()));
    assertEquals(
        "image: section 11.0 key: found a after a, expected keys that ascend",
        refused(
            GOLDEN,
            key,
            new SectionOutput().u32(2).text("a").text("1").text("a").text("2").toBytes()));
  }

  @Test
  void compressedMatricesNeedVersion3() throws IOException {
    WeightImage image = Images.plain(sparse()).repacked(32, Packing.COMPRESSED);
    assertTrue(ImageWriter.holds(3, image) && !ImageWriter.holds(2, image));
    byte[] file = ImageWriter.bytes(image, 3);
    assertEquals(image, ImageReader.parse("image", file));
    String message =
        assertThrows(
                CorruptImageException.class,
                () -> ImageReader.parse("image", HostileImageTest.withVersion(file, 2)))
            .getMessage();
    assertTrue(
        message.endsWith("format version: found 2, expected 3 or newer with a compressed matrix"),
        message);
  }

  /** A seed whose network has a matrix that compressing pays for. */
  private static long sparse() {
    long seed = 0;
    while (Images.plain(seed).repacked(32, Packing.COMPRESSED).matrices().stream()
        .noneMatch(matrix -> matrix.word().compressed())) {
      seed++;
    }
    return seed;
  }

  @Test
  void theOrderOfSectionsIsPrescribed() {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(GOLDEN);
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(4), moved(sections, ImageFormat.CLASSES));
    assertEquals(
        "image: order of sections: found section 11.0, expected section 10.0, in the order that is"
            + " prescribed",
        assertThrows(CorruptImageException.class, () -> ImageReader.parse("image", file))
            .getMessage());
    assertEquals(
        "a: order of sections: found section 3.0, expected section 2.0, in the order that is"
            + " prescribed",
        refusedAnswers(moved(KnownAnswersWriter.sections(ANSWERS), KnownAnswersFormat.FEATURES)));
  }

  private static Map<SectionKey, byte[]> moved(Map<SectionKey, byte[]> sections, int kind) {
    Map<SectionKey, byte[]> moved = new LinkedHashMap<>(sections);
    SectionKey key = new SectionKey(kind, 0);
    byte[] content = moved.remove(key);
    moved.put(key, content);
    return moved;
  }

  @Test
  void mapsOfPlacesAreWrittenInTheirOrderAndOneOfEach() throws IOException {
    KeptIndices bands = KeptIndices.all(0, 8);
    KeptIndices neurons = KeptIndices.all(2, 32);
    WeightImage image = GOLDEN.withKept(List.of(neurons, bands));
    assertEquals(List.of(bands, neurons), image.kept());
    assertEquals(image, ImageReader.parse("image", ImageWriter.bytes(image)));
    assertThrows(SpecException.class, () -> GOLDEN.withKept(List.of(bands, bands)));
  }

  @Test
  void aClipHasFrames() {
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(ANSWERS);
    byte[] shape = sections.get(new SectionKey(KnownAnswersFormat.SHAPE, 0));
    for (int at : List.of(36, 45, 53)) {
      byte[] changed = shape.clone();
      Arrays.fill(changed, at, at + 4, (byte) 0);
      sections.put(new SectionKey(KnownAnswersFormat.SHAPE, 0), changed);
      assertTrue(refusedAnswers(sections).endsWith("found 0, expected at least 1"));
    }
    assertThrows(
        SpecException.class, () -> KnownAnswers.of(GOLDEN, List.of(new byte[0])), "no frames");
    Trace none = new Trace(0, 1, 2, new byte[0], List.of(), List.of(), List.of(), new int[2]);
    assertThrows(SpecException.class, () -> new KnownAnswers.Clip(new byte[0], none));
  }

  /** The number of sections is 16 bits wide, seven are of a clip, five of the smallest layer. */
  @Test
  void moreThanTheFieldsHoldIsNotWritten() throws IOException {
    WeightImage image = Images.of(GoldenModels.model("integer-framewise-direct"), 32);
    byte[] frame = new byte[image.features().bands()];
    KnownAnswers.Clip clip = KnownAnswers.of(image, List.of(frame)).clips().get(0);
    String sha = ANSWERS.imageSha256();
    KnownAnswers most = new KnownAnswers(sha, Collections.nCopies(9_361, clip));
    assertEquals(most, KnownAnswersReader.parse("a", KnownAnswersWriter.bytes(most)));
    KnownAnswers more = new KnownAnswers(sha, Collections.nCopies(9_362, clip));
    assertThrows(SpecException.class, () -> KnownAnswersWriter.bytes(more));

    IntegerVector one = new IntegerVector(1);
    IntegerMatrix single = new IntegerMatrix(1, 1, new byte[] {1});
    IntegerLayer layer =
        new IntegerLayer(single, Optional.empty(), one, one, one, Optional.empty(), 0, 0);
    IntegerReadout readout =
        new IntegerReadout.FrameWise(
            new IntegerMatrix(2, 1, new byte[2]), new IntegerVector(0, 0), 0);
    for (int layers : List.of(13_105, 13_106)) {
      IntegerModel model =
          new LayeredModel(
              new FeatureSpec(1, 1),
              new IntegerEncoder.Direct(),
              Collections.nCopies(layers, layer),
              readout,
              1,
              4,
              16);
      WeightImage deep = WeightImage.of(model, List.of("a", "b"), Map.of(), 1);
      if (layers == 13_105) {
        assertEquals(deep, ImageReader.parse("image", ImageWriter.bytes(deep)));
      } else {
        assertThrows(SpecException.class, () -> ImageWriter.bytes(deep));
      }
    }
  }

  @Test
  void spikesArePaddedWithZeros() {
    WeightImage odd = Images.of(RandomModels.model(oddNeurons()), 32);
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(Images.answers(odd, 1));
    byte[] spikes = sections.get(new SectionKey(KnownAnswersFormat.SPIKES, 0));
    spikes[spikes.length - 1] |= (byte) 0x80;
    assertEquals(
        "a: section 4.0 spikes: found padding that is not 0, expected zeros up to a whole byte",
        refusedAnswers(sections));
  }

  /** A seed whose network's last layer does not fill its last byte of spikes. */
  private static long oddNeurons() {
    long seed = 0;
    while (true) {
      Trace trace =
          Images.answers(Images.of(RandomModels.model(seed), 32), 1).clips().get(0).trace();
      if (trace.spikes().get(trace.spikes().size() - 1).length % 8 != 0) {
        return seed;
      }
      seed++;
    }
  }

  /** Answers of another network, or to a clip of another length, are told by their shape. */
  @Test
  void answersMustBeOfTheImagesShape(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("answers.kska");
    KnownAnswersWriter.write(ANSWERS, file);
    assertEquals(ANSWERS, KnownAnswersReader.read(file, GOLDEN));
    WeightImage other = Images.of(GoldenModels.model("integer-adaptive"), 32);
    InputException refused =
        assertThrows(InputException.class, () -> KnownAnswersReader.read(file, other));
    assertEquals("clip 0", refused.field());
    assertTrue(refused.found().contains("adaptations"), refused.found());

    KnownAnswers.Clip clip = ANSWERS.clips().get(0);
    int frames = clip.trace().frames() - 1;
    byte[] shorter = Arrays.copyOf(clip.features(), frames * 8);
    String network =
        assertThrows(SpecException.class, () -> KnownAnswers.of(GOLDEN, List.of(shorter)))
            .getMessage();
    assertTrue(network.contains(frames + " frames where there should be "), network);
    Trace trace = Trace.of(new IntegerNetwork(GOLDEN.model()), shorter);
    List<KnownAnswers.Clip> clips = new ArrayList<>(ANSWERS.clips());
    clips.add(new KnownAnswers.Clip(shorter, trace));
    KnownAnswersWriter.write(new KnownAnswers(ANSWERS.imageSha256(), clips), file);
    InputException length =
        assertThrows(InputException.class, () -> KnownAnswersReader.read(file, GOLDEN));
    assertEquals("clip " + (clips.size() - 1), length.field());
    assertTrue(length.found().contains(" frames where there should be "), length.found());
  }
}
