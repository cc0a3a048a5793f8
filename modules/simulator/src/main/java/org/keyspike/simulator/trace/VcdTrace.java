package org.keyspike.simulator.trace;

import java.io.IOException;
import java.util.Arrays;

/**
 * A value change dump (IEEE 1364-2005, section 18), as GTKWave and other viewers read it: clock,
 * frame, layer, phase (0 encode, 1 feedForward, 2 recurrent, 3 update, 4 readout, 5 decision),
 * group, stall, broadcast, and the input, steps and weight address of a broadcast, which are x
 * where there is none.
 */
public final class VcdTrace implements CycleSink, AutoCloseable {
  private static final String[] NAMES = {
    "clock", "frame", "layer", "phase", "group", "stall", "broadcast", "input", "steps", "address"
  };
  private static final int[] WIDTHS = {1, 24, 8, 3, 16, 1, 1, 24, 2, 32};
  private static final long PICOSECONDS = 1_000_000_000_000L;
  private static final long UNKNOWN = -1;

  private final Appendable out;
  private final long period;
  private final long[] last = new long[NAMES.length];
  private long end;

  /**
   * Writes the header.
   *
   * @param clockHz of the machine, which the times follow
   */
  public VcdTrace(Appendable out, long clockHz) throws IOException {
    this.out = out;
    period = Math.max(2, PICOSECONDS / clockHz);
    Arrays.fill(last, Long.MIN_VALUE);
    out.append("$version Keyspike $end\n$timescale 1 ps $end\n$scope module machine $end\n");
    for (int i = 0; i < NAMES.length; i++) {
      out.append("$var wire ").append(String.valueOf(WIDTHS[i])).append(' ');
      out.append(id(i)).append(' ').append(NAMES[i]).append(" $end\n");
    }
    out.append("$upscope $end\n$enddefinitions $end\n");
  }

  @Override
  public void accept(CycleView cycle) throws IOException {
    long time = cycle.cycle() * period;
    out.append('#').append(String.valueOf(time)).append('\n');
    boolean broadcast = cycle.input() >= 0;
    put(0, 1);
    put(1, cycle.frame());
    put(2, cycle.stage().layer());
    put(3, cycle.stage().phase().ordinal());
    put(4, cycle.group());
    put(5, cycle.stall() ? 1 : 0);
    put(6, broadcast ? 1 : 0);
    put(7, broadcast ? cycle.input() : UNKNOWN);
    put(8, broadcast ? cycle.steps() : UNKNOWN);
    put(9, broadcast ? cycle.address() : UNKNOWN);
    out.append('#').append(String.valueOf(time + period / 2)).append('\n');
    put(0, 0);
    end = time + period;
  }

  /** Ends the last cycle. */
  @Override
  public void close() throws IOException {
    out.append('#').append(String.valueOf(end)).append('\n');
  }

  private void put(int signal, long value) throws IOException {
    if (last[signal] == value) {
      return;
    }
    last[signal] = value;
    if (WIDTHS[signal] == 1) {
      out.append(String.valueOf(value)).append(id(signal)).append('\n');
    } else {
      String bits = value == UNKNOWN ? "x" : Long.toBinaryString(value);
      out.append('b').append(bits).append(' ').append(id(signal)).append('\n');
    }
  }

  /** The short name of a signal: one printable character. */
  private static String id(int signal) {
    return String.valueOf((char) ('!' + signal));
  }
}
