package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.integer.IntegerVector;
import org.keyspike.simulator.Event;

/**
 * The readout unit, which works on the sums over the readout's maps. Frame-wise: logits every
 * frame. Keyword: they run on in the sum memory, and a decision rectifies and rounds them to 8 bits
 * and writes these as bit planes for the second map.
 */
final class ReadoutUnit {
  private static final int HIDDEN_MAX = 255;

  private final ReadoutImage image;
  private final Units units;
  private final int hiddenPlanes;
  private final int[][] biases;
  private final int[] logits;
  private final int[] sums;
  private final byte[] rounded;

  ReadoutUnit(ReadoutImage image, Units units, int hiddenPlanes) {
    this.image = image;
    this.units = units;
    this.hiddenPlanes = hiddenPlanes;
    biases = image.biases().stream().map(IntegerVector::values).toArray(int[][]::new);
    logits = new int[biases[biases.length - 1].length];
    sums = new int[image instanceof ReadoutImage.Keyword ? biases[0].length : 0];
    rounded = new byte[units.laneCount()];
  }

  void clear() {
    Arrays.fill(sums, 0);
    Arrays.fill(logits, 0);
  }

  int[] logits() {
    return logits;
  }

  /** Adds a group's sums to those of the frames before. */
  int accumulate(int group) {
    int first = group * units.laneCount();
    int[] sum = units.lanes().accumulator(0);
    int count = count(group, sums.length);
    for (int lane = 0; lane < count; lane++) {
      sums[first + lane] += sum[lane];
    }
    units.counter().add(Event.READOUTS, count);
    return 0;
  }

  /** Puts a group's logits out. */
  int answer(int map, int group) {
    int first = group * units.laneCount();
    int[] sum = units.lanes().accumulator(0);
    int count = count(group, logits.length);
    for (int lane = 0; lane < count; lane++) {
      logits[first + lane] = sum[lane] + biases[map][first + lane];
    }
    units.counter().add(Event.READOUTS, count);
    return 0;
  }

  /** Rounds a group of the hidden layer; returns the spike words that it writes. */
  int round(int group) {
    int first = group * units.laneCount();
    int count = count(group, sums.length);
    int shift = ((ReadoutImage.Keyword) image).hiddenShift();
    int half = shift == 0 ? 0 : 1 << shift - 1;
    for (int lane = 0; lane < count; lane++) {
      int positive = Math.max(0, sums[first + lane] + biases[0][first + lane]);
      rounded[lane] = (byte) Math.min(HIDDEN_MAX, positive + half >> shift);
    }
    units.counter().add(Event.READOUTS, count);
    return units.spikes().putPlanes(hiddenPlanes, sums.length, first, rounded, 0, count);
  }

  private int count(int group, int outputs) {
    return Math.min(units.laneCount(), outputs - group * units.laneCount());
  }
}
