package org.keyspike.network;

import java.util.Arrays;

/**
 * One block of a state-space network, frame by frame. u, x and y′ are events by {@link
 * EventNeurons}; c counts channels, n states, h(c) is the head of a channel:
 *
 * <pre>
 * u = E_u(r)
 * x̂, ẑ, B̂, Ĉ, p = Map_in(u)
 * x = E_x(x̂),  g = G(ẑ),  B = P(B̂),  C = P(Ĉ),  Δ = T(p)
 * κ_h ← κ_h + Δ_h                          the clock of head h, in ticks
 * s_cn ← s_cn · 2^−(⌊κ/2^j_n⌋ − ⌊(κ−Δ)/2^j_n⌋) + x_c B_n Δ_h(c)/2
 * y_c = Σ_n C_n 2^−e_n s_cn
 * y′ = E_y(g ⊙ y)
 * r ← r + Map_out(y′)
 * </pre>
 *
 * <p>Clocks, states and membranes start at 0.
 */
final class StateSpaceBlock {
  /**
   * Half-lives are at most 2⁸ ticks, so that a clock may begin anew here and no halving changes.
   */
  private static final int CLOCK_MASK = 0xFFFF;

  private final StateSpaceSpec spec;
  private final int channels;
  private final AffineMap mapIn;
  private final AffineMap mapOut;
  private final EventNeurons stream;
  private final EventNeurons value;
  private final EventNeurons output;
  private final int[] clock;
  private final float[] states;
  private final float[] rows;
  private final float[] gate;
  private final float[] write;
  private final float[] read;
  private final int[] step;
  private final float[] y;
  private final float[] added;
  private float[] u;
  private float[] x;
  private float[] outputs;

  /**
   * @param block from 0
   */
  StateSpaceBlock(StateSpaceSpec spec, LayerSpec layer, Parameters parameters, int block) {
    this.spec = spec;
    channels = layer.neurons();
    mapIn = new AffineMap(parameters, StateSpaceNames.in(block), layer.batchNorm());
    mapOut = new AffineMap(parameters, StateSpaceNames.out(block), layer.batchNorm());
    stream = neurons(layer, parameters, EventSite.STREAM, block, spec.width());
    value = neurons(layer, parameters, EventSite.VALUE, block, channels);
    output = neurons(layer, parameters, EventSite.OUTPUT, block, channels);
    clock = new int[spec.heads()];
    step = new int[spec.heads()];
    states = new float[channels * spec.states()];
    rows = new float[spec.rows(channels)];
    gate = new float[channels];
    y = new float[channels];
    write = new float[spec.states()];
    read = new float[spec.states()];
    added = new float[spec.width()];
  }

  static EventNeurons neurons(
      LayerSpec layer, Parameters parameters, EventSite site, int block, int count) {
    boolean graded = layer.code() instanceof OutputCode.Graded;
    float[] threshold = graded ? parameters.data(StateSpaceNames.threshold(site, block)) : null;
    return new EventNeurons(layer, site, count, threshold);
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
  void step(float[] r) {
    u = stream.step(r);
    mapIn.apply(u, rows);
    x = value.step(rows);
    for (int c = 0; c < channels; c++) {
      gate[c] = OutputCode.power(rows[spec.gateRow(channels) + c], spec.gateLevels());
    }
    for (int n = 0; n < write.length; n++) {
      write[n] = StateSpaceSpec.signedPower(rows[spec.writeRow(channels) + n], spec.levels());
      read[n] = StateSpaceSpec.signedPower(rows[spec.readRow(channels) + n], spec.levels());
    }
    advance();
    gated();
    outputs = output.step(y);
    mapOut.apply(outputs, added);
    for (int m = 0; m < r.length; m++) {
      r[m] += added[m];
    }
  }

  /** Clocks, then states: they halve, then take what is an event. */
  private void advance() {
    for (int h = 0; h < step.length; h++) {
      step[h] = StateSpaceSpec.ticks(rows[spec.stepRow(channels) + h]);
    }
    for (int c = 0; c < channels; c++) {
      int h = spec.head(c, channels);
      for (int n = 0; n < write.length; n++) {
        int life = spec.halfLife(n);
        int halvings = ((clock[h] & ((1 << life) - 1)) + step[h]) >> life;
        int at = c * write.length + n;
        states[at] = Math.scalb(states[at], -halvings) + x[c] * write[n] * step[h] / 2;
      }
    }
    for (int h = 0; h < step.length; h++) {
      clock[h] = (clock[h] + step[h]) & CLOCK_MASK;
    }
  }

  /** g ⊙ y, in place of y. */
  private void gated() {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int n = 0; n < read.length; n++) {
        sum += read[n] * Math.scalb(states[c * read.length + n], -spec.readShift(n));
      }
      y[c] = gate[c] * sum;
    }
  }

  /** The outputs of the last frame: u (M), x (N), g (N), y′ (N), as the populations are ordered. */
  float[][] populations() {
    return new float[][] {u, x, gate, outputs};
  }

  /** v of the last frame, (R). */
  float[] rows() {
    return rows;
  }

  /** B of the last frame, (S). */
  float[] writes() {
    return write;
  }

  /** C of the last frame, (S). */
  float[] reads() {
    return read;
  }

  /** Δ of the last frame, (H), in ticks. */
  int[] ticks() {
    return step;
  }

  /** κ modulo 2¹⁶, (H). */
  int[] clocks() {
    return clock;
  }

  /** s, (N · S). */
  float[] states() {
    return states;
  }
}
