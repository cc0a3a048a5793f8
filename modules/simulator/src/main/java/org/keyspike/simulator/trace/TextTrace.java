package org.keyspike.simulator.trace;

import java.io.IOException;

/**
 * One line a cycle: cycle, frame, layer, phase, group, then what happened: {@code stall}, {@code
 * -}, or the input that was broadcast, the steps in which it spikes and the address read.
 */
public final class TextTrace implements CycleSink {
  private final Appendable out;

  /** Writes the header. */
  public TextTrace(Appendable out) throws IOException {
    this.out = out;
    out.append("cycle frame layer phase group event\n");
  }

  @Override
  public void accept(CycleView cycle) throws IOException {
    out.append(String.valueOf(cycle.cycle())).append(' ');
    out.append(String.valueOf(cycle.frame())).append(' ');
    out.append(String.valueOf(cycle.stage().layer())).append(' ');
    out.append(cycle.stage().phase().key()).append(' ');
    out.append(String.valueOf(cycle.group())).append(' ');
    if (cycle.input() >= 0) {
      out.append("input=").append(String.valueOf(cycle.input()));
      out.append(" steps=").append(String.valueOf(cycle.steps()));
      out.append(" address=").append(String.valueOf(cycle.address()));
    } else {
      out.append(cycle.stall() ? "stall" : "-");
    }
    out.append('\n');
  }
}
