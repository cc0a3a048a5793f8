package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.integer.StateTrace;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.simulator.Event;

/**
 * The unit that keeps the states of a block. A row holds ⌊P / S⌋ channels; a channel that takes no
 * event and that nobody reads is left alone: its states stay as they were written, beside the clock
 * of then, its stamp. Whoever needs them shifts them by what the clock has passed since, and by
 * what reading shifts, at once.
 *
 * <pre>
 * s = tz(stored, ((κ &gt;&gt; j) − (stamp &gt;&gt; j)) modulo 2^(16 − j)),  ± (x &lt;&lt; …) where it takes an event
 * y = Σ ± tz(s, e + k_C);  i = sat(tz(y, k_g))
 * </pre>
 *
 * <p>Registers hold B, C and Δ of the frame, the clocks, which rows of a group are needed, and i of
 * a group. Without zero-skipping every channel is read and written in every frame.
 */
final class StateUnit {
  private static final int CLOCK_BITS = 16;
  private static final int CLOCK_MASK = (1 << CLOCK_BITS) - 1;
  private static final int MOST_STEP = 3;

  private final Units units;
  private final StateSpaceSpec shape;
  private final StateRows rows;
  private final BlockPlace place;
  private final EventUnit values;
  private final GateUnit gates;
  private final FrameInput input;
  private final int valueFraction;
  private final int pointOfEvents;
  private final boolean lazy;
  private final int[] write;
  private final int[] read;
  private final int[] step;
  private final int[] clock;
  private final boolean[] written;
  private final boolean[] opened;
  private final int[] gated;

  /**
   * @param valueFraction F_v
   * @param pointOfEvents o, bits below the point of events
   * @param lazy whether channels are left alone that nobody needs
   */
  StateUnit(
      Units units,
      StateSpaceSpec shape,
      BlockPlace place,
      EventUnit values,
      GateUnit gates,
      FrameInput input,
      int valueFraction,
      int pointOfEvents,
      boolean lazy) {
    this.units = units;
    this.shape = shape;
    this.place = place;
    this.values = values;
    this.gates = gates;
    this.input = input;
    this.valueFraction = valueFraction;
    this.pointOfEvents = pointOfEvents;
    this.lazy = lazy;
    int channels = place.out().columns();
    rows = StateRows.of(shape, channels, units.laneCount());
    write = new int[shape.states()];
    read = new int[shape.states()];
    step = new int[shape.heads()];
    clock = new int[shape.heads()];
    written = new boolean[channels];
    opened = new boolean[channels];
    gated = new int[units.laneCount()];
  }

  StateRows rows() {
    return rows;
  }

  /** Groups of P heads. */
  int headGroups() {
    return Layout.words(shape.heads(), units.laneCount());
  }

  /** Spike words with x and gates of a group of channels. */
  int spikeWords(int group) {
    int words =
        SpikeMemory.touched(
            group * units.laneCount(), rows.count(group), units.spikes().wordBits());
    return words * (values.outputs().planes() + gates.outputs().planes());
  }

  /** i of the group at hand, from its first channel on. */
  int[] gated() {
    return gated;
  }

  /**
   * Takes rows of the first map behind those of channels: B̂, Ĉ or p.
   *
   * @param row counted from the first of B̂
   */
  void select(int row, int value) {
    int states = shape.states();
    if (row < states) {
      write[row] = signed(value);
    } else if (row < 2 * states) {
      read[row - states] = signed(value);
    } else {
      step[row - 2 * states] = value < 0 ? -1 : Math.min(MOST_STEP, value >> valueFraction);
    }
  }

  /** ±(k + 1) of a number whose power is ±2^−k, 0 of one that has none. */
  private int signed(int value) {
    int k = SixteenBits.exponent(Math.abs(value), valueFraction, shape.levels());
    return value < 0 ? -(k + 1) : k + 1;
  }

  private int ticks(int head) {
    return step[head] < 0 ? 0 : 1 << step[head];
  }

  /** Lets the clocks of a group of heads go on; returns the spike words that it writes: none. */
  int advance(int group) {
    LaneMemory memory = units.memories().membranes();
    int first = group * units.laneCount();
    int count = Math.min(units.laneCount(), shape.heads() - first);
    int at = memory.first(place.states().clocks() + group);
    for (int lane = 0; lane < count; lane++) {
      int before = (int) memory.cells()[at + lane] & CLOCK_MASK;
      clock[first + lane] = before + ticks(first + lane) & CLOCK_MASK;
      memory.cells()[at + lane] = clock[first + lane];
    }
    return 0;
  }

  /** Looks up which channels of a group take an event, are read, or are caught up. */
  int choose(int group) {
    int due = (int) ((input.frame() - 1) % written.length);
    for (int i = 0; i < rows.count(group); i++) {
      int c = group * units.laneCount() + i;
      written[c] = !lazy || takes(c) || c == due;
      opened[c] = !lazy || gates.exponent(c) >= 0;
    }
    Arrays.fill(gated, 0);
    return 0;
  }

