package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.LeakyNeurons;
import org.keyspike.network.NumberFormat;

/**
 * One layer of leaky neurons ({@link LeakyNeurons}) over all frames: the input's currents as one
 * product, then the loop over time.
 */
final class LayerGraph {
  private final Operations operations;
  private final LayerSpec spec;
  private final int timeSteps;
  private final Tensors tensors;
  private final Grid grid;
  private NDList potentials;

  /**
   * The layer's arrays.
   *
   * @param weight W, (N, M)
   * @param recurrent U, (N, N), or null
   * @param bias b, (N)
   * @param leak β, (N)
   */
  record Tensors(NDArray weight, NDArray recurrent, NDArray bias, NDArray leak) {}

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
   * @param grid null for real-valued membranes
   */
  LayerGraph(Operations operations, LayerSpec spec, int timeSteps, Tensors tensors, Grid grid) {
    this.operations = operations;
    this.spec = spec;
    this.timeSteps = timeSteps;
    this.tensors = tensors;
    this.grid = grid;
  }

  /**
   * W s + b of many rows: (rows, M) to (rows, N). Under batch norm b cancels against the mean, its
   * gradient is 0 and not the rounding noise that autograd would find.
   */
  NDArray currents(NDArray inputs) {
    NDArray bias =
        spec.batchNorm() && operations.learning() ? tensors.bias.stopGradient() : tensors.bias;
    return inputs.matMul(tensors.weight.transpose()).add(bias);
  }

  /**
   * Runs the neurons.
   *
   * @param currents T or T · TS arrays of (B, N), in time; T arrays are presented TS times each
   * @return T · TS arrays of spikes, (B, N)
   */
  NDList run(NDList currents, int frames) {
    NDArray recurrent = tensors.recurrent == null ? null : tensors.recurrent.transpose();
    NDArray membrane = null;
    NDList spikes = new NDList(frames * timeSteps);
    potentials = new NDList(frames * timeSteps);
    boolean everyStep = currents.size() == frames * timeSteps;
    for (int i = 0; i < frames * timeSteps; i++) {
      NDArray u = currents.get(everyStep ? i : i / timeSteps);
      if (recurrent != null && i >= timeSteps) {
        u = u.add(spikes.get(i - timeSteps).matMul(recurrent));
      }
      if (membrane != null) {
        u = u.add(leaked(membrane));
      }
      u = saturated(u);
      NDArray z = u.sub(operations.constant(LeakyNeurons.THRESHOLD));
      NDArray s = operations.spike(z, spec.surrogate());
      // θ = 1, so θ s = s.
      membrane = u.sub(spec.detachReset() && operations.learning() ? s.stopGradient() : s);
      spikes.add(s);
      potentials.add(u);
    }
    return spikes;
  }

  /** The potentials before reset of the last run, T · TS arrays of (B, N). */
  NDList potentials() {
    return potentials;
  }

  private NDArray leaked(NDArray membrane) {
    NDArray leaked = membrane.mul(tensors.leak);
    if (grid == null) {
      return leaked;
    }
    // (q·v + 128) >> 8 in units is ⌊βv + ½⌋; 16 and 8 bits make 24, so float32 holds β v exactly.
    return operations
        .round(leaked.mul(operations.constant(1 / grid.unit)))
        .mul(operations.constant(grid.unit));
  }

  private NDArray saturated(NDArray u) {
    if (grid == null) {
      return u;
    }
    return u.minimum(operations.constant(grid.largest * grid.unit))
        .maximum(operations.constant((-grid.largest - 1) * grid.unit));
  }
}
