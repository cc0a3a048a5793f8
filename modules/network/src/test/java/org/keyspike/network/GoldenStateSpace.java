package org.keyspike.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A golden case of the state space as a network: what its metadata and tensors say. */
public final class GoldenStateSpace {
  private static final Map<String, String> READOUT =
      Map.of(
          Names.HIDDEN_WEIGHT, "H1",
          Names.HIDDEN_BIAS, "c1",
          Names.OUTPUT_WEIGHT, "H2",
          Names.OUTPUT_BIAS, "c2");

  private final Safetensors golden;

  private GoldenStateSpace(Safetensors golden) {
    this.golden = golden;
  }

  /** Reads a case, such as {@code "ssm-network-graded"}. */
  public static GoldenStateSpace read(String name) {
    return new GoldenStateSpace(Golden.own(name));
  }

  /** The file itself. */
  public Safetensors golden() {
    return golden;
  }

  /** A number of its metadata. */
  public int number(String key) {
    return Integer.parseInt(golden.metadata().get(key));
  }

  /** What the blocks share. */
  public StateSpaceSpec stateSpace() {
    return new StateSpaceSpec(number("M"), number("S"), number("H"), number("KB"), number("Kg"));
  }

  /** A block of it; the first one with the delays of the embedding. */
  public LayerSpec block(boolean first) {
    boolean graded = golden.metadata().get("form").equals("graded");
    OutputCode code =
        graded ? new OutputCode.Graded(number("A")) : OutputCode.ofLevels(number("K"));
    Neuron neuron =
        graded ? new Fatrelu() : code instanceof OutputCode.Spikes ? new Lif() : new ShiftLif();
    int delays = first && golden.metadata().containsKey("D") ? number("D") : 0;
    return new LayerSpec(
        number("N"),
        neuron,
        Surrogate.of(Surrogate.Shape.FAST_SIGMOID),
        golden.metadata().getOrDefault("norm", "False").equals("True"),
        true,
        0,
        code,
        delays);
  }

  /** The whole network of a case that has one; its features are the golden spikes. */
  public NetworkSpec network() {
    List<LayerSpec> blocks = new ArrayList<>();
    for (int l = 0; l < number("L"); l++) {
      blocks.add(block(l == 0));
    }
    int classes = golden.shape("c2")[0];
    return new NetworkSpec(
        new FeatureSpec(number("I"), 1),
        new EncoderSpec.Direct(),
        blocks,
        new ReadoutSpec.Keyword(golden.shape("c1")[0], classes, golden.shape("s")[1]),
        1,
        null,
        stateSpace());
  }

  /** The name in the file of a parameter of {@link #network()}. */
  public static String name(String parameter) {
    return READOUT.getOrDefault(parameter, parameter);
  }

  /** Its parameters, with running statistics of 0 and 1. */
  public Parameters parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : network().parameters()) {
      Tensor running = Tensor.zeros(parameter.shape());
      Arrays.fill(running.data(), parameter.role() == ParameterSpec.Role.RUNNING_VARIANCE ? 1 : 0);
      tensors.put(
          parameter.name(),
          parameter.role().learned() ? golden.tensor(name(parameter.name())) : running);
    }
    return new Parameters(tensors);
  }

  /** The parameters of a case of one block. */
  public Parameters blockParameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : golden.names()) {
      if (name.startsWith("block1.")) {
        tensors.put(name, golden.tensor(name));
      }
    }
    return new Parameters(tensors);
  }
}
