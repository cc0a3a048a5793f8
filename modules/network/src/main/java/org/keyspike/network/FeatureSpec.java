package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;

/**
 * The features that a network expects: ln(1 + gain·power) of so many mel bands, 100 frames a
 * second, and the front end that makes them. Pruning can leave a network fewer bands than its front
 * end makes.
 *
 * @param bands C, 1 to 2²⁰
 * @param gain above 0
 * @param kind of the front end's arithmetic; absent from files if it is float
 * @param background that the front end takes away; absent from files if none
 * @param pcen by which the front end normalizes energies; absent from files if it does not
 */
public record FeatureSpec(
    int bands,
    double gain,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FeatureSpec.Usual.class)
        FrontEndKind kind,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FeatureSpec.Usual.class)
        BackgroundSettings background,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FeatureSpec.Usual.class)
        PcenSettings pcen) {

  public FeatureSpec {
    Extents.require("features.bands", bands, 1);
    if (!(gain > 0) || Double.isInfinite(gain)) {
      throw new SpecException("features.gain", gain, "a number above 0");
    }
    kind = kind == null ? FrontEndKind.FLOAT : kind;
    // Where nothing is taken away, it does not matter how it would be followed.
    boolean none = background == null || background.share() == 0;
    background = none ? BackgroundSettings.NONE : background;
    pcen = pcen == null || !pcen.normalizes() ? PcenSettings.NONE : pcen;
    // Whatever else a front end cannot do: with one band, as pruning may leave more or fewer.
    new FrontEndSettings(kind, 1, gain, background, pcen);
  }

  /** Features of energies as they are, not normalized. */
  public FeatureSpec(int bands, double gain, FrontEndKind kind, BackgroundSettings background) {
    this(bands, gain, kind, background, PcenSettings.NONE);
  }

  /** Features of a float front end. */
  public FeatureSpec(int bands, double gain) {
    this(bands, gain, FrontEndKind.FLOAT, BackgroundSettings.NONE);
  }

  /** All features of a front end. */
  public static FeatureSpec of(FrontEndSettings frontEnd) {
    return new FeatureSpec(
        frontEnd.bands(), frontEnd.gain(), frontEnd.kind(), frontEnd.background(), frontEnd.pcen());
  }

  /** The same for another number of bands. */
  public FeatureSpec withBands(int others) {
    return new FeatureSpec(others, gain, kind, background, pcen);
  }

  /** The front end that makes these features, all bands of them. */
  public FrontEndSettings frontEnd() {
    return new FrontEndSettings(kind, bands, gain, background, pcen);
  }

  /** What is not written, as a file means it that does not name it. */
  static final class Usual {
    @Override
    public boolean equals(Object other) {
      return other == FrontEndKind.FLOAT
          || BackgroundSettings.NONE.equals(other)
          || PcenSettings.NONE.equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
