package org.keyspike.integer;

import java.util.Arrays;
import org.keyspike.network.EventSite;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceSpec;

/** One block of a state space and its states while the network runs. */
final class BlockState {
  /** Half-lives are at most 2⁸ ticks: a clock that begins anew here loses no halving. */
  private static final int CLOCK_MASK = 0xFFFF;

  /** The largest exponent of a step. */
  private static final int MOST_STEP = 3;

  private final StateSpaceSpec shape;
  private final int fractionOfValues;
  private final int fractionOfStates;
  private final int pointOfEvents;
  private final int channels;
  private final Columns in;
  private final int[] inBias;
  private final Columns out;
  private final int[] outBias;
  private final EventState stream;
  private final EventState value;
  private final EventState output;
  private final int[] rows;
  private final int[] added;
  private final GateState gates;
  private final int[] write;
  private final int[] read;
  private final int[] step;
  private final int[] clock;
  private final int[] states;
  private final int[] y;
  private final int[] gated;

  BlockState(StateSpaceModel model, IntegerBlock block) {
    shape = model.shape();
    channels = block.channels();
    fractionOfValues = block.valueFraction();
    fractionOfStates = StateSpaceFormat.stateFraction(shape);
    pointOfEvents = model.code().fraction();
    in = new Columns(block.in().weight(), block.in().shift());
    inBias = block.in().bias().values();
    out = new Columns(block.out().weight(), block.out().shift());
    outBias = block.out().bias().values();
    stream =
        new EventState(
            EventSite.STREAM,
            model.code(),
            shape.width(),
            model.stream().fraction(),
            block.thresholds().map(IntegerBlock.Thresholds::stream));
    value =
        new EventState(
            EventSite.VALUE,
            model.code(),
            channels,
            fractionOfValues,
            block.thresholds().map(IntegerBlock.Thresholds::value));
    output =
        new EventState(
            EventSite.OUTPUT,
            model.code(),
            channels,
            fractionOfStates,
            block.thresholds().map(IntegerBlock.Thresholds::output));
    rows = new int[shape.rows(channels)];
    added = new int[shape.width()];
    gates = new GateState(shape.gateLevels(), fractionOfValues, channels);
    write = new int[shape.states()];
    read = new int[shape.states()];
    step = new int[shape.heads()];
    clock = new int[shape.heads()];
    states = new int[channels * shape.states()];
    y = new int[channels];
    gated = new int[channels];
  }

  void reset() {
    stream.reset();
    value.reset();
    output.reset();
    Arrays.fill(clock, 0);
    Arrays.fill(states, 0);
  }

  /**
   * One frame.
   *
   * @param r the stream, (M), changed in place
   */
  void step(int[] r) {
    stream.fire(r);
    in.add(stream.active(), inBias, rows);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = SixteenBits.saturated(rows[i]);
    }
    value.fire(rows);
    select();
    for (int c = 0; c < channels; c++) {
      advance(c, shape.head(c, channels));
      y[c] = read(c);
      int gate = gates.exponents()[c];
      gated[c] = gate < 0 ? 0 : SixteenBits.saturated(SixteenBits.towardsZero(y[c], gate));
    }
    for (int h = 0; h < clock.length; h++) {
      clock[h] = (clock[h] + ticks(h)) & CLOCK_MASK;
    }
    output.fire(gated);
    out.add(output.active(), outBias, added);
    for (int m = 0; m < r.length; m++) {
      r[m] = SixteenBits.saturated(r[m] + added[m]);
    }
  }

  /** Exponents of gates, of B and C, and of steps, −1 for a step of 0. */
  private void select() {
    gates.take(rows, shape.gateRow(channels));
    for (int n = 0; n < write.length; n++) {
      write[n] = signed(rows[shape.writeRow(channels) + n]);
      read[n] = signed(rows[shape.readRow(channels) + n]);
    }
    for (int h = 0; h < step.length; h++) {
      int p = rows[shape.stepRow(channels) + h];
      step[h] = p < 0 ? -1 : Math.min(MOST_STEP, p >> fractionOfValues);
    }
  }

  /** ±(k + 1) of a number whose power is ±2^−k, 0 of one that has none. */
  private int signed(int number) {
    int k = SixteenBits.exponent(Math.abs(number), fractionOfValues, shape.levels());
    return number < 0 ? -(k + 1) : k + 1;
  }

  private int ticks(int head) {
    return step[head] < 0 ? 0 : 1 << step[head];
  }

  /** The states of a channel halve as the clock of its head passes, then take its event. */
  private void advance(int channel, int head) {
    int event = value.outputs()[channel];
    for (int n = 0; n < write.length; n++) {
      int life = shape.halfLife(n);
      int halvings = ((clock[head] & ((1 << life) - 1)) + ticks(head)) >> life;
      int at = channel * write.length + n;
      int state = SixteenBits.towardsZero(states[at], halvings);
      if (write[n] != 0 && step[head] >= 0) {
        int places = fractionOfStates - pointOfEvents - 1 + step[head] - (Math.abs(write[n]) - 1);
        int taken = event << places;
        state += write[n] < 0 ? -taken : taken;
      }
      states[at] = state;
    }
  }

  private int read(int channel) {
    int sum = 0;
    for (int n = 0; n < read.length; n++) {
      if (read[n] != 0) {
        int places = shape.readShift(n) + Math.abs(read[n]) - 1;
        int term = SixteenBits.towardsZero(states[channel * read.length + n], places);
        sum += read[n] < 0 ? -term : term;
      }
    }
    return sum;
  }

  /** u (M), x (N), g (N) or y′ (N), by its number. */
  PlaceState place(int number) {
    return switch (number) {
      case 0 -> stream;
      case 1 -> value;
      case 2 -> gates;
      default -> output;
    };
  }

  /** v, (R). */
  int[] rows() {
    return rows;
  }

  /** Exponents of the gates, (N), −1 where they are shut. */
  int[] gate() {
    return gates.exponents();
  }

  /** Δ, (H), in ticks. */
  int[] ticks() {
    int[] ticks = new int[step.length];
    Arrays.setAll(ticks, this::ticks);
    return ticks;
  }

  /** ±(k + 1) where B_n is ±2^−k, 0 where it is 0, (S). */
  int[] write() {
    return write;
  }

  /** The same of C, (S). */
  int[] read() {
    return read;
  }

  /** κ modulo 2¹⁶, (H). */
  int[] clock() {
    return clock;
  }

  /** s, (N · S). */
  int[] states() {
    return states;
  }

  /** y, (N). */
  int[] y() {
    return y;
  }
}
