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
  private final boolean fine;
  private final int bands;
  private final Units units;
  private final int steps;
  private final int region;
  private final long[] parameters;
  private final long[] estimates;
  private final byte[][] fired;

  /** Of an image whose encoder makes spikes. */
  EncoderUnit(WeightImage image, Units units, Layout layout) {
    bands = image.features().bands();
    kinds = image.encoder().channels(bands) / bands;
    fine = image.encoder() instanceof IntegerEncoder.Residual;
    this.units = units;
    steps = layout.encoderSteps();
    region = layout.inputSpikes();
    parameters = units.memories().parameters().cells();
    estimates = units.memories().encoder().cells();
    fired = new byte[kinds][units.laneCount()];
  }

  /** The kinds of spike of all bands. */
  int channels() {
    return kinds * bands;
  }

  /** Encodes the bands of a group; returns the spike words that it writes. */
  int encode(byte[] features, int offset, int group) {
    int first = group * units.laneCount();
    int count = Math.min(units.laneCount(), bands - first);
    int parameter = units.memories().parameters().first(steps + group);
    int state = units.memories().encoder().first(group);
    for (int lane = 0; lane < count; lane++) {
      int x = features[offset + first + lane] & 0xFF;
      estimates[state + lane] =
          band(parameters[parameter + lane], estimates[state + lane], x, lane);
    }
    units.counter().add(Event.ENCODINGS, count);
    int touched = 0;
    for (int kind = 0; kind < kinds; kind++) {
      touched += units.spikes().put(region, kind * bands + first, fired[kind], count);
    }
    return touched;
  }

  /** Encodes a band; returns what its lane of the encoder memory holds then. */
  private long band(long parameter, long state, int x, int lane) {
    int step = LaneField.COARSE_STEP.of(parameter);
    int error = x - LaneField.ESTIMATE.of(state);
    boolean up = error >= step;
    boolean down = -error >= step;
    int estimate = LaneField.ESTIMATE.of(state) + (up ? step : 0) - (down ? step : 0);
    fired[0][lane] = (byte) (up ? 1 : 0);
    fired[1][lane] = (byte) (down ? 1 : 0);
    long after = LaneField.ESTIMATE.put(0, estimate);
    if (fine) {
      int fineStep = LaneField.FINE_STEP.of(parameter);
      int residual = LaneField.RESIDUAL.of(state);
      int rest = x - LaneField.ESTIMATE.of(after) - residual;
      boolean fineUp = rest >= fineStep;
      boolean fineDown = -rest >= fineStep;
      residual += (fineUp ? fineStep : 0) - (fineDown ? fineStep : 0);
      fired[2][lane] = (byte) (fineUp ? 1 : 0);
      fired[3][lane] = (byte) (fineDown ? 1 : 0);
      after = LaneField.RESIDUAL.put(after, residual);
    }
    return after;
  }
}
