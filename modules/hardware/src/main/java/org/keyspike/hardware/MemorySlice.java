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
    int layers = image.layers().size();
    String place = key.index() < layers ? "layer" + (key.index() + 1) : map(image, key.index());
    return switch (key.kind()) {
      case ImageFormat.STEPS -> List.of(new MemorySlice("encoder_steps", offset, 2, length / 2));
      case ImageFormat.SHIFTS -> List.of(new MemorySlice(place + "_shifts", offset, 1, length));
      case ImageFormat.LEAKS -> List.of(new MemorySlice(place + "_leaks", offset, 1, length));
      case ImageFormat.THRESHOLDS ->
          List.of(new MemorySlice(place + "_thresholds", offset, 2, length / 2));
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
        int plane = SpikeBits.bytes(image.layers().get(key.index()).weight().columns());
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

  private static PackedMatrix matrix(WeightImage image, int index) {
    int layers = image.layers().size();
    if (index >= 2 * layers) {
      return image.readout().matrices().get(index / 2 - layers);
    }
    LayerImage layer = image.layers().get(index / 2);
    return index % 2 == 0 ? layer.weight() : layer.recurrent().orElseThrow();
  }

  private static String weights(WeightImage image, int index) {
    int layers = image.layers().size();
    if (index >= 2 * layers) {
      return map(image, index / 2) + "_weights";
    }
    return "layer" + (index / 2 + 1) + (index % 2 == 0 ? "_weights" : "_recurrent_weights");
  }

  private static String map(WeightImage image, int index) {
    return "readout" + (index - image.layers().size() + 1);
  }
}
