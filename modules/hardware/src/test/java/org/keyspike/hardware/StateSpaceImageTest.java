package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.OutputCode;
import org.keyspike.network.SpecException;

class StateSpaceImageTest {
  private static final SectionKey NETWORK = new SectionKey(ImageFormat.NETWORK, 0);

  /** Bytes of the network section ahead of what is of the state space. */
  private static final int AHEAD = 4 + 4 + 2;

  private static WeightImage graded() {
    return LongStream.iterate(0, seed -> seed + 1)
        .mapToObj(RandomStateSpaces::model)
        .filter(model -> model.code() instanceof OutputCode.Graded && model.shape().heads() > 1)
        .map(model -> Images.of(model, 32))
        .findFirst()
        .orElseThrow();
  }

  private static String refused(WeightImage image, Map<SectionKey, byte[]> sections, int version) {
    byte[] file = SectionFile.encode(ImageFormat.FILE.as(version), sections);
    return assertThrows(CorruptImageException.class, () -> ImageReader.parse("image", file))
        .getMessage();
  }

  private static String withByte(WeightImage image, int at, int value) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    sections.get(NETWORK)[AHEAD + at] = (byte) value;
    return refused(image, sections, 8);
  }

  @Example
  void fieldsOutOfTheirRangesAreNamed() {
    WeightImage image = graded();
    StateSpaceImage space = image.stateSpace().orElseThrow();
    assertEquals("image: section 1.0 blocks: found 0, expected 1 to 8", withByte(image, 0, 0));
    assertEquals("image: section 1.0 blocks: found 9, expected 1 to 8", withByte(image, 0, 9));
    assertTrue(withByte(image, 4, 5).contains("stateSpace.states is 5, expected 4, 8 or 16"));
    assertTrue(withByte(image, 5, 0).contains("stateSpace.heads is 0"));
    assertTrue(withByte(image, 7, 5).contains("stateSpace.levels is 5, expected 1 to 4"));
    assertTrue(withByte(image, 8, 0).contains("stateSpace.gateLevels is 0, expected 1 to 4"));
    assertEquals(
        "image: section 1.0 kind of neurons: found 3, expected 0 to 2", withByte(image, 9, 3));
    assertEquals(
        "image: section 1.0 levels or bits: found 5, expected 1 to 4", withByte(image, 10, 5));
    assertEquals("image: section 1.0 delays: found 2, expected 0 to 1", withByte(image, 11, 2));
    assertTrue(withByte(image, 12, 15).contains("stream.fraction is 15, expected"));
    int channels = space.blocks().get(0).channels();
    assertEquals(
        "image: section 1.0 channels: found "
            + (channels + 1)
            + ", expected a multiple of the "
            + space.shape().heads()
            + " heads",
        withByte(image, 13, channels + 1));
    assertTrue(withByte(image, 15, 14).contains("valueFraction is 14, expected"));
  }

  /** Shape 13 bytes, 3 a block; a frame has one step, membranes are 16 bits wide. */
  @Example
  void theNetworkSectionIsAsLongAsItsText() {
    WeightImage image = graded();
    int blocks = image.stateSpace().orElseThrow().blocks().size();
    int readout = image.readout() instanceof ReadoutImage.Keyword ? 6 + 8 : 6;
    assertEquals(
        AHEAD + 13 + 3 * blocks + readout, ImageWriter.sections(image).get(NETWORK).length);
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    sections.get(NETWORK)[5] = 2;
    assertTrue(refused(image, sections, 8).contains("timeSteps is 2 with a state space"));
    sections.get(NETWORK)[5] = 1;
    sections.get(NETWORK)[7] = 12;
    assertTrue(refused(image, sections, 8).contains("membraneBits is 12 with a state space"));
  }

  @Property(tries = 20)
  void itIsAFileOfVersion8AndOfNoOther(@ForAll long seed) {
    WeightImage image = Images.stateSpace(seed);
    assertEquals(8, ImageWriter.bytes(image)[4]);
    assertEquals(List.of(8), held(image));
    assertFalse(held(Images.random(seed)).contains(8));
    SpecException layers = assertThrows(SpecException.class, image::layers);
    assertEquals("network.backbone", layers.field());
    SpecException refused = assertThrows(SpecException.class, () -> image.requireLayers("a tool"));
    assertEquals("recurrent: a tool knows no state space", refused.expected());
    int bands = image.features().bands();
    assertThrows(
        SpecException.class,
        () -> image.withKept(List.of(KeptIndices.all(1, bands))),
        "channels cannot have been pruned");
  }

  private static List<Integer> held(WeightImage image) {
    List<Integer> versions = new ArrayList<>();
    for (int version = 2; version <= 8; version++) {
      if (ImageWriter.holds(version, image)) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** The answers of a network are those of its image; other states are other answers. */
  @Property(tries = 20)
  void knownAnswersHaveTheStatesOfEveryBlock(@ForAll long seed) throws IOException {
    StateSpaceModel model = RandomStateSpaces.model(seed);
    WeightImage image = Images.of(model, 16);
    KnownAnswers answers = Images.answers(image, seed % 1000);
    byte[] bytes = KnownAnswersWriter.bytes(answers);
    assertEquals(5, bytes[4]);
    KnownAnswers read = KnownAnswersReader.parse("a", bytes);
    KnownAnswers.Clip clip = read.clips().get(0);
    Trace trace = Trace.of(new IntegerNetwork(model), clip.features());
    assertEquals(trace, clip.trace());
    assertEquals(model.blocks().size(), trace.blocks().size());
    assertTrue(clip.misfit(image.model()).isEmpty());
    assertTrue(clip.misfit(RandomModels.model(seed)).isPresent());

    StateTrace first = trace.blocks().get(0);
    first.states()[first.states().length - 1]++;
    assertFalse(trace.equals(clip.trace()));
  }

  @Example
  void aStepThatNoClockTakesIsRefused() {
    KnownAnswers answers = Images.answers(graded(), 1);
    Map<SectionKey, byte[]> sections = KnownAnswersWriter.sections(answers);
    sections.get(new SectionKey(KnownAnswersFormat.STATES, 0))[0] = 3;
    byte[] file = SectionFile.encode(KnownAnswersFormat.FILE.as(5), sections);
    assertEquals(
        "a: section 10.0 steps: found 3, expected 0, 1, 2, 4 or 8",
        assertThrows(CorruptImageException.class, () -> KnownAnswersReader.parse("a", file))
            .getMessage());
  }

  /** Beside an image with a state space goes one at its limits: streams and values saturate. */
  @Property(tries = 10)
  void theNetworkBesideItSaturates(@ForAll long seed) {
    WeightImage image = Images.stateSpace(seed);
    WeightImage limits = LimitsNetwork.beside(image);
    assertEquals(new FeatureSpec(4, 1), limits.features());
    StateSpaceModel model = (StateSpaceModel) limits.model();
    StateSpaceModel like = (StateSpaceModel) image.model();
    assertEquals(like.code(), model.code());
    assertEquals(like.shape().states(), model.shape().states());
    Trace trace = LimitsNetwork.answers(limits).clips().get(0).trace();
    short low = 0;
    short high = 0;
    for (short[] potentials : trace.potentials()) {
      for (short potential : potentials) {
        low = (short) Math.min(low, potential);
        high = (short) Math.max(high, potential);
      }
    }
    assertEquals(Short.MIN_VALUE, low);
    assertEquals(Short.MAX_VALUE, high);
    boolean sleeps = false;
    boolean runs = false;
    for (StateTrace block : trace.blocks()) {
      for (byte step : block.steps()) {
        sleeps |= step == 0;
        runs |= step == 8;
      }
    }
    assertTrue(sleeps && runs);
  }

  /** The embedding, then both maps of each block, then the readout's. */
  @Example
  void matricesAreInTheOrderOfTheWeightMemory() {
    WeightImage image = graded();
    StateSpaceImage space = image.stateSpace().orElseThrow();
    BackboneImage backbone = image.backbone();
    List<MapImage> maps = space.allMaps();
    assertEquals(backbone.maps(), maps.size());
    assertEquals(space.stream().embedding(), maps.get(0));
    List<PackedMatrix> expected = new ArrayList<>(List.of(maps.get(0).weight()));
    for (BlockImage block : space.blocks()) {
      expected.add(block.in().weight());
      expected.add(block.out().weight());
    }
    assertEquals(expected, backbone.matrices());
    expected.addAll(image.readout().matrices());
    assertEquals(expected, image.matrices());
    assertEquals(expected.stream().map(PackedMatrix::unpack).toList(), image.model().matrices());
  }
}
