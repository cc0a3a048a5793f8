package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;
import org.keyspike.network.EventSite;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.training.GradientStops;

/** The neurons at the places of a state space, over all frames. */
final class EventGraph {
  private final Operations operations;
  private final LayerSpec spec;
  private final Map<String, NDArray> leaves;
  private final int frames;

  /**
   * @param spec of a block, whose neurons stand at every place
   * @param leaves every parameter, under its name
   * @param frames T
   */
  EventGraph(Operations operations, LayerSpec spec, Map<String, NDArray> leaves, int frames) {
    this.operations = operations;
    this.spec = spec;
    this.leaves = leaves;
    this.frames = frames;
  }

  /**
   * The events of a place.
   *
   * @param block from 0
   * @param inputs (T · B, N)
   * @param grid of the block
   * @return the same shape
   */
  NDArray events(EventSite site, int block, NDArray inputs, StateSpaceGrid grid) {
    // Graded neurons have no memory here: all frames are one.
    return spec.code() instanceof OutputCode.Graded code
        ? operations.graded(
            inputs, leaves.get(StateSpaceNames.threshold(site, block)), code, spec.surrogate())
        : spikes(site, inputs, grid);
  }

  /** T. */
  int frames() {
    return frames;
  }

  private NDArray spikes(EventSite site, NDArray inputs, StateSpaceGrid grid) {
    float[] leaks = site.leaks((int) inputs.getShape().get(1));
    LayerContext context =
        new LayerContext(
            operations,
            spec,
            GradientStops.NONE,
            Map.of(NeuronParameter.LEAK.name(), operations.manager().create(leaks)),
            grid.potentials(site).orElse(null),
            null);
    DjlNeuron.Dynamics neurons = DjlNeuron.of(spec.neuron()).begin(context);
    NDList spikes = new NDList(frames);
    for (NDArray input : inputs.split(frames, 0)) {
      spikes.add(neurons.step(input));
    }
    return Operations.concat(spikes, 0);
  }
}
