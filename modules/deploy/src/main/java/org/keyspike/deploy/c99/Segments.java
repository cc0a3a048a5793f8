package org.keyspike.deploy.c99;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keyspike.audio.FrontEndTables;

/**
 * The weights of all bands, written down once a bin. Segment s lies between the peaks of bands s −
 * 1 and s: there the weights of the lower band fall as those of the upper one rise, and both are
 * 4096 together, so that the rising ones say it all. Below the first peak there is no lower band,
 * and beyond the last one no upper one.
 *
 * @param first bin
 * @param bins of each segment, (bands + 1)
 * @param rising weights of the upper band of a bin's segment, Q12, of the bins from the first on
 */
record Segments(int first, List<Integer> bins, List<Integer> rising) {
  private static final int WHOLE = 4096;

  Segments {
    bins = List.copyOf(bins);
    rising = List.copyOf(rising);
  }

  /**
   * @throws IllegalStateException if weights are no such triangles, which those of {@link
   *     FrontEndTables#of} always are
   */
  static Segments of(List<FrontEndTables.Band> bands) {
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (FrontEndTables.Band band : bands) {
      if (band.weights().length > 0) {
        first = Math.min(first, band.first());
        end = Math.max(end, band.first() + band.weights().length);
      }
    }
    List<Integer> bins = new ArrayList<>(Collections.nCopies(bands.size() + 1, 0));
    List<Integer> rising = new ArrayList<>();
    int segment = 0;
    for (int bin = first; bin < end; bin++) {
      while (!in(segment, bin, bands)) {
        segment++;
      }
      bins.set(segment, bins.get(segment) + 1);
      rising.add(
          segment < bands.size()
              ? weight(segment, bin, bands)
              : WHOLE - weight(segment - 1, bin, bands));
    }
    return new Segments(end == 0 ? 0 : first, bins, rising);
  }

  /** Whether the weights of a bin are those of a segment. */
  private static boolean in(int segment, int bin, List<FrontEndTables.Band> bands) {
    if (segment > bands.size()) {
      throw new IllegalStateException("bin " + bin + " in no segment");
    }
    int below = weight(segment - 1, bin, bands);
    int above = weight(segment, bin, bands);
    int all = 0;
    for (int band = 0; band < bands.size(); band++) {
      all += weight(band, bin, bands);
    }
    if (all != below + above) {
      return false;
    }
    if (segment == 0) {
      return bin <= peak(bands.get(0));
    }
    return segment == bands.size() || all == WHOLE;
  }

  private static int peak(FrontEndTables.Band band) {
    int peak = 0;
    for (int i = 0; i < band.weights().length; i++) {
      peak = band.weights()[i] > band.weights()[peak] ? i : peak;
    }
    return band.first() + peak;
  }

  /** 0 for a band that is not there. */
  private static int weight(int band, int bin, List<FrontEndTables.Band> bands) {
    if (band < 0 || band >= bands.size()) {
      return 0;
    }
    int i = bin - bands.get(band).first();
    int[] weights = bands.get(band).weights();
    return i < 0 || i >= weights.length ? 0 : weights[i];
  }
}
