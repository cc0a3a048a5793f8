package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.simulator.Event;

/**
 * The readout unit, which works on the sums over the readout's maps. Frame-wise: logits every
 * frame. Keyword: they run on in the sum memory, and a decision rectifies and rounds them to 8 bits
 * and writes these as bit planes for the second map. Logits are what the machine puts out; nothing
 * reads them back.
 */
final class ReadoutUnit {
  private static final int HIDDEN_MAX = 255;

  private final Units units;
  private final Layout layout;
  private final int hidden;
  private final int hiddenShift;
  private final long[] parameters;
  private final long[] sums;
  private final int[] logits;
  private final byte[] rounded;

  ReadoutUnit(ReadoutImage image, Units units, Layout layout) {
    this.units = units;
    this.layout = layout;
    ReadoutImage.Keyword keyword = image instanceof ReadoutImage.Keyword k ? k : null;
    hidden = keyword == null ? 0 : keyword.hiddenWeight().rows();
    hiddenShift = keyword == null ? 0 : keyword.hiddenShift();
    parameters = units.memories().parameters().cells();
    sums = units.memories().sums().cells();
    logits = new int[layout.readout(keyword == null ? 0 : 1).rows()];
    rounded = new byte[units.laneCount()];
  }

  void clear() {
    Arrays.fill(logits, 0);
  }

  int[] logits() {
    return logits;
  }

  /** Adds a group's sums to those of the frames before. */
  int accumulate(int group) {
    int[] sum = units.lanes().accumulator(0);
    int count = count(group, hidden);
    int at = units.memories().sums().first(group);
    for (int lane = 0; lane < count; lane++) {
      sums[at + lane] = LaneField.SUM.put(0, LaneField.SUM.of(sums[at + lane]) + sum[lane]);
    }
    units.counter().add(Event.READOUTS, count);
    return 0;
  }

  /** Puts a group's logits out. */
  int answer(int map, int group) {
    int first = group * units.laneCount();
    int[] sum = units.lanes().accumulator(0);
    int count = count(group, logits.length);
    int at = units.memories().parameters().first(layout.readoutBiases(map) + group);
    for (int lane = 0; lane < count; lane++) {
      logits[first + lane] = sum[lane] + LaneField.BIAS.of(parameters[at + lane]);
    }
    units.counter().add(Event.READOUTS, count);
    return 0;
  }

  /** Rounds a group of the hidden layer; returns the spike words that it writes. */
  int round(int group) {
    int first = group * units.laneCount();
    int count = count(group, hidden);
    int half = hiddenShift == 0 ? 0 : 1 << hiddenShift - 1;
    int sum = units.memories().sums().first(group);
    int bias = units.memories().parameters().first(layout.readoutBiases(0) + group);
    for (int lane = 0; lane < count; lane++) {
      int whole = LaneField.SUM.of(sums[sum + lane]) + LaneField.BIAS.of(parameters[bias + lane]);
      rounded[lane] = (byte) Math.min(HIDDEN_MAX, Math.max(0, whole) + half >> hiddenShift);
    }
    units.counter().add(Event.READOUTS, count);
    return units
        .spikes()
        .putPlanes(layout.hiddenPlanes(), hidden, first, rounded, 0, count, Layout.PLANES);
  }

  private int count(int group, int outputs) {
    return Math.min(units.laneCount(), outputs - group * units.laneCount());
  }
}
