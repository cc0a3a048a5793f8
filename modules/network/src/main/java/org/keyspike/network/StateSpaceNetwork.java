package org.keyspike.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network whose backbone is a state space: what its {@link NetworkSpec} may hold, its parameters
 * and its populations.
 */
final class StateSpaceNetwork {
  private static final List<String> NEURONS = List.of("fatrelu", "lif", "shift-lif");

  /** Of x̂ in the spiking form, where a membrane needs a drive to reach 1. */
  private static final float DRIVE = 0.3f;

  private static final float HALF_OPEN = 0.25f;
  private static final float SAME_SIGN = 0.75f;
  private static final float[] PACES = {0.5f, 1.2f, 1.8f, 2.5f};

  private StateSpaceNetwork() {}

  /**
   * Refuses what a network with a state space cannot have.
   *
   * @throws SpecException naming it
   */
  static void require(StateSpaceSpec stateSpace, List<LayerSpec> blocks, int timeSteps) {
    if (timeSteps != 1) {
      throw new SpecException("timeSteps", timeSteps + " with network.backbone ssm", "1");
    }
    if (blocks.size() > StateSpaceSpec.MOST_BLOCKS) {
      throw new SpecException(
          "layers",
          blocks.size() + " with network.backbone ssm",
          "1 to " + StateSpaceSpec.MOST_BLOCKS + " blocks");
    }
    LayerSpec first = blocks.get(0);
    if (!NEURONS.contains(first.neuron().name())) {
      throw new SpecException(
          "neuron",
          first.neuron().name() + " with network.backbone ssm",
          "one of " + String.join(", ", NEURONS));
    }
    if (first.resetsToZero()) {
      throw new SpecException("reset", "zero with network.backbone ssm", "subtract");
    }
    if (!first.detachReset()) {
      throw new SpecException("detachReset", "false with network.backbone ssm", "true");
    }
    for (LayerSpec block : blocks) {
      int channels = block.neurons();
      if (channels > StateSpaceSpec.MOST_CHANNELS) {
        throw new SpecException("layers.neurons", channels, "1 to " + StateSpaceSpec.MOST_CHANNELS);
      }
      stateSpace.requireChannels(channels);
      if (block != first && !block.equals(first.withNeurons(channels).withDelays(0))) {
        throw new SpecException(
            "layers", block + " behind " + first, "blocks that differ in their channels alone");
      }
    }
  }

  /** Every parameter between encoder and readout, in the order in which it is stored. */
  static List<ParameterSpec> parameters(NetworkSpec spec) {
    StateSpaceSpec stateSpace = spec.stateSpace();
    LayerSpec first = spec.layers().get(0);
    boolean graded = first.code() instanceof OutputCode.Graded;
    List<ParameterSpec> all = new ArrayList<>();
    int width = stateSpace.width();
    map(StateSpaceNames.EMBEDDING, width, spec.channels(), all);
    if (first.delayed()) {
      Range range = new Range(0, first.delays());
      all.add(
          new ParameterSpec(
              StateSpaceNames.DELAY, ParameterSpec.Role.DELAY, range, spec.channels()));
    }
    norm(StateSpaceNames.EMBEDDING, width, first, all);
    for (int l = 0; l < spec.layers().size(); l++) {
      int channels = spec.layers().get(l).neurons();
      int rows = stateSpace.rows(channels);
      if (graded) {
        threshold(EventSite.STREAM, l, width, all);
      }
      map(StateSpaceNames.in(l), rows, width, all);
      norm(StateSpaceNames.in(l), rows, first, all);
      if (graded) {
        threshold(EventSite.VALUE, l, channels, all);
        threshold(EventSite.OUTPUT, l, channels, all);
      }
      map(StateSpaceNames.out(l), width, channels, all);
      norm(StateSpaceNames.out(l), width, first, all);
    }
    if (graded) {
      threshold(EventSite.LAST, 0, width, all);
    }
    return all;
  }

