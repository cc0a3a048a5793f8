package org.keyspike.simulator;

import java.util.Arrays;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.integer.IntegerVector;

/**
 * Adds the readout's maps over merged spikes. Frame-wise: logits every frame. Keyword: sums run on
 * in the sum memory, and a decision rectifies and rounds them to 8 bits, writes these as bit planes
 * and adds the second map over them, bit by bit.
 */
final class ReadoutUnit {
  private static final int HIDDEN_MAX = 255;

  private final ReadoutImage image;
  private final Layout layout;
  private final int lanes;
  private final ZeroSkipUnit zeroSkip;
  private final Lanes adders;
  private final Counter counter;
  private final int[][] biases;
  private final int[] logits;
  private final int[] sums;
  private final BitPlanes hidden;
  private final byte[] rounded;

  ReadoutUnit(
      ReadoutImage image,
      Layout layout,
      int lanes,
      SpikeMemory spikes,
      ZeroSkipUnit zeroSkip,
      Lanes adders,
      Counter counter) {
    this.image = image;
    this.layout = layout;
    this.lanes = lanes;
    this.zeroSkip = zeroSkip;
    this.adders = adders;
    this.counter = counter;
    biases = image.biases().stream().map(IntegerVector::values).toArray(int[][]::new);
    logits = new int[biases[biases.length - 1].length];
    boolean keyword = image instanceof ReadoutImage.Keyword;
    sums = new int[keyword ? biases[0].length : 0];
    hidden = keyword ? new BitPlanes(spikes, layout.hiddenPlanes(), sums.length) : null;
    rounded = new byte[lanes];
  }

  void clear() {
    Arrays.fill(sums, 0);
    Arrays.fill(logits, 0);
  }

  int[] logits() {
    return logits;
  }

  /** One frame's merged spikes. */
  void run(int[] spikes) {
    MatrixPlace map = layout.readout(0);
    for (int group = 0; group < map.groups(); group++) {
      int first = group * lanes;
      int count = Math.min(lanes, map.rows() - first);
      int[] sum = adders.accumulator(0);
      adders.clear();
      if (hidden != null) {
        counter.reads(Memory.SUM, 1);
        System.arraycopy(sums, first, sum, 0, count);
      }
      int active = zeroSkip.scan(Phase.READOUT, spikes, map.columns());
      for (int i = 0; i < active; i++) {
        adders.addMerged(
            map.word(), map.address(zeroSkip.input(i), group), count, 0, zeroSkip.steps(i));
      }
      if (hidden != null) {
        counter.writes(Memory.SUM, 1);
        System.arraycopy(sum, 0, sums, first, count);
      } else {
        addBias(0, first, count, sum);
      }
      counter.cycles(Phase.READOUT, 1);
    }
  }

  /** The keyword readout's answer to all frames since the machine was reset. */
  void decide() {
    for (int group = 0; group < layout.readout(0).groups(); group++) {
      round(group * lanes, Math.min(lanes, sums.length - group * lanes));
      counter.cycles(Phase.DECISION, 1);
    }
    MatrixPlace map = layout.readout(1);
    for (int group = 0; group < map.groups(); group++) {
      int first = group * lanes;
      int count = Math.min(lanes, map.rows() - first);
      adders.clear();
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        int active = zeroSkip.scan(Phase.DECISION, hidden.region(bit), map.columns());
        for (int i = 0; i < active; i++) {
          adders.addMerged(map.word(), map.address(zeroSkip.input(i), group), count, bit, 1);
        }
      }
      addBias(1, first, count, adders.accumulator(0));
      counter.cycles(Phase.DECISION, 1);
    }
  }

  private void round(int first, int count) {
    counter.reads(Memory.SUM, 1);
    counter.reads(Memory.PARAMETER, 1);
    int shift = ((ReadoutImage.Keyword) image).hiddenShift();
    int half = shift == 0 ? 0 : 1 << shift - 1;
    for (int lane = 0; lane < count; lane++) {
      int positive = Math.max(0, sums[first + lane] + biases[0][first + lane]);
      rounded[lane] = (byte) Math.min(HIDDEN_MAX, positive + half >> shift);
    }
    hidden.write(first, rounded, 0, count);
  }

  private void addBias(int map, int first, int count, int[] sum) {
    counter.reads(Memory.PARAMETER, 1);
    for (int lane = 0; lane < count; lane++) {
      logits[first + lane] = sum[lane] + biases[map][first + lane];
    }
  }
}
