package org.keyspike.deploy.nir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Reset;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/**
 * A network that was read from a NIR graph: layers of leaky neurons that are reset to zero. Of a
 * file that Keyspike wrote it is the very checkpoint. The package documentation has the equations.
 *
 * <p>The graph of another tool ends in neurons, of which each stands for a class, or in a linear
 * map behind neurons. Its answer to a clip is the mean of that over all frames; the keyword readout
 * computes it with a first map that is the identity, behind which the ReLU has nothing to do.
 */
public final class NirImport {
  /** What the file is called in the provenance of a network that came from one. */
  public static final String PROVENANCE = "nir";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final NirGraph graph;
  private final List<NirLayer> layers;
  private final Optional<NirMap> readout;
  private final boolean recurrent;

  private NirImport(Path file, NirGraph graph, List<NirLayer> layers, Optional<NirMap> readout) {
    this.file = file;
    this.graph = graph;
    this.layers = List.copyOf(layers);
    this.readout = readout;
    recurrent = layers.stream().anyMatch(layer -> layer.recurrent().isPresent());
  }

  /**
   * Reads a file.
   *
   * @param frame dt, a frame in the file's unit of time, above 0: 1 of files that Keyspike wrote
   * @throws InputException if it is no NIR file, or has something that these networks have not
   */
  public static NirImport read(Path file, double frame) throws IOException {
    NirGraph graph = NirReader.read(file);
    NirChain chain = NirChain.of(file, graph);
    List<NirLayer> layers = new ArrayList<>();
    int width = chain.inputs();
    for (NirChain.Link link : chain.layers()) {
      NirLayer layer = NirLayer.of(file, link, width, frame);
      layers.add(layer);
      width = layer.neurons();
    }
    Optional<NirMap> readout = Optional.empty();
    if (chain.readout().isPresent()) {
      readout = Optional.of(NirMap.of(file, "readout", chain.readout().get(), width));
    }
    return new NirImport(file, graph, layers, readout);
  }

  /** C, the features of a frame. */
  public int inputs() {
    return layers.get(0).map().columns();
  }

  /** N of each layer, first to last. */
  public List<Integer> neurons() {
    return layers.stream().map(NirLayer::neurons).toList();
  }

  /** The kind of all layers: recurrent if one is, where others then have recurrent weights of 0. */
  public Neuron neuron() {
    return recurrent ? new RecurrentLif() : new Lif();
  }

  /** K: of a file that Keyspike wrote that of its readout, else what the graph puts out. */
  public int classes() throws InputException {
    Optional<Checkpoint> own = own();
    return own.isPresent() ? own.get().classes().size() : outputs();
  }

  /** R of a keyword readout: of a file that Keyspike wrote its own, else one for each neuron. */
  public int readoutHidden() {
    NirArray hidden = graph.arrays().get(Names.HIDDEN_BIAS);
    return hidden == null ? layers.get(layers.size() - 1).neurons() : hidden.values().length;
  }

  private int outputs() {
    return readout.map(NirMap::rows).orElse(layers.get(layers.size() - 1).neurons());
  }

  /**
   * The checkpoint that the file was written from, if Keyspike wrote it.
   *
   * @throws InputException if its metadata are not those of its graph
   */
  public Optional<Checkpoint> own() throws InputException {
    String version = graph.texts().get("keyspike");
    if (version == null) {
      return Optional.empty();
    }
    if (!version.equals(NirExport.METADATA)) {
      throw new InputException(file, "metadata keyspike", version, NirExport.METADATA);
    }
    NetworkSpec spec = parse("spec", new TypeReference<>() {});
    List<String> classes = parse("classes", new TypeReference<>() {});
    Map<String, String> provenance = parse("provenance", new TypeReference<>() {});
    List<KeptIndices> kept = parse("kept", new TypeReference<>() {});
    try {
      return Optional.of(new Checkpoint(spec, classes, parameters(spec), provenance, kept));
    } catch (IllegalArgumentException e) {
      throw new InputException(file, e);
    }
  }

