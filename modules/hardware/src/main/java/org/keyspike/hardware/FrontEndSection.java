package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.FrontEndTables;
import org.keyspike.audio.PcenSettings;
import org.keyspike.audio.PcenTable;

/**
 * The section of the front end: its settings and, in integers, its tables, so that a device needs
 * neither trigonometry nor logarithms nor powers. The tables follow from the settings; a reader
 * refuses others.
 */
final class FrontEndSection {
  private static final int FLOAT = 0;
  private static final int INTEGER = 1;

  /** In integers, with energies normalized. */
  private static final int PCEN = 2;

  private FrontEndSection() {}

  static byte[] write(FrontEndSettings settings) {
    SectionOutput out = new SectionOutput().u8(kind(settings)).u16(settings.bands());
    if (settings.kind() == FrontEndKind.FLOAT) {
      return out.f64(settings.gain()).toBytes();
    }
    out.u8(settings.exponent());
    if (settings.normalized().isPresent()) {
      PcenSettings pcen = settings.pcen();
      out.u16(pcen.strength())
          .u8(pcen.rise())
          .u8(pcen.fall())
          .u16(pcen.bias())
          .u16(pcen.root())
          .u8(pcen.scale());
    } else {
      BackgroundSettings background = settings.background();
      out.u8(background.rise()).u8(background.fall()).u16(background.share());
    }
    for (Table table : tables(settings)) {
      for (int value : table.values) {
        table.put(out, value);
      }
    }
    return out.toBytes();
  }

  private static int kind(FrontEndSettings settings) {
    if (settings.kind() == FrontEndKind.FLOAT) {
      return FLOAT;
    }
    return settings.normalized().isPresent() ? PCEN : INTEGER;
  }

  /**
   * @param version of the file's format: one is of front ends that normalize energies and of no
   *     others, those behind it of any
   */
  static FrontEndSettings read(SectionInput in, int version) throws CorruptImageException {
    int kind = in.u8("kind");
    if (version != ImageFormat.PCEN_SINCE) {
      in.between("kind", kind, FLOAT, version < ImageFormat.PCEN_SINCE ? INTEGER : PCEN);
    } else if (kind != PCEN) {
      throw in.corrupt("kind", kind, PCEN + " in this format version");
    }
    int bands = in.between("bands", in.u16("bands"), 1, ImageFormat.MOST_BANDS);
    FrontEndSettings settings =
        kind == FLOAT ? new FrontEndSettings(bands, gain(in)) : integer(in, bands, kind == PCEN);
    in.end();
    return settings;
  }

  /** The gain of a float front end. */
  static double gain(SectionInput in) throws CorruptImageException {
    double gain = in.f64("gain");
    if (!(gain > 0) || gain == Double.POSITIVE_INFINITY) {
      throw in.corrupt("gain", gain, "a number above 0");
    }
    return gain;
  }

  private static FrontEndSettings integer(SectionInput in, int bands, boolean normalized)
      throws CorruptImageException {
    int exponent =
        in.between(
            "exponent",
            in.i8("exponent"),
            FrontEndSettings.SMALLEST_EXPONENT,
            FrontEndSettings.LARGEST_EXPONENT);
    FrontEndSettings settings =
        new FrontEndSettings(
            FrontEndKind.INTEGER,
            bands,
            Math.scalb(1.0, exponent),
            normalized ? BackgroundSettings.NONE : background(in),
            normalized ? pcen(in) : PcenSettings.NONE);
    for (Table table : tables(settings)) {
      table.require(in);
    }
    return settings;
  }

  private static BackgroundSettings background(SectionInput in) throws CorruptImageException {
    int rise = in.between("rise", in.u8("rise"), 0, BackgroundSettings.LARGEST_SHIFT);
    int fall = in.between("fall", in.u8("fall"), 0, BackgroundSettings.LARGEST_SHIFT);
    int share = in.between("share", in.u16("share"), 0, BackgroundSettings.WHOLE);
    BackgroundSettings background = new BackgroundSettings(rise, fall, share);
    BackgroundSettings none = BackgroundSettings.NONE;
    if (share == 0 && !background.equals(none)) {
      throw in.corrupt(
          "rise and fall",
          rise + " and " + fall,
          none.rise() + " and " + none.fall() + " where no background is followed");
    }
    return background;
  }

  private static PcenSettings pcen(SectionInput in) throws CorruptImageException {
    return new PcenSettings(
        in.between("strength", in.u16("strength"), 1, PcenSettings.WHOLE),
        in.between("rise", in.u8("rise"), 0, PcenSettings.LARGEST_SHIFT),
        in.between("fall", in.u8("fall"), 0, PcenSettings.LARGEST_SHIFT),
        in.between("bias", in.u16("bias"), 1, PcenSettings.LARGEST_BIAS),
        in.between("root", in.u16("root"), 0, PcenSettings.WHOLE),
        in.between("scale", in.u8("scale"), 1, PcenSettings.LARGEST_SCALE));
  }

  /** The tables in the order in which they are stored. */
  private static List<Table> tables(FrontEndSettings settings) {
    int bands = settings.bands();
    FrontEndTables all = FrontEndTables.of(bands);
    List<Table> tables = new ArrayList<>();
    int half = FrontEndSettings.WINDOW / 2;
    int quarter = FrontEndSettings.FFT / 4;
    tables.add(new Table("window", Arrays.copyOf(all.window(), half + 1), false));
    tables.add(new Table("cosine", Arrays.copyOf(all.cos(), quarter + 1), false));
    tables.add(new Table("log2", all.log2(), true));
    settings
        .normalized()
        .ifPresent(pcen -> tables.add(new Table("compression", PcenTable.of(pcen), false)));
    for (int band = 0; band < bands; band++) {
      FrontEndTables.Band weights = all.bands().get(band);
      String name = "band " + band;
      int[] place = {weights.first(), weights.weights().length};
      tables.add(new Table(name + " first bin and number of weights", place, false));
      tables.add(new Table(name + " weights", weights.weights(), false));
    }
    return tables;
  }

  /**
   * Numbers that follow from the settings.
   *
   * @param wide as u32, else u16
   */
  private record Table(String name, int[] values, boolean wide) {
    void put(SectionOutput out, int value) {
      if (wide) {
        out.u32(value);
      } else {
        out.u16(value);
      }
    }

    void require(SectionInput in) throws CorruptImageException {
      for (int i = 0; i < values.length; i++) {
        int found = wide ? in.i32(name) : in.u16(name);
        if (found != values[i]) {
          throw in.corrupt(name + "[" + i + "]", Integer.toUnsignedString(found), "" + values[i]);
        }
      }
    }
  }
}
