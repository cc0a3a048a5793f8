package org.keyspike.engine.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.training.GradientStops;

/**
 * The rows of a shard that the neurons of a layer work on. Row (step, clip) of what is kept for
 * every step begins at {@link #row}; arrays of the current step alone have a row for each clip at
 * {@link #clip}.
 */
public final class NeuronRows {
  private final ArrayPool pool;
  private final RowKernels kernels;
  private final int padded;
  private final LayerSpec spec;
  private final int clips;
  private final int steps;
  private final int stride;
  private final Map<String, float[]> own;
  private final Map<String, float[]> ownGradients = new HashMap<>();
  private final GradientStops stops;
  private final Membrane membrane;
  private final float[] u;
  private final float[] g;
  private final float[] v;
  private final float[] s;
  private final float[] slope;
  private final float[] limited;

  /** θ of every neuron, with ones behind; null where all are 1. */
  private final float[] thresholdsOrNull;

  private final float[] relative;

  /**
   * @param thresholdsOrNull θ of neurons that have scales of their own, (N), or null for 1
   * @param rowsBehind rows of gradients after the last step; below 0 when nothing is learned
   */
  NeuronRows(
      ArrayPool pool,
      RowKernels kernels,
      Geometry geometry,
      LayerSpec spec,
      int clips,
      int steps,
      Map<String, float[]> own,
      GradientStops stops,
      Membrane membrane,
      float[] thresholdsOrNull,
      int rowsBehind) {
    this.pool = pool;
    this.kernels = kernels;
    padded = geometry.padded(spec.neurons());
    this.spec = spec;
    this.clips = clips;
    this.steps = steps;
    this.own = own;
    this.stops = stops;
    this.membrane = membrane;
    stride = geometry.stride(spec.neurons());
    u = pool.floats(Geometry.ORIGIN + steps * clips * stride);
    v = cleared();
    s = cleared();
    limited = membrane.grid() ? cleared() : null;
    this.thresholdsOrNull =
        thresholdsOrNull == null ? null : Arrays.copyOf(thresholdsOrNull, padded);
    relative = thresholdsOrNull == null ? null : cleared();
    if (thresholdsOrNull != null) {
      Arrays.fill(this.thresholdsOrNull, spec.neurons(), padded, 1);
    }
    slope = rowsBehind < 0 ? null : cleared();
    g =
        rowsBehind < 0
            ? null
            : pool.floats(Geometry.ORIGIN + (steps * clips + rowsBehind) * stride);
  }

  /** N. */
  public int neurons() {
    return spec.neurons();
  }

  /** Clips of the shard. */
  public int clips() {
    return clips;
  }

  /** T · TS. */
  public int steps() {
    return steps;
  }

  /** Where row (step, clip) of {@link #potentials} and {@link #gradients} begins. */
  public int row(int step, int clip) {
    return Geometry.ORIGIN + (step * clips + clip) * stride;
  }

  /** Where a clip's row of arrays of one step begins. */
  public int clip(int clip) {
    return Geometry.ORIGIN + clip * stride;
  }

  RowKernels kernels() {
    return kernels;
  }

  /** N rounded up to whole vectors. */
  int padded() {
    return padded;
  }

  /** The distance of rows. */
  int stride() {
    return stride;
  }

  /** Currents I, to become potentials u: (steps, clips, N). */
  public float[] potentials() {
    return u;
  }

  /** Gradients by spikes, to become gradients by currents: (steps, clips, N). */
  public float[] gradients() {
    return g;
  }

  /** v of the step before, (clips, N). */
  public float[] membranes() {
    return v;
  }

  /** Outputs s of the step before, (clips, N). */
  public float[] spikes() {
    return s;
  }

  /** The derivatives of outputs by potentials of the current step, (clips, N). */
  public float[] slopes() {
    return slope;
  }

  /** What the layer's neurons put out. */
  public OutputCode code() {
    return spec.code();
  }

  /** s = H(u − θ) and v = u − θs, or (1 − s) u, of a clip at a step. */
  public void fire(int step, int clip) {
    if (spec.resetsToZero()) {
      fireToZero(limited(step, clip), limitedAt(step, clip), clip(clip));
      return;
    }
    if (thresholdsOrNull == null) {
      kernels.reset(limited(step, clip), limitedAt(step, clip), s, v, clip(clip), padded);
      return;
    }
    float[] potentials = limited(step, clip);
    int from = limitedAt(step, clip);
    int to = clip(clip);
    for (int n = 0; n < neurons(); n++) {
      float threshold = thresholdsOrNull[n];
      float spike = potentials[from + n] >= threshold ? 1 : 0;
      s[to + n] = spike;
      v[to + n] = potentials[from + n] - threshold * spike;
    }
  }