  private <T> T parse(String name, TypeReference<T> type) throws InputException {
    try {
      T value = JSON.readValue(graph.texts().getOrDefault(name, ""), type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new InputException(file, "metadata " + name, e.getOriginalMessage(), "JSON of it")
          .because(e);
    }
    throw new InputException(file, "metadata " + name, "null", "JSON of it");
  }

  /**
   * A network of these layers.
   *
   * @param features of which it has as many as the graph
   * @param classes their names, as many as the graph puts out
   * @param frames T of a clip for one answer a clip, or 0 for one answer a frame
   * @throws InputException if something does not fit the graph
   */
  public Checkpoint network(FeatureSpec features, List<String> classes, int frames)
      throws IOException {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    OutputCode code = new OutputCode.Spikes(Reset.ZERO);
    NetworkSpec spec =
        new NetworkSpec(
            features,
            new EncoderSpec.Direct(),
            layers.stream()
                .map(l -> new LayerSpec(l.neurons(), neuron(), surrogate, false, true, 0, code, 0))
                .toList(),
            frames == 0
                ? new ReadoutSpec.FrameWise(classes.size())
                : new ReadoutSpec.Keyword(readoutHidden(), classes.size(), frames),
            1,
            null);
    return network(spec, classes, Map.of());
  }

  /**
   * A network of these layers and a spec that says the same of them.
   *
   * @param provenance what else it is made from
   * @throws InputException if the spec does not fit the graph
   */
  public Checkpoint network(NetworkSpec spec, List<String> classes, Map<String, String> provenance)
      throws IOException {
    Optional<Checkpoint> own = own();
    if (own.isPresent() && !own.get().spec().features().equals(spec.features())) {
      throw new InputException(
          file, "features", own.get().spec().features(), spec.features() + ", of the recipe");
    }
    if (own.isPresent() && !own.get().classes().equals(classes)) {
      throw new InputException(file, "classes", own.get().classes(), classes + ", of the recipe");
    }
    Map<String, String> from = new LinkedHashMap<>(provenance);
    from.put(PROVENANCE, Hashes.sha256Hex(file));
    return new Checkpoint(spec, classes, parameters(spec), from);
  }

  private Parameters parameters(NetworkSpec spec) throws InputException {
    require("features", spec.channels(), inputs());
    require("layers", spec.layers().size(), layers.size());
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      require("neurons of layer " + (l + 1), layer.neurons(), layers.get(l).neurons());
      boolean lost = layers.get(l).recurrent().isPresent() && !layer.neuron().recurrent();
      boolean plain = layer.resetsToZero() && !layer.batchNorm() && !layer.delayed();
      if (lost || !plain || !(spec.encoder() instanceof EncoderSpec.Direct)) {
        throw new InputException(
            file, "layer " + (l + 1), layer, neuron().name() + " reset to zero, of a graph");
      }
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).put(l, spec.layers().get(l).neuron().recurrent(), tensors);
    }
    readout(spec, tensors);
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      Tensor tensor = tensors.get(parameter.name());
      if (tensor == null) {
        throw new InputException(file, parameter.name(), "nothing", "a part of the network");
      }
      ordered.put(parameter.name(), tensor);
    }
    return new Parameters(ordered);
  }

  private void readout(NetworkSpec spec, Map<String, Tensor> tensors) throws InputException {
    if (graph.arrays().keySet().containsAll(NirExport.READOUT)) {
      NirExport.READOUT.forEach(
          name -> {
            NirArray array = graph.arrays().get(name);
            tensors.put(name, new Tensor(array.shape(), array.floats()));
          });
      return;
    }
    int width = layers.get(layers.size() - 1).neurons();
    require("classes", spec.readout().classes(), outputs());
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      tensors.put(Names.HIDDEN_WEIGHT, NirMap.identity(width).weight());
      tensors.put(Names.HIDDEN_BIAS, Tensor.zeros(width));
    }
    NirMap map = readout.orElseGet(() -> NirMap.identity(width));
    tensors.put(Names.OUTPUT_WEIGHT, map.weight());
    tensors.put(Names.OUTPUT_BIAS, map.tensor(map.bias()));
  }

  private void require(String what, int wanted, int found) throws InputException {
    if (wanted != found) {
      throw new InputException(file, what, found, Integer.toString(wanted));
    }
  }
}
