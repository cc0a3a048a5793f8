package org.keyspike.integer;

import org.keyspike.network.NumberFormat;

/** The readout's maps, with room for their results. */
final class ReadoutState {
  private final IntegerReadout readout;
  private final Columns first;
  private final Columns second;
  private final int[] hidden;
  private final int[] logits;

  ReadoutState(IntegerReadout readout) {
    this.readout = readout;
    logits = new int[readout.classes()];
    if (readout instanceof IntegerReadout.Keyword keyword) {
      first = new Columns(keyword.hiddenWeight(), 0);
      second = new Columns(keyword.outputWeight(), 0);
      hidden = new int[keyword.hidden()];
    } else {
      first = new Columns(((IntegerReadout.FrameWise) readout).weight(), 0);
      second = null;
      hidden = new int[0];
    }
  }

  int[] hidden() {
    return hidden;
  }

  int[] logits(int[] counts, byte[] merged) {
    if (readout instanceof IntegerReadout.Keyword keyword) {
      first.multiply(counts, hidden);
      requantize(keyword);
      second.multiply(hidden, logits);
      addBias(keyword.outputBias());
    } else {
      first.multiply(merged, logits);
      addBias(((IntegerReadout.FrameWise) readout).bias());
    }
    return logits;
  }

  private void requantize(IntegerReadout.Keyword keyword) {
    int shift = keyword.hiddenShift();
    int half = shift == 0 ? 0 : 1 << (shift - 1);
    for (int r = 0; r < hidden.length; r++) {
      int positive = Math.max(0, hidden[r] + keyword.hiddenBias().get(r));
      hidden[r] = Math.min(NumberFormat.HIDDEN_MAX, (positive + half) >> shift);
    }
  }

  private void addBias(IntegerVector bias) {
    for (int k = 0; k < logits.length; k++) {
      logits[k] += bias.get(k);
    }
  }
}