  /** One loop for every width of vectors: there is nothing in it to round. */
  private void fireToZero(float[] potentials, int from, int to) {
    for (int n = 0; n < neurons(); n++) {
      boolean fired = potentials[from + n] >= threshold(n);
      s[to + n] = fired ? 1 : 0;
      v[to + n] = fired ? 0 : potentials[from + n];
    }
  }

  /** Whether a spike leaves nothing of its potential. */
  boolean resetsToZero() {
    return spec.resetsToZero();
  }

  /** H'(u − θ) of a clip at a step: with scales h'(u/θ − 1)/θ. */
  public void surrogate(int step, int clip) {
    derivatives(relative(step, clip), relativeAt(step, clip), slope, clip(clip));
    byThresholds(slope, clip(clip));
  }

  /** Divides the values of a row by their neurons' thresholds. */
  void byThresholds(float[] values, int base) {
    if (thresholdsOrNull == null) {
      return;
    }
    for (int n = 0; n < neurons(); n++) {
      values[base + n] /= thresholdsOrNull[n];
    }
  }

  /** θ of a neuron. */
  public float threshold(int neuron) {
    return thresholdsOrNull == null ? Neuron.THRESHOLD : thresholdsOrNull[neuron];
  }

  /**
   * Where the potentials of a clip at a step are as parts of the thresholds, u/θ: from {@link
   * #relativeAt}, until the next call. On the grid a quotient falls below a level exactly where u
   * falls below that level of θ, as 16 bits are fewer than a float's 24.
   */
  public float[] relative(int step, int clip) {
    float[] potentials = limited(step, clip);
    if (thresholdsOrNull == null) {
      return potentials;
    }
    int from = limitedAt(step, clip);
    int to = relativeAt(step, clip);
    for (int n = 0; n < neurons(); n++) {
      relative[to + n] = potentials[from + n] / thresholdsOrNull[n];
    }
    return relative;
  }

  /** Where the row that {@link #relative} hands out begins. */
  public int relativeAt(int step, int clip) {
    return thresholdsOrNull == null ? limitedAt(step, clip) : clip(clip);
  }

  /** The layer's surrogate of a row: H'(u − θ), with whole vectors. */
  void derivatives(float[] u, int base, float[] out, int outBase) {
    Surrogates.derivatives(kernels, spec.surrogate(), u, base, out, outBase, padded);
  }

  /**
   * Where the potentials of a clip at a step are, on the grid within its limits: from {@link
   * #limitedAt}, until the next call.
   */
  public float[] limited(int step, int clip) {
    if (!membrane.grid()) {
      return u;
    }
    int from = row(step, clip);
    int to = clip(clip);
    for (int n = 0; n < neurons(); n++) {
      limited[to + n] = membrane.saturated(u[from + n]);
    }
    return limited;
  }

  /** Where the row that {@link #limited} hands out begins. */
  public int limitedAt(int step, int clip) {
    return membrane.grid() ? clip(clip) : row(step, clip);
  }

  /** One of the kind's own parameters, (N), with zeros behind to whole vectors. */
  public float[] parameter(String name) {
    return own.get(name);
  }

  /** Where the gradients of one of the kind's own parameters add up, (N), and as long as it. */
  public float[] gradient(String name) {
    return ownGradients.computeIfAbsent(
        name,
        any -> {
          float[] sums = pool.floats(padded);
          Arrays.fill(sums, 0, padded, 0);
          return sums;
        });
  }

  /** An array of zeros for what a kind carries from step to step, (clips, N). */
  public float[] cleared() {
    float[] array = pool.floats(Geometry.ORIGIN + clips * stride);
    Arrays.fill(array, 0, Geometry.ORIGIN + clips * stride, 0);
    return array;
  }

  /** An array for what a kind keeps of every step, (steps, clips, N), not cleared. */
  public float[] kept() {
    return pool.floats(Geometry.ORIGIN + steps * clips * stride);
  }

  /** Whether something is learned, so that a backward pass follows. */
  public boolean learning() {
    return g != null;
  }

  /** 1 if the gradient passes through the reset, else 0. */
  public float throughReset() {
    return spec.detachReset() || stops.recurrence() ? 0 : 1;
  }

  /** 1 if the gradient passes from a step to the one before through the neuron's state, else 0. */
  public float throughState() {
    return stops.membrane() ? 0 : 1;
  }

  /** 1 if the gradient passes to the neuron's own spike of the step before, else 0. */
  public float throughOwnSpikes() {
    return stops.recurrence() ? 0 : 1;
  }

  /** The grid of potentials. */
  public Membrane membrane() {
    return membrane;
  }
}
