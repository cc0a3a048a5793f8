package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.AtomicFiles;
import org.keyspike.network.KeptIndices;

/**
 * A writer of weight images. The same image gives the same bytes, everywhere: in the newest format
 * version that it has something for, so that an image of spikes without delays is a file of version
 * 4.
 */
public final class ImageWriter {
  private ImageWriter() {}

  /** Writes a file, whole or not at all. */
  public static void write(WeightImage image, Path file) throws IOException {
    AtomicFiles.write(file, bytes(image));
  }

  /** The bytes of the file. */
  public static byte[] bytes(WeightImage image) {
    return bytes(image, version(image));
  }

  /**
   * The bytes of the file in a format version that can hold the image.
   *
   * @see #holds
   */
  static byte[] bytes(WeightImage image, int version) {
    return SectionFile.encode(ImageFormat.FILE.as(version), sections(image, version));
  }

  /** The format version that an image is written in. */
  static int version(WeightImage image) {
    int since = image.backbone().since();
    return image.frontEnd().normalized().isPresent()
        ? Math.max(since, ImageFormat.PCEN_SINCE)
        : since;
  }

  /**
   * Whether a format version can hold an image. What is newer than its own version is another file.
   */
  static boolean holds(int version, WeightImage image) {
    int own = version(image);
    if (version > own || version < own && own >= ImageFormat.CODES_SINCE) {
      return false;
    }
    boolean whole =
        version >= ImageFormat.WHOLE_SINCE
            || image.features().kind() == FrontEndKind.FLOAT
                && image
                    .detector()
                    .map(detector -> detector.equals(DetectorDefaults.of(image.classes())))
                    .orElse(true);
    return whole
        && (version >= ImageFormat.COMPRESSED_SINCE
            || image.matrices().stream().noneMatch(matrix -> matrix.word().compressed()));
  }

  static Map<SectionKey, byte[]> sections(WeightImage image) {
    return sections(image, version(image));
  }

