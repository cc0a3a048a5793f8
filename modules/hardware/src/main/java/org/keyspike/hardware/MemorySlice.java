package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A memory as it lies in the file of an image: equal words, one after the other, little-endian.
 *
 * @param name of lower-case letters, digits and underscores
 * @param offset of its first byte in the file
 * @param wordBytes of each word
 * @param words how many
 */
record MemorySlice(String name, int offset, int wordBytes, int words) {

  /** Everything that the machine stores: steps, shifts, parameters and weights. */
  static List<MemorySlice> of(WeightImage image) {
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    Map<SectionKey, Integer> offsets = new LinkedHashMap<>();
    int offset = SectionFile.headerBytes(sections.size());
    for (Map.Entry<SectionKey, byte[]> section : sections.entrySet()) {
      offsets.put(section.getKey(), offset);
      offset += section.getValue().length;
    }
    List<MemorySlice> slices = new ArrayList<>();
    offsets.forEach((key, at) -> slices.addAll(slices(image, key, at, sections.get(key).length)));
    return slices;
  }

  private static List<MemorySlice> slices(
      WeightImage image, SectionKey key, int offset, int length) {
    String place = map(image, key.index());
    return switch (key.kind()) {
      case ImageFormat.STEPS -> List.of(new MemorySlice("encoder_steps", offset, 2, length / 2));
      case ImageFormat.SHIFTS -> List.of(new MemorySlice(place + "_shifts", offset, 1, length));
      case ImageFormat.LEAKS -> List.of(new MemorySlice(place + "_leaks", offset, 1, length));
      case ImageFormat.THRESHOLDS ->
          List.of(new MemorySlice(thresholds(image, key.index()), offset, 2, length / 2));
      case ImageFormat.BIASES -> List.of(new MemorySlice(place + "_biases", offset, 2, length / 2));
      case ImageFormat.ADAPTATION -> {
        int n = length / 4;
        yield List.of(
            new MemorySlice(place + "_adaptation_leaks", offset, 1, n),
            new MemorySlice(place + "_adaptation_couplings", offset + n, 1, n),
            new MemorySlice(place + "_adaptation_jumps", offset + 2 * n, 2, n));
      }
      case ImageFormat.CODE -> List.of(new MemorySlice(place + "_code", offset, 1, length));
      case ImageFormat.DELAYS -> {
        int plane = SpikeBits.bytes(delayed(image, key.index()).columns());
        yield length == 1
            ? List.of()
            : List.of(
                new MemorySlice(place + "_delay_planes", offset + 1, plane, (length - 1) / plane));
      }
      case ImageFormat.WEIGHTS -> {
        PackedMatrix matrix = matrix(image, key.index());
        yield List.of(
            new MemorySlice(
                weights(image, key.index()),
                offset,
                matrix.wordBytes(),
                length / matrix.wordBytes()));
      }
      default -> List.of();
    };
  }

  /** The matrix whose inputs have delays. */
  private static PackedMatrix delayed(WeightImage image, int index) {
    return image.stateSpace().isPresent()
        ? image.matrices().get(0)
        : image.layers().get(index).weight();
  }

  private static PackedMatrix matrix(WeightImage image, int index) {
    int maps = image.backbone().maps();
    if (index >= 2 * maps) {
      return image.readout().matrices().get(index / 2 - maps);
    }
    if (image.stateSpace().isPresent()) {
      return image.matrices().get(index / 2);
    }
    LayerImage layer = image.layers().get(index / 2);
    return index % 2 == 0 ? layer.weight() : layer.recurrent().orElseThrow();
  }

  private static String weights(WeightImage image, int index) {
    return map(image, index / 2) + (index % 2 == 0 ? "_weights" : "_recurrent_weights");
  }

  /** A layer, or a map of a state space or of the readout. */
  private static String map(WeightImage image, int index) {
    int maps = image.backbone().maps();
    if (index >= maps) {
      return "readout" + (index - maps + 1);
    }
    if (image.stateSpace().isEmpty()) {
      return "layer" + (index + 1);
    }
    return index == 0
        ? "embedding"
        : "block" + (index + 1) / StateSpaceImage.MAPS + (index % 2 == 1 ? "_in" : "_out");
  }

  private static String thresholds(WeightImage image, int index) {
    return image
            .stateSpace()
            .map(space -> StateSpaceSections.site(space, index))
            .orElseGet(() -> map(image, index))
        + "_thresholds";
  }
}
