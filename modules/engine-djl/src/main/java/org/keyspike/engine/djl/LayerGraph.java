package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.keyspike.network.LayerSpec;

/** One layer over all frames: the input's currents as one product, then the loop over time. */
final class LayerGraph {
  private final Operations operations;
  private final LayerSpec spec;
  private final int timeSteps;
  private final Weights weights;
  private final LayerContext context;
  private NDList potentials;

  /**
   * What every kind of neuron has.
   *
   * @param weight W, (N, M)
   * @param recurrent U, (N, N), or null
   * @param bias b, (N)
   */
  record Weights(NDArray weight, NDArray recurrent, NDArray bias) {}

  LayerGraph(
      Operations operations, LayerSpec spec, int timeSteps, Weights weights, LayerContext context) {
    this.operations = operations;
    this.spec = spec;
    this.timeSteps = timeSteps;
    this.weights = weights;
    this.context = context;
  }

  /**
   * W s + b of many rows: (rows, M) to (rows, N). Under batch norm b cancels against the mean, its
   * gradient is 0 and not the rounding noise that autograd would find.
   */
  NDArray currents(NDArray inputs) {
    NDArray bias =
        spec.batchNorm() && operations.learning() ? weights.bias.stopGradient() : weights.bias;
    return inputs.matMul(weights.weight.transpose()).add(bias);
  }

  /**
   * Runs the neurons.
   *
   * @param currents T or T · TS arrays of (B, N), in time; T arrays are presented TS times each
   * @return T · TS arrays of spikes, (B, N)
   */
  NDList run(NDList currents, int frames) {
    NDArray recurrent = weights.recurrent == null ? null : weights.recurrent.transpose();
    DjlNeuron.Dynamics neurons = DjlNeuron.of(spec.neuron()).begin(context);
    NDList spikes = new NDList(frames * timeSteps);
    potentials = new NDList(frames * timeSteps);
    boolean everyStep = currents.size() == frames * timeSteps;
    for (int i = 0; i < frames * timeSteps; i++) {
      NDArray current = currents.get(everyStep ? i : i / timeSteps);
      if (recurrent != null && i >= timeSteps) {
        current = current.add(context.fedBack(spikes.get(i - timeSteps)).matMul(recurrent));
      }
      spikes.add(neurons.step(current));
      potentials.add(neurons.potential());
    }
    return spikes;
  }

  /** The potentials before reset of the last run, T · TS arrays of (B, N). */
  NDList potentials() {
    return potentials;
  }
}
