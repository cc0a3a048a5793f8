package org.keyspike.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The backbone of a state-space network, frame by frame: the encoder's channels become the stream
 * r, every block adds to it, and neurons make the outputs of what it is in the end:
 *
 * <pre>
 * r = Map_emb(s);  r ← block_ℓ(r), ℓ = 1 … L;  E = E_last(r)
 * </pre>
 *
 * <p>The stream is of one frame; delayed channels, clocks, states and membranes run on.
 */
final class StateSpaceBackbone {
  private final DelayLine delays;
  private final AffineMap embedding;
  private final List<StateSpaceBlock> blocks = new ArrayList<>();
  private final EventNeurons last;
  private final float[] stream;
  private float[] outputs;
  private float largestStream;

  StateSpaceBackbone(NetworkSpec spec, Parameters parameters) {
    StateSpaceSpec stateSpace = spec.stateSpace();
    LayerSpec first = spec.layers().get(0);
    delays =
        first.delayed()
            ? new DelayLine(parameters.data(StateSpaceNames.DELAY), first.delays(), 1)
            : null;
    embedding = new AffineMap(parameters, StateSpaceNames.EMBEDDING, first.batchNorm());
    for (int l = 0; l < spec.layers().size(); l++) {
      blocks.add(new StateSpaceBlock(stateSpace, spec.layers().get(l), parameters, l));
    }
    last = StateSpaceBlock.neurons(first, parameters, EventSite.LAST, 0, stateSpace.width());
    stream = new float[stateSpace.width()];
  }

  void reset() {
    if (delays != null) {
      delays.reset();
    }
    blocks.forEach(StateSpaceBlock::reset);
    last.reset();
  }

  /** E of a frame, (M), from what reaches the backbone. */
  float[] step(float[] inputs) {
    embedding.apply(delays == null ? inputs : delays.step(0, inputs), stream);
    largestStream = ReferenceNetwork.largestMagnitude(stream);
    for (StateSpaceBlock block : blocks) {
      block.step(stream);
      largestStream = Math.max(largestStream, ReferenceNetwork.largestMagnitude(stream));
    }
    outputs = last.step(stream);
    return outputs;
  }

  /** The outputs of the last frame, as {@link NetworkSpec#populations()} are ordered. */
  List<float[]> populations() {
    List<float[]> all = new ArrayList<>();
    blocks.forEach(block -> Collections.addAll(all, block.populations()));
    all.add(outputs);
    return all;
  }

  /** The largest |r| of the last frame, behind the embedding or any block. */
  float largestStream() {
    return largestStream;
  }

  /** The largest |v| of each block in the last frame. */
  List<Float> largestRows() {
    return blocks.stream().map(b -> ReferenceNetwork.largestMagnitude(b.rows())).toList();
  }
}