  private boolean takes(int channel) {
    boolean event = EventWords.get(units.spikes(), values.outputs(), channel) != 0;
    return event && step[shape.head(channel, written.length)] >= 0;
  }

  /** Channels of a row that are read, or written if that is asked for. */
  int needed(int group, int row, boolean writes) {
    int count = 0;
    for (int i = 0; i < rows.count(group, row); i++) {
      int c = rows.first(group, row) + i;
      count += written[c] || !writes && opened[c] ? 1 : 0;
    }
    return count;
  }

  /** Does a row; returns the spike words that it writes: none. */
  int update(int group, int row) {
    LaneMemory memory = units.memories().membranes();
    int base = memory.first(place.states().rows() + group * rows.perGroup() + row);
    long terms = 0;
    for (int i = 0; i < rows.count(group, row); i++) {
      int c = rows.first(group, row) + i;
      if (written[c] || opened[c]) {
        terms += channel(c, memory.cells(), base + i * shape.states());
      }
    }
    units.counter().add(Event.STATE_TERMS, terms);
    return 0;
  }

  /** Does a channel; returns the numbers that are added. */
  private int channel(int c, long[] cells, int at) {
    int head = shape.head(c, written.length);
    int gate = gates.exponent(c);
    int event =
        StoredOutputs.output(values.code(), EventWords.get(units.spikes(), values.outputs(), c));
    boolean takes = event != 0 && step[head] >= 0;
    int stamp = stamp(c);
    int sum = 0;
    int terms = 0;
    for (int n = 0; n < shape.states(); n++) {
      int state = SixteenBits.towardsZero(state(cells[at + n]), halvings(head, stamp, n));
      if (takes && write[n] != 0) {
        int k = Math.abs(write[n]) - 1;
        int taken =
            event << StateSpaceFormat.stateFraction(shape) - pointOfEvents - 1 + step[head] - k;
        state += write[n] < 0 ? -taken : taken;
        terms++;
      }
      if (written[c]) {
        cells[at + n] = LaneField.MEMBRANE.put(0, state);
      }
      if (gate >= 0 && read[n] != 0) {
        int term = SixteenBits.towardsZero(state, shape.readShift(n) + Math.abs(read[n]) - 1);
        sum += read[n] < 0 ? -term : term;
        terms++;
      }
    }
    gated[c % units.laneCount()] =
        gate < 0 ? 0 : SixteenBits.saturated(SixteenBits.towardsZero(sum, gate));
    return terms;
  }

  private static int state(long cell) {
    return LaneField.MEMBRANE.of(cell);
  }

  /** Halvings of state n since the clock of a head was at a stamp. */
  private int halvings(int head, int stamp, int n) {
    int life = shape.halfLife(n);
    return (clock[head] >> life) - (stamp >> life) & (1 << CLOCK_BITS - life) - 1;
  }

  private int stamp(int channel) {
    LaneMemory memory = units.memories().membranes();
    int at = memory.first(place.states().stamps()) + channel;
    return (int) memory.cells()[at] & CLOCK_MASK;
  }

  /** Channels of a group that were written: as many stamps are. */
  boolean stamped(int group) {
    for (int i = 0; i < rows.count(group); i++) {
      if (written[group * units.laneCount() + i]) {
        return true;
      }
    }
    return false;
  }

  /** Stamps the channels of a group that were written. */
  void stamp(LaneMemory memory, int group) {
    for (int i = 0; i < rows.count(group); i++) {
      int c = group * units.laneCount() + i;
      if (written[c]) {
        memory.cells()[memory.first(place.states().stamps()) + c] =
            clock[shape.head(c, written.length)];
      }
    }
  }

  /** Room for so many frames. */
  StateTrace trace(int frames) {
    return new StateTrace(
        new byte[frames * step.length],
        new short[frames * step.length],
        new byte[frames * write.length],
        new byte[frames * read.length],
        new short[frames * written.length * shape.states()]);
  }

  /**
   * Takes down the last frame, all states as if they were halved in every frame: a look from
   * outside.
   */
  void record(StateTrace trace, int frame) {
    for (int h = 0; h < step.length; h++) {
      trace.steps()[frame * step.length + h] = (byte) ticks(h);
      trace.clocks()[frame * step.length + h] = (short) clock[h];
    }
    long[] cells = units.memories().membranes().cells();
    int states = shape.states();
    for (int n = 0; n < states; n++) {
      trace.write()[frame * states + n] = (byte) write[n];
      trace.read()[frame * states + n] = (byte) read[n];
    }
    for (int c = 0; c < written.length; c++) {
      int head = shape.head(c, written.length);
      int group = c / units.laneCount();
      int inGroup = c % units.laneCount();
      int row = place.states().rows() + group * rows.perGroup() + inGroup / rows.across();
      int at = units.memories().membranes().first(row) + inGroup % rows.across() * states;
      for (int n = 0; n < states; n++) {
        int now = SixteenBits.towardsZero(state(cells[at + n]), halvings(head, stamp(c), n));
        trace.states()[(frame * written.length + c) * states + n] = (short) now;
      }
    }
  }
}
