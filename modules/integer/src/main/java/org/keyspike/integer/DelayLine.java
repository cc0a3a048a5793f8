package org.keyspike.integer;

import java.util.Arrays;

/**
 * The inputs of a layer on their way through their delays: each is written down for the frame in
 * which it is due, so that a frame costs as much as inputs come in it. An input is due in one frame
 * at most once, as its delay does not change.
 */
final class DelayLine {
  private final int[] delays;

  /** By frame, a ring: those of this frame and of every one up to the longest delay after it. */
  private final ActiveInputs[] due;

  private int now;

  /**
   * @param delays d, (M), in frames
   * @param code what the inputs are
   */
  DelayLine(IntegerVector delays, IntegerCode code) {
    this.delays = delays.values();
    due = new ActiveInputs[delays.largest() + 1];
    Arrays.setAll(due, frame -> new ActiveInputs(delays.size(), code));
  }

  void reset() {
    for (ActiveInputs inputs : due) {
      inputs.end(0);
    }
  }

  /** Takes the inputs of a frame and gives those that are due in it, valid until the next one. */
  ActiveInputs next(ActiveInputs inputs) {
    due[now].end(0);
    now = now + 1 == due.length ? 0 : now + 1;
    int[] numbers = inputs.numbers();
    for (int i = 0; i < inputs.count(); i++) {
      int frame = now + delays[numbers[i]];
      due[frame < due.length ? frame : frame - due.length].append(inputs, i);
    }
    ActiveInputs arrived = due[now];
    arrived.end(arrived.count());
    return arrived;
  }
}
