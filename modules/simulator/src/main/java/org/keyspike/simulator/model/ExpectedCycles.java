package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.Layout;

/**
 * The expected cycles of a frame by mean activities, before there is an image: what {@link
 * CycleModel} counts, as a linear function of them. With P lanes, G(x) = ⌈x / P⌉ groups, TS steps
 * and q cycles to read a weight word (1 where the weight memory is as wide), a spike of
 *
 * <pre>
 * the encoder               costs  q · G(N₁)                    feed-forward
 * layer ℓ but the last      costs  q · (G(N_ℓ₊₁) + G(N_ℓ))      feed-forward and, with U, recurrent
 * the last layer            costs  q · (G(K) + G(N_ℓ))          readout and, with U, recurrent
 * </pre>
 *
 * With parallel steps and merged spikes a neuron costs that once a frame if it spikes in any step
 * (perActive = N_ℓ · cost, of the part of neurons that do), else once a step (perRate = TS · N_ℓ ·
 * cost, of the mean rate). The rest of a frame is base: encode, update and the readout's + 1, and q
 * · G(N₁) for each bit of direct features. Left out are empty spike words, waiting for ports and
 * latencies, inputs that come late, and the keyword readout's decisions.
 *
 * @param base cycles that no spike changes
 * @param encoder cycles if all channels of an encoder spike; 0 without one
 * @param perRate cycles for each layer by its mean rate
 * @param perActive cycles for each layer by the part of its neurons that spike in any step
 */
public record ExpectedCycles(
    double base, double encoder, List<Double> perRate, List<Double> perActive) {
  private static final int ADAPTIVE_CYCLES = 3;

  public ExpectedCycles {
    perRate = List.copyOf(perRate);
    perActive = List.copyOf(perActive);
  }

  /**
   * Of a network on a machine that skips zeros.
   *
   * @param spec the network, as structured pruning has left it
   * @param machine with its lanes and weight memory
   * @param weightBits of a weight
   * @param featureBits mean number of bits that are 1 in the features of a frame; needed where they
   *     go straight in
   */
  public static ExpectedCycles of(
      NetworkSpec spec, Architecture machine, int weightBits, double featureBits) {
    int steps = spec.timeSteps();
    boolean parallel = machine.has(Mechanism.PARALLEL_STEPS);
    boolean merged = machine.has(Mechanism.MERGED_SPIKES);
    List<LayerSpec> layers = spec.layers();
    int outputs =
        spec.readout() instanceof ReadoutSpec.Keyword keyword
            ? keyword.hidden()
            : spec.readout().classes();
    List<Double> perRate = new ArrayList<>();
    List<Double> perActive = new ArrayList<>();
    double base = groups(spec.features().bands(), machine) + groups(outputs, machine);
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      boolean last = l == layers.size() - 1;
      boolean adapts = layer.neuron().states() > 1;
      base += groups(layer.neurons(), machine) * steps * (adapts ? ADAPTIVE_CYCLES : 1);
      double own = layer.neuron().recurrent() ? read(layer.neurons(), machine, weightBits) : 0;
      double next = last ? 0 : read(layers.get(l + 1).neurons(), machine, weightBits);
      double readout = last ? read(outputs, machine, weightBits) : 0;
      double once = (parallel ? own + next : 0) + (merged ? readout : 0);
      double each = (parallel ? 0 : own + next) + (merged ? 0 : readout);
      perActive.add(layer.neurons() * once);
      perRate.add(layer.neurons() * steps * each);
    }
    double input = read(layers.get(0).neurons(), machine, weightBits) * (parallel ? 1 : steps);
    boolean direct = spec.encoder() instanceof EncoderSpec.Direct;
    return new ExpectedCycles(
        base + (direct ? input * featureBits : 0),
        direct ? 0 : input * spec.channels(),
        perRate,
        perActive);
  }

  /** Cycles to read an input's weights to so many outputs. */
  private static double read(int outputs, Architecture machine, int weightBits) {
    MemoryShape memory = machine.memories().get(Memory.WEIGHT);
    int bytes = Layout.words(machine.lanes() * weightBits, 8);
    int accesses = Layout.words(8 * bytes, memory.widthBits());
    return groups(outputs, machine) * Layout.words(accesses, memory.ports());
  }

  private static double groups(int outputs, Architecture machine) {
    return Layout.words(outputs, machine.lanes());
  }
}
