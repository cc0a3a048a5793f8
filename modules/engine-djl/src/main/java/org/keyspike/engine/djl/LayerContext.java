package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.training.GradientStops;

/** The surroundings of a layer's neurons, as far as they need them. */
public final class LayerContext {
  /** The largest adaptation current, 16 bits whatever the membrane's width. */
  private static final int ADAPTATION_MAX = Short.MAX_VALUE;

  private final Operations operations;
  private final LayerSpec spec;
  private final GradientStops stops;
  private final Map<String, NDArray> own;
  private final Grid grid;
  private final NDArray thresholdOrNull;

  /**
   * The integer grid of the membrane.
   *
   * @param unit 2^−F
   * @param largest the largest potential, in units; the smallest is −largest − 1
   */
  record Grid(float unit, int largest) {
    static Grid of(NumberFormat format, int layer) {
      int fraction = format.layers().get(layer).membraneFraction();
      return new Grid((float) Math.scalb(1.0, -fraction), format.membraneMax());
    }
  }

  /**
   * @param own the neuron's own parameters, by the names it gave them
   * @param grid null for real-valued membranes
   * @param thresholdOrNull θ of neurons that have scales of their own, (N), or null for 1
   */
  LayerContext(
      Operations operations,
      LayerSpec spec,
      GradientStops stops,
      Map<String, NDArray> own,
      Grid grid,
      NDArray thresholdOrNull) {
    this.operations = operations;
    this.spec = spec;
    this.stops = stops;
    this.own = own;
    this.grid = grid;
    this.thresholdOrNull = thresholdOrNull;
  }

  /** The same surroundings for a kind whose parameters follow from others. */
  LayerContext with(Map<String, NDArray> parameters) {
    return new LayerContext(operations, spec, stops, parameters, grid, thresholdOrNull);
  }

  /** The layer's kind. */
  Neuron neuron() {
    return spec.neuron();
  }

  /** A value computed elsewhere, with the gradient of another. */
  NDArray exactly(float[] exact, NDArray soft) {
    NDArray value = operations.manager().create(exact);
    return operations.straightThrough(value, soft);
  }

  /** A scalar. */
  NDArray constant(float value) {
    return operations.constant(value);
  }

  /** One of the neuron's own parameters, (N). */
  public NDArray parameter(String name) {
    return own.get(name);
  }

  /**
   * What the layer fires, with the surrogate's gradient: H(u − θ), or the levels of its code. With
   * scales it is that of u/θ: on the grid a quotient falls below a level exactly where u falls
   * below that level of θ, as 16 bits are fewer than a float's 24.
   */
  public NDArray spike(NDArray of) {
    NDArray potential = thresholdOrNull == null ? of : of.div(thresholdOrNull);
    if (spec.code() instanceof OutputCode.PowersOfTwo levels) {
      return operations.powerOfTwo(potential, levels.levels(), spec.surrogate());
    }
    return operations.spike(potential.sub(operations.constant(Neuron.THRESHOLD)), spec.surrogate());
  }

  /**
   * The potential itself in the steps of the layer's code where it reaches a threshold, else 0.
   *
   * @param threshold τ, (N)
   */
  public NDArray graded(NDArray potential, NDArray threshold) {
    return operations.graded(
        potential, threshold, (OutputCode.Graded) spec.code(), spec.surrogate());
  }

  /** θ s, to be taken from the potential; without gradient where the reset is detached. */
  public NDArray reset(NDArray spikes) {
    NDArray taken = resetting(spikes);
    return thresholdOrNull == null ? taken : taken.mul(thresholdOrNull);
  }

  /** What spikes leave of the potential: u − θ s, or u − u s with a reset to zero. */
  NDArray left(NDArray potential, NDArray spikes) {
    return potential.sub(spec.resetsToZero() ? potential.mul(resetting(spikes)) : reset(spikes));
  }

  private NDArray resetting(NDArray spikes) {
    return operations.learning() && (spec.detachReset() || stops.recurrence())
        ? spikes.stopGradient()
        : spikes;
  }

  /** State as the next step gets it; without gradient where the rule looks at one step alone. */
  public NDArray carried(NDArray state) {
    return operations.learning() && stops.membrane() ? state.stopGradient() : state;
  }

  /** Spikes as the neuron itself receives them a step later. */
  public NDArray fedBack(NDArray spikes) {
    return operations.learning() && stops.recurrence() ? spikes.stopGradient() : spikes;
  }

  /**
   * A leaked value on the integer grid: (Σ q·v + 128) >> 8 in units is ⌊Σ v·q/256 + ½⌋, and 16 and
   * 8 bits make 24, so float32 holds the products exactly. Off the grid, the value itself.
   */
  public NDArray leaked(NDArray value) {
    return grid == null
        ? value
        : operations
            .round(value.mul(operations.constant(1 / grid.unit)))
            .mul(operations.constant(grid.unit));
  }

  /** A potential, saturated to the membrane's width on the integer grid. */
  public NDArray saturated(NDArray potential) {
    return grid == null ? potential : within(potential, grid.largest);
  }

  /** An adaptation current, saturated to 16 bits on the integer grid. */
  public NDArray saturatedAdaptation(NDArray adaptation) {
    return grid == null ? adaptation : within(adaptation, ADAPTATION_MAX);
  }

  private NDArray within(NDArray value, int largest) {
    return value
        .minimum(operations.constant(largest * grid.unit))
        .maximum(operations.constant((-largest - 1) * grid.unit));
  }
}
