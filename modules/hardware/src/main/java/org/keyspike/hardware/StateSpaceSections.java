package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerVector;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceSpec;

/**
 * The sections of a state space, and what of it is in the network section. Maps count from the
 * embedding, then the two of each block; thresholds from E_u, E_x and E_y of each block, then
 * E_last.
 */
final class StateSpaceSections {
  /** E_u, E_x and E_y of a block. */
  private static final int SITES = 3;

  private static final int MOST_CODE = 4;

  private StateSpaceSections() {}

  /** Puts what is said of it in the network section behind the lanes. */
  static void describe(StateSpaceImage image, SectionOutput out) {
    StateSpaceSpec shape = image.shape();
    out.u16(image.blocks().size())
        .u16(shape.width())
        .u8(shape.states())
        .u16(shape.heads())
        .u8(shape.levels())
        .u8(shape.gateLevels());
    if (image.code() instanceof OutputCode.Graded graded) {
      out.u8(ImageFormat.GRADED).u8(graded.bits());
    } else if (image.code() instanceof OutputCode.PowersOfTwo powers) {
      out.u8(ImageFormat.POWERS_OF_TWO).u8(powers.levels());
    } else {
      out.u8(ImageFormat.SPIKES).u8(1);
    }
    out.u8(image.stream().delays().isPresent() ? 1 : 0).u8(image.stream().fraction());
    for (BlockImage block : image.blocks()) {
      out.u16(block.channels()).u8(block.valueFraction());
    }
  }

  /** What the network section says of it. */
  record Described(
      StateSpaceSpec shape,
      OutputCode code,
      boolean delayed,
      int streamFraction,
      List<Integer> channels,
      List<Integer> valueFractions) {
    boolean graded() {
      return code instanceof OutputCode.Graded;
    }
  }