  static Map<SectionKey, byte[]> sections(WeightImage image, int version) {
    boolean whole = version >= ImageFormat.WHOLE_SINCE;
    Map<SectionKey, byte[]> sections = new LinkedHashMap<>();
    sections.put(new SectionKey(ImageFormat.NETWORK, 0), network(image, whole));
    if (whole) {
      sections.put(
          new SectionKey(ImageFormat.FRONT_END, 0), FrontEndSection.write(image.frontEnd()));
    }
    if (!(image.encoder() instanceof IntegerEncoder.Direct)) {
      sections.put(new SectionKey(ImageFormat.STEPS, 0), steps(image.encoder()));
    }
    int layers = image.backbone().maps();
    if (image.backbone() instanceof StateSpaceImage blocks) {
      StateSpaceSections.write(blocks, sections);
    } else {
      for (int l = 0; l < layers; l++) {
        layer(image.layers().get(l), l, sections);
      }
    }
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      sections.put(
          new SectionKey(ImageFormat.SHIFTS, layers),
          new SectionOutput().u8(keyword.hiddenShift()).toBytes());
    }
    for (int map = 0; map < image.readout().matrices().size(); map++) {
      int index = layers + map;
      sections.put(
          new SectionKey(ImageFormat.BIASES, index), shorts(image.readout().biases().get(map)));
      matrix(image.readout().matrices().get(map), ImageFormat.weights(index), sections);
    }
    if (whole) {
      image
          .detector()
          .ifPresent(
              detector ->
                  sections.put(
                      new SectionKey(ImageFormat.DETECTOR, 0), DetectorSection.write(detector)));
    }
    for (KeptIndices map : image.kept()) {
      SectionOutput out = new SectionOutput().u32(map.original());
      map.indices().forEach(out::u16);
      sections.put(new SectionKey(ImageFormat.KEPT, map.place()), out.toBytes());
    }
    sections.put(new SectionKey(ImageFormat.CLASSES, 0), classes(image.classes()));
    sections.put(new SectionKey(ImageFormat.PROVENANCE, 0), provenance(image.provenance()));
    return sections;
  }

  private static byte[] network(WeightImage image, boolean whole) {
    SectionOutput out = new SectionOutput().u32(image.features().bands());
    if (!whole) {
      out.f64(image.features().gain());
    }
    out.u8(kind(image.encoder()))
        .u8(image.timeSteps())
        .u8(image.weightBits())
        .u8(image.membraneBits())
        .u16(image.lanes());
    if (image.backbone() instanceof StateSpaceImage blocks) {
      StateSpaceSections.describe(blocks, out);
    } else {
      out.u16(image.layers().size());
      for (LayerImage layer : image.layers()) {
        out.u32(layer.neurons()).u8(kind(layer));
      }
    }
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      out.u8(ImageFormat.KEYWORD)
          .u32(image.classes().size())
          .u8(keyword.logitFraction())
          .u32(keyword.hiddenWeight().rows())
          .u32(keyword.frames());
    } else if (image.readout() instanceof ReadoutImage.FrameWise frameWise) {
      out.u8(ImageFormat.FRAME_WISE).u32(image.classes().size()).u8(frameWise.logitFraction());
    }
    return out.toBytes();
  }

  private static int kind(IntegerEncoder encoder) {
    if (encoder instanceof IntegerEncoder.Residual) {
      return ImageFormat.RESIDUAL;
    }
    return encoder instanceof IntegerEncoder.StepForward
        ? ImageFormat.STEP_FORWARD
        : ImageFormat.DIRECT;
  }

  private static int kind(LayerImage layer) {
    return (layer.recurrent().isPresent() ? ImageFormat.RECURRENT : 0)
        | (layer.adaptation().isPresent() ? ImageFormat.ADAPTIVE : 0)
        | (layer.code().equals(IntegerCode.SPIKES) ? 0 : ImageFormat.CODED)
        | (layer.delays().isPresent() ? ImageFormat.DELAYED : 0);
  }

  private static byte[] steps(IntegerEncoder encoder) {
    if (encoder instanceof IntegerEncoder.Residual steps) {
      return new SectionOutput()
          .raw(shorts(steps.coarseSteps()))
          .raw(shorts(steps.fineSteps()))
          .toBytes();
    }
    return shorts(((IntegerEncoder.StepForward) encoder).coarseSteps());
  }

  private static void layer(LayerImage layer, int l, Map<SectionKey, byte[]> sections) {
    sections.put(
        new SectionKey(ImageFormat.SHIFTS, l),
        new SectionOutput().u8(layer.shiftWeight()).u8(layer.shiftRecurrent()).toBytes());
    sections.put(new SectionKey(ImageFormat.LEAKS, l), bytes(layer.leak()));
    sections.put(new SectionKey(ImageFormat.THRESHOLDS, l), shorts(layer.threshold()));
    sections.put(new SectionKey(ImageFormat.BIASES, l), shorts(layer.bias()));
    layer
        .adaptation()
        .ifPresent(
            adaptation ->
                sections.put(
                    new SectionKey(ImageFormat.ADAPTATION, l),
                    new SectionOutput()
                        .raw(bytes(adaptation.leak()))
                        .raw(bytes(adaptation.coupling()))
                        .raw(shorts(adaptation.jump()))
                        .toBytes()));
    if (!layer.code().equals(IntegerCode.SPIKES)) {
      sections.put(new SectionKey(ImageFormat.CODE, l), CodeSection.write(layer.code()));
    }
    layer
        .delays()
        .ifPresent(
            delays ->
                sections.put(new SectionKey(ImageFormat.DELAYS, l), DelaySection.write(delays)));
    matrix(layer.weight(), ImageFormat.weights(l), sections);
    layer
        .recurrent()
        .ifPresent(matrix -> matrix(matrix, ImageFormat.recurrentWeights(l), sections));
  }

  static void matrix(PackedMatrix matrix, SectionKey key, Map<SectionKey, byte[]> sections) {
    if (matrix.word().compressed()) {
      sections.put(
          ImageFormat.nonZeros(key), new SectionOutput().u16(matrix.word().perWord()).toBytes());
    }
    sections.put(key, matrix.words());
  }

  private static byte[] bytes(IntegerVector values) {
    SectionOutput out = new SectionOutput();
    for (int value : values.values()) {
      out.u8(value);
    }
    return out.toBytes();
  }

  static byte[] shorts(IntegerVector values) {
    SectionOutput out = new SectionOutput();
    for (int value : values.values()) {
      out.u16(value);
    }
    return out.toBytes();
  }

  private static byte[] classes(List<String> names) {
    SectionOutput out = new SectionOutput();
    names.forEach(out::text);
    return out.toBytes();
  }

  private static byte[] provenance(Map<String, String> entries) {
    SectionOutput out = new SectionOutput().u32(entries.size());
    entries.forEach((key, value) -> out.text(key).text(value));
    return out.toBytes();
  }
}
