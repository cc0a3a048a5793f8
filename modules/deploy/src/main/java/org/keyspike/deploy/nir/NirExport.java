package org.keyspike.deploy.nir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Tensor;

/**
 * A float network as a NIR graph, without loss: a network that NIR has no words for is refused. The
 * package documentation has the equations.
 */
public final class NirExport {
  /** The version of the metadata. */
  static final String METADATA = "1";

  static final List<String> READOUT =
      List.of(Names.HIDDEN_WEIGHT, Names.HIDDEN_BIAS, Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS);

  private static final JsonMapper JSON = new JsonMapper();

  private final Object source;
  private final Checkpoint network;
  private final Map<String, NirNode> nodes = new LinkedHashMap<>();
  private final List<NirGraph.Edge> edges = new ArrayList<>();

  private NirExport(Object source, Checkpoint network) {
    this.source = source;
    this.network = network;
  }

  /**
   * Writes the file, whole or not at all. The same network gives the same bytes.
   *
   * @param source where the network comes from, for messages
   * @throws InputException naming what NIR cannot say, if there is something
   */
  public static void write(Object source, Checkpoint network, Path file) throws IOException {
    NirWriter.write(new NirExport(source, network).graph(), file);
  }

  private NirGraph graph() throws InputException {
    NetworkSpec spec = network.spec();
    requireSayable(spec);
    nodes.put("input", NirNode.input(spec.channels()));
    String last = "input";
    for (int l = 0; l < spec.layers().size(); l++) {
      last = layer(l, last);
    }
    boolean frameWise = spec.readout() instanceof ReadoutSpec.FrameWise;
    if (frameWise) {
      last = node("readout", map(Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS), last);
    }
    node(
        "output",
        NirNode.output(frameWise ? spec.readout().classes() : spec.readoutInputs()),
        last);
    Map<String, NirArray> readout = new TreeMap<>();
    if (!frameWise) {
      READOUT.forEach(name -> readout.put(name, array(name)));
    }
    return new NirGraph(nodes, edges, texts(), readout);
  }

  private String layer(int l, String before) throws InputException {
    String number = Integer.toString(l + 1);
    String map = node("linear" + number, map(Names.weight(l), Names.bias(l)), before);
    NirNode lif = lif(l);
    if (!network.spec().layers().get(l).neuron().recurrent()) {
      return node("lif" + number, lif, map);
    }
    int neurons = network.spec().layers().get(l).neurons();
    Map<String, NirNode> inner = new LinkedHashMap<>();
    inner.put("input", NirNode.input(neurons));
    inner.put("lif", lif);
    inner.put("output", NirNode.output(neurons));
    inner.put(
        "w_rec", new NirNode(NirNode.LINEAR, Map.of(NirNode.WEIGHT, array(Names.recurrent(l)))));
    List<NirGraph.Edge> ways =
        List.of(
            new NirGraph.Edge("input", "lif"),
            new NirGraph.Edge("lif", "w_rec"),
            new NirGraph.Edge("w_rec", "lif"),
            new NirGraph.Edge("lif", "output"));
    return node("rlif" + number, NirNode.of(new NirGraph(inner, ways)), map);
  }

  private String node(String name, NirNode node, String before) {
    nodes.put(name, node);
    edges.add(new NirGraph.Edge(before, name));
    return name;
  }

  private NirNode map(String weight, String bias) {
    return new NirNode(
        NirNode.AFFINE, Map.of(NirNode.WEIGHT, array(weight), NirNode.BIAS, array(bias)));
  }

  private NirNode lif(int l) throws InputException {
    float[] leak = network.parameters().data(Names.leak(l));
    double[] constants = new double[leak.length];
    for (int n = 0; n < leak.length; n++) {
      constants[n] = 1 / (1.0 - leak[n]);
      if ((float) (1 - 1 / constants[n]) != leak[n]) {
        throw refused(
            Names.leak(l) + "[" + n + "]", leak[n], "a leak that its time constant gives back");
      }
    }
    double[] thresholds = new double[leak.length];
    Arrays.fill(thresholds, Math.nextDown(Neuron.THRESHOLD));
    return new NirNode(
        NirNode.LIF,
        Map.of(
            "tau", NirArray.of(constants),
            "r", NirArray.of(constants),
            "v_leak", NirArray.of(new double[leak.length]),
            "v_reset", NirArray.of(new double[leak.length]),
            "v_threshold", NirArray.of(thresholds)));
  }

  private NirArray array(String name) {
    Tensor tensor = network.parameters().get(name);
    return NirArray.of(tensor.shape(), tensor.data());
  }

  private Map<String, String> texts() {
    return Map.of(
        "keyspike", METADATA,
        "spec", json(network.spec()),
        "classes", json(network.classes()),
        "provenance", json(new TreeMap<>(network.provenance())),
        "kept", json(network.kept()));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireSayable(NetworkSpec spec) throws InputException {
    if (spec.stateSpace() != null) {
      throw refused(
          "network.backbone", "ssm, a state space that NIR cannot say", "recurrent: layers");
    }
    if (spec.format() != null) {
      throw refused(
          "format",
          "integers, whose rounding and saturation NIR cannot say",
          "a float network, such as checkpoints/folded.safetensors of a run");
    }
    if (spec.timeSteps() != 1) {
      throw refused(
          "network.timeSteps", spec.timeSteps(), "1: a graph of NIR runs once for each input");
    }
    if (!(spec.encoder() instanceof EncoderSpec.Direct)) {
      throw refused(
          "encoder.kind", "an encoder, which NIR cannot say", "direct: features are the input");
    }
    for (int l = 0; l < spec.layers().size(); l++) {
      requireSayable(spec.layers().get(l), l + 1);
    }
  }

  private void requireSayable(LayerSpec layer, int number) throws InputException {
    String place = " of layer " + number;
    String name = layer.neuron().name();
    if (!name.equals("lif") && !name.equals("rlif")) {
      throw refused("neuron" + place, name + ", which NIR cannot say", "lif or rlif");
    }
    if (!layer.resetsToZero()) {
      throw refused(
          "reset" + place, "subtract, which NIR cannot say", "a network with network.reset: zero");
    }
    if (layer.delayed()) {
      throw refused("delays" + place, "up to " + layer.delays() + " frames", "none");
    }
    if (layer.batchNorm()) {
      throw refused(
          "batch norm" + place,
          "not folded, which NIR cannot say",
          "checkpoints/folded.safetensors of a run, or network.batchNorm: false");
    }
  }

  private InputException refused(String field, Object found, String expected) {
    return new InputException(source, field, found, expected);
  }
}