  static Described described(SectionInput in) throws CorruptImageException {
    int count = in.between("blocks", in.u16("blocks"), 1, StateSpaceSpec.MOST_BLOCKS);
    int width = in.between("width", in.u16("width"), 1, StateSpaceSpec.MOST_CHANNELS);
    StateSpaceSpec shape =
        new StateSpaceSpec(
            width, in.u8("states"), in.u16("heads"), in.u8("levels"), in.u8("gate levels"));
    OutputCode code = code(in);
    boolean delayed = in.between("delays", in.u8("delays"), 0, 1) == 1;
    int streamFraction = in.u8("fraction of the stream");
    List<Integer> channels = new ArrayList<>();
    List<Integer> fractions = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      int n = in.between("channels", in.u16("channels"), 1, StateSpaceSpec.MOST_CHANNELS);
      if (n % shape.heads() != 0) {
        throw in.corrupt("channels", n, "a multiple of the " + shape.heads() + " heads");
      }
      channels.add(n);
      fractions.add(in.u8("fraction of values"));
    }
    return new Described(shape, code, delayed, streamFraction, channels, fractions);
  }

  private static OutputCode code(SectionInput in) throws CorruptImageException {
    int kind =
        in.between(
            "kind of neurons", in.u8("kind of neurons"), ImageFormat.SPIKES, ImageFormat.GRADED);
    int size = in.u8("levels or bits");
    return switch (kind) {
      case ImageFormat.GRADED ->
          new OutputCode.Graded(in.between("levels or bits", size, 1, MOST_CODE));
      case ImageFormat.POWERS_OF_TWO ->
          new OutputCode.PowersOfTwo(in.between("levels or bits", size, 2, MOST_CODE));
      default -> {
        in.between("levels or bits", size, 1, 1);
        yield new OutputCode.Spikes();
      }
    };
  }

  /** Adds its sections, in the order that is prescribed. */
  static void write(StateSpaceImage image, Map<SectionKey, byte[]> sections) {
    map(image.stream().embedding(), 0, image.stream().delays(), sections);
    for (int l = 0; l < image.blocks().size(); l++) {
      BlockImage block = image.blocks().get(l);
      int site = SITES * l;
      int map = 1 + StateSpaceImage.MAPS * l;
      block.thresholds().ifPresent(own -> threshold(own.stream(), site, sections));
      map(block.in(), map, Optional.empty(), sections);
      block
          .thresholds()
          .ifPresent(
              own -> {
                threshold(own.value(), site + 1, sections);
                threshold(own.output(), site + 2, sections);
              });
      map(block.out(), map + 1, Optional.empty(), sections);
    }
    image.threshold().ifPresent(last -> threshold(last, SITES * image.blocks().size(), sections));
  }

  /** The name of the neurons whose thresholds have an index. */
  static String site(StateSpaceImage image, int index) {
    return index == SITES * image.blocks().size()
        ? "output"
        : "block"
            + (index / SITES + 1)
            + "_"
            + List.of("stream", "value", "output").get(index % SITES);
  }

  private static void threshold(IntegerVector values, int site, Map<SectionKey, byte[]> sections) {
    sections.put(new SectionKey(ImageFormat.THRESHOLDS, site), ImageWriter.shorts(values));
  }

  private static void map(
      MapImage map, int number, Optional<IntegerVector> delays, Map<SectionKey, byte[]> sections) {
    sections.put(
        new SectionKey(ImageFormat.SHIFTS, number), new SectionOutput().u8(map.shift()).toBytes());
    sections.put(new SectionKey(ImageFormat.BIASES, number), ImageWriter.shorts(map.bias()));
    delays.ifPresent(
        d -> sections.put(new SectionKey(ImageFormat.DELAYS, 0), DelaySection.write(d)));
    ImageWriter.matrix(map.weight(), ImageFormat.weights(number), sections);
  }

  /** Takes sections as an image's reader does. */
  interface Source {
    PackedMatrix matrix(SectionKey key, int rows, long columns) throws CorruptImageException;

    IntegerVector shorts(SectionKey key, int count) throws CorruptImageException;

    SectionInput take(SectionKey key) throws CorruptImageException;
  }

  /**
   * The state space that the network section says.
   *
   * @param inputs channels of the encoder
   */
  static StateSpaceImage read(Described said, long inputs, Source from)
      throws CorruptImageException {
    int width = said.shape().width();
    MapImage embedding = map(0, width, inputs, from);
    Optional<IntegerVector> delays =
        said.delayed()
            ? Optional.of(
                DelaySection.read(from.take(new SectionKey(ImageFormat.DELAYS, 0)), inputs))
            : Optional.empty();
    List<BlockImage> blocks = new ArrayList<>();
    for (int l = 0; l < said.channels().size(); l++) {
      int n = said.channels().get(l);
      int map = 1 + StateSpaceImage.MAPS * l;
      blocks.add(
          new BlockImage(
              map(map, said.shape().rows(n), width, from),
              map(map + 1, width, n, from),
              said.graded() ? Optional.of(thresholds(SITES * l, width, n, from)) : Optional.empty(),
              said.valueFractions().get(l)));
    }
    Optional<IntegerVector> last =
        said.graded()
            ? Optional.of(threshold(SITES * blocks.size(), width, from))
            : Optional.empty();
    return new StateSpaceImage(
        said.shape(),
        said.code(),
        new StateSpaceImage.Stream(embedding, delays, said.streamFraction()),
        blocks,
        last);
  }

  private static IntegerBlock.Thresholds thresholds(int site, int width, int channels, Source from)
      throws CorruptImageException {
    return new IntegerBlock.Thresholds(
        threshold(site, width, from),
        threshold(site + 1, channels, from),
        threshold(site + 2, channels, from));
  }

  private static IntegerVector threshold(int site, int count, Source from)
      throws CorruptImageException {
    return from.shorts(new SectionKey(ImageFormat.THRESHOLDS, site), count);
  }

  private static MapImage map(int number, int rows, long columns, Source from)
      throws CorruptImageException {
    SectionInput in = from.take(new SectionKey(ImageFormat.SHIFTS, number));
    int shift = in.u8("shift");
    in.end();
    return new MapImage(
        from.matrix(ImageFormat.weights(number), rows, columns),
        from.shorts(new SectionKey(ImageFormat.BIASES, number), rows),
        shift);
  }
}
