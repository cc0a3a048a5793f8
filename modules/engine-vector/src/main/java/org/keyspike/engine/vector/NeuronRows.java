package org.keyspike.engine.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
  private final int neurons;
  private final int clips;
  private final int steps;
  private final int stride;
  private final Map<String, float[]> own;
  private final Map<String, float[]> ownGradients = new HashMap<>();
  private final GradientStops stops;
  private final boolean detachReset;
  private final Membrane membrane;
  private final float[] u;
  private final float[] g;
  private final float[] v;
  private final float[] s;
  private final float[] slope;

  /**
   * @param rowsBehind rows of gradients after the last step; below 0 when nothing is learned
   */
  NeuronRows(
      ArrayPool pool,
      RowKernels kernels,
      Geometry geometry,
      int neurons,
      int clips,
      int steps,
      Map<String, float[]> own,
      GradientStops stops,
      boolean detachReset,
      Membrane membrane,
      int rowsBehind) {
    this.pool = pool;
    this.kernels = kernels;
    padded = geometry.padded(neurons);
    this.neurons = neurons;
    this.clips = clips;
    this.steps = steps;
    this.own = own;
    this.stops = stops;
    this.detachReset = detachReset || stops.recurrence();
    this.membrane = membrane;
    stride = geometry.stride(neurons);
    u = pool.floats(Geometry.ORIGIN + steps * clips * stride);
    v = cleared();
    s = cleared();
    slope = rowsBehind < 0 ? null : cleared();
    g =
        rowsBehind < 0
            ? null
            : pool.floats(Geometry.ORIGIN + (steps * clips + rowsBehind) * stride);
  }

  /** N. */
  public int neurons() {
    return neurons;
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

  /** s of the step before, (clips, N). */
  public float[] spikes() {
    return s;
  }

  /** H'(u − θ) of the current step, (clips, N). */
  public float[] slopes() {
    return slope;
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
    return detachReset ? 0 : 1;
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
