package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.FFT;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

import java.util.Arrays;
import java.util.List;
import org.keyspike.io.SettingException;

/**
 * The tables of the front end in integers: all that {@link IntegerLogMel} computes with beside the
 * gain. Rounding is ⌊v + ½⌋. Tables are shared, not to be written to.
 *
 * @param window (400), Q15: ⌊32768·(½ − ½·cos(2πi/400)) + ½⌋, 0 to 32768
 * @param cos (512), Q14: cos(2πi/512), −16384 to 16384
 * @param sin (512), Q14: sin(2πi/512)
 * @param log2 (129), Q16: log₂(1 + i/128), 0 to 65536
 * @param bands weights of every band, from the lowest
 */
public record FrontEndTables(int[] window, int[] cos, int[] sin, int[] log2, List<Band> bands) {
  private static final int BINS = FFT / 2 + 1;

  /**
   * The weights of one band.
   *
   * @param first bin of the first weight, 0 to 256
   * @param weights Q12, 0 to 4096, of the bins from there on; none where all are 0
   */
  public record Band(int first, int[] weights) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Band that
          && first == that.first
          && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
      return 31 * first + Arrays.hashCode(weights);
    }
  }

  /**
   * @throws SettingException if a table is not of its length, a number is out of its range, or cos
   *     and sin are not those of the angles, on which {@link IntegerLogMel} relies
   */
  public FrontEndTables {
    bands = List.copyOf(bands);
    within("window", window, WINDOW, 0, 32_768);
    within("log2", log2, 129, 0, 65_536);
    if (!Arrays.equals(cos, cosines()) || !Arrays.equals(sin, sines())) {
      throw new SettingException("cos, sin", "others", "Q14 of exp(-2*pi*i*k/" + FFT + ")");
    }
    for (Band band : bands) {
      within("weights", band.weights(), band.weights().length, 0, 4_096);
      if (band.first() < 0 || band.first() + band.weights().length > BINS) {
        throw new SettingException("first", band.first(), "weights of bins 0 to " + (BINS - 1));
      }
    }
  }

  /** The tables for so many bands, the same on every machine. */
  public static FrontEndTables of(int bands) {
    int[] window = new int[WINDOW];
    Arrays.setAll(
        window, i -> rounded(32_768 * (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / WINDOW))));
    int[] log2 = new int[129];
    Arrays.setAll(log2, i -> rounded(65_536 * StrictMath.log(1 + i / 128.0) / StrictMath.log(2)));
    double[] edges = MelBands.edges(bands);
    Band[] found = new Band[bands];
    Arrays.setAll(found, band -> band(edges[band], edges[band + 1], edges[band + 2]));
    return new FrontEndTables(window, cosines(), sines(), log2, List.of(found));
  }

  private static Band band(double low, double centre, double high) {
    int[] weights = new int[BINS];
    Arrays.setAll(
        weights, bin -> rounded(4_096 * MelBands.triangle(low, centre, high, MelBands.hz(bin))));
    int first = 0;
    while (first < BINS && weights[first] == 0) {
      first++;
    }
    int end = BINS;
    while (end > first && weights[end - 1] == 0) {
      end--;
    }
    return first == BINS
        ? new Band(0, new int[0])
        : new Band(first, Arrays.copyOfRange(weights, first, end));
  }

  private static int[] cosines() {
    int[] cos = new int[FFT];
    Arrays.setAll(cos, i -> rounded(16_384 * StrictMath.cos(2 * Math.PI * i / FFT)));
    return cos;
  }

  private static int[] sines() {
    int[] sin = new int[FFT];
    Arrays.setAll(sin, i -> rounded(16_384 * StrictMath.sin(2 * Math.PI * i / FFT)));
    return sin;
  }

  private static void within(String name, int[] table, int length, int low, int high) {
    if (table.length != length) {
      throw new SettingException(name, table.length + " numbers", length + " numbers");
    }
    for (int value : table) {
      if (value < low || value > high) {
        throw new SettingException(name, value, low + " to " + high);
      }
    }
  }

  private static int rounded(double value) {
    return (int) Math.floor(value + 0.5);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrontEndTables that
        && Arrays.equals(window, that.window)
        && Arrays.equals(cos, that.cos)
        && Arrays.equals(sin, that.sin)
        && Arrays.equals(log2, that.log2)
        && bands.equals(that.bands);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(window) + bands.hashCode();
  }
}
