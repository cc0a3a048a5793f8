package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;

/**
 * One clip on the machine.
 *
 * @param trace every spike, potential and logit
 * @param frames what each frame cost; the last one includes a keyword readout's decision
 */
public record SimulationResult(Trace trace, List<FrameCounts> frames) {
  public SimulationResult {
    frames = List.copyOf(frames);
  }

  /** What the clip cost. */
  public Counts counts() {
    Counts counts = Counts.ZERO;
    for (FrameCounts frame : frames) {
      counts = counts.plus(frame);
    }
    return counts;
  }
}
