package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.integer.IntegerAdaptation;

/**
 * The adaptation of one layer. Its memory holds the w of the coming step: it is worked out right
 * after the reset, when v and s are at hand, so that no spike is read back.
 */
final class AdaptationUnit {
  private final int[] leak;
  private final int[] coupling;
  private final int[] jump;
  private final short[] coming;
  private final int[][] used;

  AdaptationUnit(IntegerAdaptation adaptation, int timeSteps) {
    leak = adaptation.leak().values();
    coupling = adaptation.coupling().values();
    jump = adaptation.jump().values();
    coming = new short[leak.length];
    used = new int[timeSteps][leak.length];
  }

  void clear() {
    Arrays.fill(coming, (short) 0);
  }

  /** w of a neuron at a step, to be taken from its current. */
  int use(int step, int n) {
    used[step][n] = coming[n];
    return coming[n];
  }

  /** Works out w of the coming step. */
  void advance(int n, int membrane, boolean spike) {
    int w = (leak[n] * coming[n] + coupling[n] * membrane + 128 >> 8) + (spike ? jump[n] : 0);
    coming[n] = (short) Math.min(Math.max(w, Short.MIN_VALUE), Short.MAX_VALUE);
  }

  /** w of every neuron at a step of the last frame: a look from outside, not a memory. */
  int[] used(int step) {
    return used[step];
  }
}