  private static void map(String part, int outputs, int inputs, List<ParameterSpec> all) {
    all.add(new ParameterSpec(Names.weight(part), ParameterSpec.Role.WEIGHT, outputs, inputs));
    all.add(new ParameterSpec(Names.bias(part), ParameterSpec.Role.BIAS, outputs));
  }

  private static void norm(String part, int outputs, LayerSpec layer, List<ParameterSpec> all) {
    if (layer.batchNorm()) {
      all.addAll(BatchNorm.parameters(part, outputs));
    }
  }

  private static void threshold(EventSite site, int block, int neurons, List<ParameterSpec> all) {
    NeuronParameter threshold = NeuronParameter.THRESHOLD;
    all.add(
        new ParameterSpec(
            StateSpaceNames.threshold(site, block), threshold.role(), threshold.range(), neurons));
  }

  /** u, x, g and y′ of each block, then E. */
  static List<Population> populations(StateSpaceSpec stateSpace, List<LayerSpec> blocks) {
    List<Population> all = new ArrayList<>();
    OutputCode code = blocks.get(0).code();
    for (int l = 0; l < blocks.size(); l++) {
      int n = blocks.get(l).neurons();
      all.add(new Population(StateSpaceNames.place(EventSite.STREAM, l), stateSpace.width(), code));
      all.add(new Population(StateSpaceNames.place(EventSite.VALUE, l), n, code));
      all.add(new Population(StateSpaceNames.gate(l), n, stateSpace.gateCode()));
      all.add(new Population(StateSpaceNames.place(EventSite.OUTPUT, l), n, code));
    }
    all.add(new Population(StateSpaceNames.place(EventSite.LAST, 0), stateSpace.width(), code));
    return all;
  }

  /** F of what a population's outputs are made of, bits below the point on the integer grid. */
  static int potentialFraction(NetworkSpec spec, int population) {
    StateSpaceFormat units = spec.format().stateSpace();
    int block = population / StateSpaceNames.PLACES;
    if (block == spec.layers().size()) {
      return units.streamFraction();
    }
    return switch (population % StateSpaceNames.PLACES) {
      case 0 -> units.streamFraction();
      case StateSpaceNames.PLACES - 1 -> StateSpaceFormat.stateFraction(spec.stateSpace());
      default -> units.blocks().get(block).valueFraction();
    };
  }

  /**
   * Where the shift of batch norm of a block's first map starts: what is written is read with the
   * same sign, half of the gates are open, and heads have different paces. Without the first, what
   * is read starts as noise around 0 and the states take no part.
   *
   * @return by the names of the parameters; none where there is no state space
   */
  static Map<String, float[]> initialShifts(NetworkSpec spec) {
    Map<String, float[]> shifts = new HashMap<>();
    if (spec.stateSpace() != null) {
      for (int l = 0; l < spec.layers().size(); l++) {
        shifts.put(
            Names.normShift(StateSpaceNames.in(l)),
            initialShift(spec.stateSpace(), spec.layers().get(l)));
      }
    }
    return shifts;
  }

  private static float[] initialShift(StateSpaceSpec stateSpace, LayerSpec block) {
    int channels = block.neurons();
    float[] shift = new float[stateSpace.rows(channels)];
    boolean graded = block.code() instanceof OutputCode.Graded;
    Arrays.fill(shift, 0, stateSpace.gateRow(channels), graded ? 0 : DRIVE);
    Arrays.fill(shift, stateSpace.gateRow(channels), stateSpace.writeRow(channels), HALF_OPEN);
    int steps = stateSpace.stepRow(channels);
    Arrays.fill(shift, stateSpace.writeRow(channels), steps, SAME_SIGN);
    for (int h = 0; h < stateSpace.heads(); h++) {
      shift[steps + h] = PACES[h % PACES.length];
    }
    return shift;
  }
}
