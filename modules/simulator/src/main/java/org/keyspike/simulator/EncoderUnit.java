package org.keyspike.simulator;

import java.util.Arrays;
import org.keyspike.integer.IntegerEncoder;

/**
 * The residual encoder: one cycle for each group of bands. A word of its memory holds x̂ and r̂ of
 * a group; the four kinds of spike of a group go to the spike memory at c, C + c, 2C + c and 3C +
 * c.
 */
final class EncoderUnit {
  private static final int KINDS = 4;

  private final int coarse;
  private final int fine;
  private final int bands;
  private final int lanes;
  private final SpikeMemory spikes;
  private final int region;
  private final Counter counter;
  private final short[] estimate;
  private final short[] residual;
  private final byte[][] fired;

  EncoderUnit(
      IntegerEncoder.Residual steps,
      int bands,
      int lanes,
      SpikeMemory spikes,
      int region,
      Counter counter) {
    this.coarse = steps.coarseStep();
    this.fine = steps.fineStep();
    this.bands = bands;
    this.lanes = lanes;
    this.spikes = spikes;
    this.region = region;
    this.counter = counter;
    estimate = new short[bands];
    residual = new short[bands];
    fired = new byte[KINDS][lanes];
  }

  void clear() {
    Arrays.fill(estimate, (short) 0);
    Arrays.fill(residual, (short) 0);
  }

  void encode(byte[] features, int offset) {
    for (int first = 0; first < bands; first += lanes) {
      int count = Math.min(lanes, bands - first);
      counter.reads(Memory.ENCODER, 1);
      for (int lane = 0; lane < count; lane++) {
        band(first + lane, features[offset + first + lane] & 0xFF, lane);
      }
      counter.writes(Memory.ENCODER, 1);
      for (int kind = 0; kind < KINDS; kind++) {
        spikes.write(region, kind * bands + first, fired[kind], 0, count);
      }
      counter.cycles(Phase.ENCODE, 1);
    }
  }

  private void band(int band, int x, int lane) {
    int error = x - estimate[band];
    boolean up = error >= coarse;
    boolean down = -error >= coarse;
    estimate[band] += (short) ((up ? coarse : 0) - (down ? coarse : 0));
    int rest = x - estimate[band] - residual[band];
    boolean fineUp = rest >= fine;
    boolean fineDown = -rest >= fine;
    residual[band] += (short) ((fineUp ? fine : 0) - (fineDown ? fine : 0));
    fired[0][lane] = (byte) (up ? 1 : 0);
    fired[1][lane] = (byte) (down ? 1 : 0);
    fired[2][lane] = (byte) (fineUp ? 1 : 0);
    fired[3][lane] = (byte) (fineDown ? 1 : 0);
  }
}
