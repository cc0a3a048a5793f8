package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.BiFunction;
import org.keyspike.network.EventSite;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.StateSpaceSpec;

/**
 * One block of a state space over all frames. All but the recursion of the states is computed for
 * all frames at once. Heads are an axis of their own: (T · B, H, N/H, S).
 */
final class BlockGraph {
  private final Operations operations;
  private final StateSpaceSpec spec;
  private final LayerSpec layer;
  private final int block;
  private final EventGraph neurons;
  private final BiFunction<String, NDArray, NDArray> maps;
  private final StateSpaceGrid grid;
  private NDArray u;
  private NDArray x;
  private NDArray gate;
  private NDArray outputs;
  private NDArray states;

  /**
   * @param block from 0
   * @param neurons of all places
   * @param maps W s + b with batch norm, by the name of the part and its inputs, (T · B, …)
   * @param grid of this block
   */
  BlockGraph(
      Operations operations,
      StateSpaceSpec spec,
      LayerSpec layer,
      int block,
      EventGraph neurons,
      BiFunction<String, NDArray, NDArray> maps,
      StateSpaceGrid grid) {
    this.operations = operations;
    this.spec = spec;
    this.layer = layer;
    this.block = block;
    this.neurons = neurons;
    this.maps = maps;
    this.grid = grid;
  }

  /**
   * Adds to the stream.
   *
   * @param stream r, (T · B, M)
   * @return r + Map_out(y′)
   */
  NDArray addedTo(NDArray stream) {
    int n = layer.neurons();
    u = neurons.events(EventSite.STREAM, block, stream, grid);
    NDArray rows = grid.values(maps.apply(StateSpaceNames.in(block), u));
    NDList parts =
        rows.split(
            new long[] {spec.gateRow(n), spec.writeRow(n), spec.readRow(n), spec.stepRow(n)}, 1);
    x = neurons.events(EventSite.VALUE, block, parts.get(0), grid);
    gate = operations.powerOfTwo(parts.get(1), spec.gateLevels(), layer.surrogate());
    StateSpaceOperations functions = new StateSpaceOperations(operations, spec);
    NDArray write = functions.signedPower(parts.get(2)).reshape(-1, 1, 1, spec.states());
    NDArray read = functions.signedPower(parts.get(3)).reshape(-1, 1, 1, spec.states());
    NDArray step = functions.ticks(parts.get(4));
    states = states(functions.decay(step, neurons.frames()), taken(write, step));
    NDArray terms = grid.states(states.mul(read.mul(functions.readFactors())));
    NDArray gated = grid.gated(terms.sum(new int[] {3}).reshape(-1, n).mul(gate));
    outputs = neurons.events(EventSite.OUTPUT, block, gated, grid);
    return grid.stream(stream.add(maps.apply(StateSpaceNames.out(block), outputs)));
  }

  /** x_c B_n Δ_h/2, (T · B, H, N/H, S). */
  private NDArray taken(NDArray write, NDArray step) {
    long each = layer.neurons() / spec.heads();
    NDArray half = step.mul(operations.constant(0.5f)).reshape(-1, spec.heads(), 1, 1);
    return x.reshape(-1, spec.heads(), each, 1).mul(half).mul(write);
  }

  /** s ← s · decay + taken, frame by frame from 0. */
  private NDArray states(NDArray decay, NDArray taken) {
    int frames = neurons.frames();
    NDList left = decay.split(frames, 0);
    NDList more = taken.split(frames, 0);
    NDList all = new NDList(frames);
    NDArray state = more.head();
    all.add(state);
    for (int t = 1; t < frames; t++) {
      state = grid.states(state.mul(left.get(t))).add(more.get(t));
      all.add(state);
    }
    return Operations.concat(all, 0);
  }

  /** u (M), x (N), g (N) and y′ (N) of the last pass, (T · B, …) each. */
  List<NDArray> populations() {
    return List.of(u, x, gate, outputs);
  }

  /** s of the last pass, (T · B, H, N/H, S). */
  NDArray states() {
    return states;
  }
}
