package org.keyspike.simulator.machine;

import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Event;

/**
 * The residual or step-forward encoder. A word of the parameter memory holds the steps of a group
 * of bands, a word of its own memory x̂ and, residual, r̂; the kinds of spike of a group go to the
 * spike memory at c, C + c and, residual, 2C + c and 3C + c. It has no state of its own.
 */
final class EncoderUnit {
  private final int kinds;
  private final boolean residual;
  private final int bands;
  private final Units units;
  private final SpikeRegion region;
  private final KeptField coarseSteps;
  private final KeptField fineSteps;
  private final long[] estimates;
  private final byte[][] fired;

  /** Of an image whose encoder makes spikes. */
  EncoderUnit(WeightImage image, Units units, Layout layout) {
    bands = image.features().bands();
    kinds = image.encoder().channels(bands) / bands;
    residual = image.encoder() instanceof IntegerEncoder.Residual;
    this.units = units;
    region = layout.input();
    LaneMemory parameters = units.memories().parameters();
    coarseSteps = new KeptField(parameters, layout.encoderSteps(), LaneField.COARSE_STEP, bands);
    fineSteps = new KeptField(parameters, layout.encoderSteps(), LaneField.FINE_STEP, bands);
    estimates = units.memories().encoder().cells();
    fired = new byte[kinds][units.laneCount()];
  }

  /** The kinds of spike of all bands. */
  int channels() {
    return kinds * bands;
  }

  /** Encodes the bands of a group; returns the spike words that it writes. */
  int encode(byte[] features, int offset, int group, long frame) {
    int first = group * units.laneCount();
    int count = Math.min(units.laneCount(), bands - first);
    int[] coarse = coarseSteps.values();
    int[] fine = fineSteps.values();
    int state = units.memories().encoder().first(group);
    for (int lane = 0; lane < count; lane++) {
      int x = features[offset + first + lane] & 0xFF;
      long cell = estimates[state + lane];
      int estimate = encode(x, LaneField.ESTIMATE.of(cell), coarse[first + lane], 0, lane);
      long after = LaneField.ESTIMATE.put(0, estimate);
      if (residual) {
        int rest = x - LaneField.ESTIMATE.of(after);
        int followed = encode(rest, LaneField.RESIDUAL.of(cell), fine[first + lane], 2, lane);
        after = LaneField.RESIDUAL.put(after, followed);
      }
      estimates[state + lane] = after;
    }
    units.counter().add(Event.ENCODINGS, count);
    int to = region.address(region.slot(frame), 0, 0);
    int touched = 0;
    for (int kind = 0; kind < kinds; kind++) {
      touched += units.spikes().put(to, kind * bands + first, fired[kind], count);
    }
    return touched;
  }

  /**
   * Lets an estimate of a band follow a value by a step, if it is so far away; returns where it is.
   *
   * @param kind of the spike upwards; that of the spike downwards is the next one
   */
  private int encode(int value, int estimate, int step, int kind, int lane) {
    int error = value - estimate;
    boolean up = error >= step;
    boolean down = -error >= step;
    fired[kind][lane] = (byte) (up ? 1 : 0);
    fired[kind + 1][lane] = (byte) (down ? 1 : 0);
    return estimate + (up ? step : 0) - (down ? step : 0);
  }
}
