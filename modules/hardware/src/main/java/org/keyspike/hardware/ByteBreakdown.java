package org.keyspike.hardware;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The breakdown of an image file into bytes by purpose. The sum over all kinds is the length of the
 * file.
 *
 * @param bytes by kind, every kind present, in the order of {@link Kind}
 */
public record ByteBreakdown(Map<ByteBreakdown.Kind, Long> bytes) {

  /** What bytes are for. */
  public enum Kind {
    /** Prologue and section table. */
    HEADER,
    /** The network description. */
    DESCRIPTION,
    /** Settings and tables of the front end, which works before the machine. */
    FRONT_END,
    /** The bits of the weights themselves, rounded up to whole bytes per matrix. */
    WEIGHTS,
    /** Which lanes have weights, in compressed matrices, and how many a word has room for. */
    BITMAPS,
    /** Zeros that fill weight words. */
    PADDING,
    BIASES,
    LEAKS,
    THRESHOLDS,
    /** Leaks, couplings and jumps of adaptive layers. */
    ADAPTATION,
    /** The codes of outputs that are not spikes. */
    CODES,
    /** The delays of inputs. */
    DELAYS,
    /** Shifts of the sums and the encoder's steps. */
    SHIFTS_AND_STEPS,
    /** Settings and table of the detector, which works after the machine. */
    DETECTOR,
    /** Maps of kept indices. */
    MAPS,
    /** Class names: not loaded by the machine. */
    CLASS_NAMES,
    /** Not loaded by the machine. */
    PROVENANCE;

    /** Whether the machine loads them. */
    public boolean loaded() {
      return switch (this) {
        case FRONT_END, DETECTOR, CLASS_NAMES, PROVENANCE -> false;
        default -> true;
      };
    }
  }

  public ByteBreakdown {
    bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
  }

  /** The breakdown of the file that {@link ImageWriter} makes of an image. */
  public static ByteBreakdown of(WeightImage image) {
    Map<Kind, Long> bytes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      bytes.put(kind, 0L);
    }
    Map<SectionKey, byte[]> sections = ImageWriter.sections(image);
    add(bytes, Kind.HEADER, SectionFile.headerBytes(sections.size()));
    sections.forEach((key, content) -> add(bytes, kind(key), content.length));
    for (PackedMatrix matrix : image.matrices()) {
      long bitmaps = matrix.bitmapBytes();
      long padding = matrix.words().length - bitmaps - matrix.weightBytes();
      add(bytes, Kind.WEIGHTS, -padding - bitmaps);
      add(bytes, Kind.BITMAPS, bitmaps);
      add(bytes, Kind.PADDING, padding);
    }
    return new ByteBreakdown(bytes);
  }

  /** The length of the file. */
  public long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Everything the machine loads: all but front end, detector, class names and provenance. */
  public long loaded() {
    return bytes.entrySet().stream()
        .filter(entry -> entry.getKey().loaded())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void add(Map<Kind, Long> bytes, Kind kind, long count) {
    bytes.merge(kind, count, Long::sum);
  }

  private static Kind kind(SectionKey key) {
    return switch (key.kind()) {
      case ImageFormat.NETWORK -> Kind.DESCRIPTION;
      case ImageFormat.FRONT_END -> Kind.FRONT_END;
      case ImageFormat.DETECTOR -> Kind.DETECTOR;
      case ImageFormat.STEPS, ImageFormat.SHIFTS -> Kind.SHIFTS_AND_STEPS;
      case ImageFormat.LEAKS -> Kind.LEAKS;
      case ImageFormat.THRESHOLDS -> Kind.THRESHOLDS;
      case ImageFormat.ADAPTATION -> Kind.ADAPTATION;
      case ImageFormat.CODE -> Kind.CODES;
      case ImageFormat.DELAYS -> Kind.DELAYS;
      case ImageFormat.BIASES -> Kind.BIASES;
      case ImageFormat.WEIGHTS -> Kind.WEIGHTS;
      case ImageFormat.NON_ZEROS -> Kind.BITMAPS;
      case ImageFormat.KEPT -> Kind.MAPS;
      case ImageFormat.CLASSES -> Kind.CLASS_NAMES;
      case ImageFormat.PROVENANCE -> Kind.PROVENANCE;
      default -> throw new IllegalArgumentException("no section of kind " + key.kind());
    };
  }
}
