package org.keyspike.simulator.machine;

/**
 * One spike word of inputs as a scan sees it, put together from the words that were fetched for it:
 * those of each step and plane; with delays those of each of the last frames, of which an input
 * keeps the bit of the frame that its delay names. That is one comparison for each input and frame,
 * of the digits of its delay with a number, and an OR over the frames.
 */
final class FetchedWords {
  private static final int MOST_STEPS = 2;
  private static final int MOST_PLANES = Layout.PLANES;

  private final SpikeMemory spikes;
  private final long[] values = new long[MOST_STEPS * MOST_PLANES];
  private final long[] active = new long[MOST_STEPS];
  private int[] bases = new int[MOST_STEPS * MOST_PLANES];
  private int steps;
  private int planes;
  private DelayPlace delaysOrNull;

  FetchedWords(SpikeMemory spikes) {
    this.spikes = spikes;
  }

  /** What follows is from here, in this frame, counted from 1. */
  void begin(ScanSource source, long frame) {
    steps = source.steps().length;
    planes = source.planes();
    delaysOrNull = source.delaysOrNull();
    int ages = delaysOrNull == null ? 1 : delaysOrNull.most() + 1;
    if (bases.length < ages * steps * planes) {
      bases = new int[ages * steps * planes];
    }
    int next = 0;
    for (int age = 0; age < ages; age++) {
      int slot = source.region().slot(frame - source.age() - age);
      for (int step : source.steps()) {
        for (int plane = 0; plane < planes; plane++) {
          bases[next++] = source.region().address(slot, step, source.plane() + plane);
        }
      }
    }
    active[1] = 0;
  }

  /**
   * Takes one word of inputs.
   *
   * @param used bits of it that are inputs
   */
  void take(int word, long used) {
    for (int i = 0; i < steps * planes; i++) {
      values[i] = delaysOrNull == null ? spikes.word(bases[i] + word) & used : 0;
    }
    if (delaysOrNull != null) {
      takeDelayed(word, used);
    }
    for (int k = 0; k < steps; k++) {
      long any = 0;
      for (int plane = 0; plane < planes; plane++) {
        any |= values[k * planes + plane];
      }
      active[k] = any;
    }
  }

  private void takeDelayed(int word, long used) {
    int each = steps * planes;
    for (int delay = 0; delay <= delaysOrNull.most(); delay++) {
      long due = used;
      for (int digit = 0; digit < delaysOrNull.digits(); digit++) {
        long digits = spikes.word(delaysOrNull.plane(digit) + word);
        due &= (delay >> digit & 1) != 0 ? digits : ~digits;
      }
      for (int i = 0; i < each; i++) {
        values[i] |= spikes.word(bases[delay * each + i] + word) & due;
      }
    }
  }

  /** The inputs that are not 0 in the first or second of the steps; none in a step that is not. */
  long active(int k) {
    return active[k];
  }

  /** A plane of one of the steps. */
  long value(int k, int plane) {
    return values[k * planes + plane];
  }

  /** The number in the planes of an input. */
  int code(int k, int bit) {
    int code = 0;
    for (int plane = 0; plane < planes; plane++) {
      code |= (int) (values[k * planes + plane] >>> bit & 1) << plane;
    }
    return code;
  }
}
