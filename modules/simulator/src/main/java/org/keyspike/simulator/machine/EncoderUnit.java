package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Event;

/**
 * The residual or step-forward encoder. A word of the parameter memory holds the steps of a group
 * of bands, a word of its own memory x̂ and, residual, r̂; the kinds of spike of a group go to the
 * spike memory at c, C + c and, residual, 2C + c and 3C + c.
 */
final class EncoderUnit {
  private final int kinds;
  private final int[] coarse;
  private final int[] fine;
  private final int bands;
  private final Units units;
  private final int region;
  private final short[] estimate;
  private final short[] residual;
  private final byte[][] fired;

  /**
   * Loads the steps of an encoder that makes spikes.
   *
   * @param region first word of its spikes in the spike memory
   */
  EncoderUnit(IntegerEncoder encoder, Units units, int region) {
    if (encoder instanceof IntegerEncoder.Residual steps) {
      coarse = steps.coarseSteps().values();
      fine = steps.fineSteps().values();
    } else {
      coarse = ((IntegerEncoder.StepForward) encoder).coarseSteps().values();
      fine = new int[0];
    }
    bands = coarse.length;
    kinds = encoder.channels(bands) / bands;
    this.units = units;
    this.region = region;
    estimate = new short[bands];
    residual = new short[fine.length];
    fired = new byte[kinds][units.laneCount()];
  }

  void clear() {
    Arrays.fill(estimate, (short) 0);
    Arrays.fill(residual, (short) 0);
  }

  /** The kinds of spike of all bands. */
  int channels() {
    return kinds * bands;
  }

  /** Encodes the bands of a group; returns the spike words that it writes. */
  int encode(byte[] features, int offset, int group) {
    int first = group * units.laneCount();
    int count = Math.min(units.laneCount(), bands - first);
    for (int lane = 0; lane < count; lane++) {
      band(first + lane, features[offset + first + lane] & 0xFF, lane);
    }
    units.counter().add(Event.ENCODINGS, count);
    int touched = 0;
    for (int kind = 0; kind < kinds; kind++) {
      touched += units.spikes().put(region, kind * bands + first, fired[kind], count);
    }
    return touched;
  }

  private void band(int band, int x, int lane) {
    int step = coarse[band];
    int error = x - estimate[band];
    boolean up = error >= step;
    boolean down = -error >= step;
    estimate[band] += (short) ((up ? step : 0) - (down ? step : 0));
    fired[0][lane] = (byte) (up ? 1 : 0);
    fired[1][lane] = (byte) (down ? 1 : 0);
    if (fine.length > 0) {
      int fineStep = fine[band];
      int rest = x - estimate[band] - residual[band];
      boolean fineUp = rest >= fineStep;
      boolean fineDown = -rest >= fineStep;
      residual[band] += (short) ((fineUp ? fineStep : 0) - (fineDown ? fineStep : 0));
      fired[2][lane] = (byte) (fineUp ? 1 : 0);
      fired[3][lane] = (byte) (fineDown ? 1 : 0);
    }
  }
}
