package org.keyspike.deploy.nir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Safetensors;

/** Networks of other tools, and what is refused of them. */
class NirImportTest {
  private static final FeatureSpec FEATURES = new FeatureSpec(2, 1);

  @TempDir Path folder;

  /** words.nir: NumPy trained it, the library of NIR's authors wrote it (words.py). */
  @Test
  void aNetworkOfAnotherToolFiresTheSpikesThatItsGraphSays() throws IOException {
    NirImport words = NirImport.read(NirNetworks.file("words.nir", folder), 0.01);
    assertEquals(12, words.inputs());
    assertEquals(List.of(16, 3), words.neurons());
    assertEquals(3, words.classes());
    assertEquals(new RecurrentLif(), words.neuron());
    assertEquals(Optional.empty(), words.own());
    Checkpoint network = words.network(new FeatureSpec(12, 8), List.of("yes", "no", "up"), 100);
    Safetensors simulated = NirNetworks.simulated("words-spikes.safetensors", folder);
    int[][] spikes = NirNetworks.spikes(network, simulated);
    assertArrayEquals(simulated.ints("spikes1"), spikes[0]);
    assertArrayEquals(simulated.ints("spikes2"), spikes[1]);
    assertTrue(NirNetworks.count(spikes[1]) > 500);
    assertEquals(
        Hashes.sha256Hex(folder.resolve("words.nir")),
        network.provenance().get(NirImport.PROVENANCE));
    // The second layer has no recurrence: its recurrent weights are zeros.
    assertArrayEquals(new float[9], network.parameters().data(Names.recurrent(1)));
  }

  /** The answer is the mean of the outputs: neurons that fire more often win. */
  @Test
  void theReadoutOfAnotherToolIsTheMeanOfItsOutputs() throws IOException {
    Path words = NirNetworks.file("words.nir", folder);
    Checkpoint network =
        NirImport.read(words, 0.01).network(new FeatureSpec(12, 8), List.of("a", "b", "c"), 50);
    ReferenceNetwork reference = new ReferenceNetwork(network.spec(), network.parameters());
    Safetensors simulated = NirNetworks.simulated("words-spikes.safetensors", folder);
    int[] counts = new int[3];
    float[] frame = new float[12];
    for (int t = 0; t < 50; t++) {
      for (int c = 0; c < 12; c++) {
        frame[c] = simulated.ints("x")[t * 12 + c] / 16f;
      }
      reference.step(frame);
      for (int k = 0; k < 3; k++) {
        counts[k] += simulated.ints("spikes2")[t] >> k & 1;
      }
    }
    float[] logits = reference.logits();
    for (int k = 0; k < 3; k++) {
      assertEquals(counts[k] / 50f, logits[k], 1e-6f);
    }
    assertTrue(Arrays.stream(counts).sum() > 0);
  }

  /** A graph of 2 features, 3 neurons and 2 outputs, for tests to change. */
  private static final class Graph {
    final Map<String, NirNode> nodes = new LinkedHashMap<>();
    final List<NirGraph.Edge> edges = new ArrayList<>();
    final Map<String, double[]> lif = new LinkedHashMap<>();
    final Map<String, String> texts = new LinkedHashMap<>();

    Graph() {
      nodes.put("in", NirNode.input(2));
      nodes.put("map", map(3, 2, 0.5f));
      nodes.put("out", NirNode.output(2));
      nodes.put("last", map(2, 3, 0.25f));
      lif.put("tau", new double[] {2, 4, 8});
      lif.put("r", new double[] {2, 4, 8});
      lif.put("v_leak", new double[3]);
      lif.put("v_reset", new double[3]);
      lif.put("v_threshold", new double[] {Math.nextDown(1f)});
      for (String name : List.of("in map", "map lif", "lif last", "last out")) {
        edge(name);
      }
    }

    static NirNode map(int rows, int columns, float weight) {
      float[] all = new float[rows * columns];
      Arrays.fill(all, weight);
      float[] bias = new float[rows];
      Arrays.fill(bias, 0.125f);
      return new NirNode(
          NirNode.AFFINE,
          Map.of(
              NirNode.WEIGHT, NirArray.of(new int[] {rows, columns}, all),
              NirNode.BIAS, NirArray.of(new int[] {rows}, bias)));
    }

    Graph edge(String ends) {
      edges.add(new NirGraph.Edge(ends.split(" ")[0], ends.split(" ")[1]));
      return this;
    }

    Graph without(String ends) {
      edges.remove(new NirGraph.Edge(ends.split(" ")[0], ends.split(" ")[1]));
      return this;
    }

    Graph node(String name, NirNode node) {
      nodes.put(name, node);
      return this;
    }

    Graph lif(String name, double... values) {
      lif.put(name, values);
      return this;
    }

    NirGraph graph() {
      Map<String, NirNode> all = new LinkedHashMap<>(nodes);
      if (!all.containsKey("lif")) {
        Map<String, NirArray> arrays = new LinkedHashMap<>();
        lif.forEach((name, values) -> arrays.put(name, NirArray.of(values)));
        all.put("lif", new NirNode(NirNode.LIF, arrays));
      }
      return new NirGraph(all, edges, texts, Map.of());
    }
  }

  private Path write(NirGraph graph) throws IOException {
    Path file = folder.resolve("g.nir");
    NirWriter.write(graph, file);
    return file;
  }

  private Checkpoint network(Graph graph) throws IOException {
    return NirImport.read(write(graph.graph()), 1).network(FEATURES, List.of("a", "b"), 10);
  }

  private void refused(String message, Graph graph) throws IOException {
    InputException refusal = assertThrows(InputException.class, () -> network(graph));
    assertEquals(folder.resolve("g.nir") + ": " + message, refusal.getMessage());
  }

  @Test
  void numbersAreThoseOfTheEquations() throws IOException {
    Checkpoint plain = network(new Graph());
    assertEquals(new Lif(), plain.spec().layers().get(0).neuron());
    assertArrayEquals(new float[] {0.5f, 0.75f, 0.875f}, plain.parameters().data("layer1.leak"));
    assertArrayEquals(
        new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, plain.parameters().data("layer1.weight"));
    assertArrayEquals(new float[] {0.125f, 0.125f}, plain.parameters().data(Names.OUTPUT_BIAS));
    assertArrayEquals(
        new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, plain.parameters().data(Names.HIDDEN_WEIGHT));
    Graph other =
        new Graph()
            .lif("v_threshold", Math.nextDown(2f))
            .lif("r", 4, 4, 4)
            .lif("v_leak", 1, 0, 0)
            .node("back", Graph.map(3, 3, 2))
            .edge("lif back")
            .edge("back lif");
    Checkpoint scaled = network(other);
    float[] weights = {0.5f, 0.5f, 0.25f, 0.25f, 0.125f, 0.125f};
    assertArrayEquals(weights, scaled.parameters().data("layer1.weight"));
    // (0.125 + 0.125) g / 2, and half of the resting potential by τ.
    assertArrayEquals(
        new float[] {0.25f + 0.25f, 0.125f, 0.0625f}, scaled.parameters().data("layer1.bias"));
    assertArrayEquals(
        new float[] {2, 2, 2, 1, 1, 1, 0.5f, 0.5f, 0.5f},
        scaled.parameters().data("layer1.recurrent"));
  }

  /** u > 1 is u ≥ the float above 1, so weights become a little less, by at most one rounding. */
  @Test
  void aPotentialAtTheThresholdDoesNotFire() throws IOException {
    Graph graph = new Graph().lif("v_threshold", 1);
    Checkpoint network = network(graph);
    ReferenceNetwork reference = new ReferenceNetwork(network.spec(), network.parameters());
    // 0.5 · 1.75 + 0.125 = 1: exactly at the threshold.
    reference.step(new float[] {1.75f, 0});
    assertArrayEquals(new float[3], reference.spikes(0, 0));
    reference.reset();
    reference.step(new float[] {1.7500005f, 0});
    assertArrayEquals(new float[] {1, 1, 1}, reference.spikes(0, 0));
  }

  @Test
  void nodesThatTheseNetworksDoNotHaveAreRefused() throws IOException {
    refused(
        "lif: found CubaLIF, expected Affine, Linear, LIF or Flatten",
        new Graph().node("lif", new NirNode("CubaLIF", Map.of())));
    refused(
        "last: found Conv1d, expected Affine, Linear, LIF or Flatten",
        new Graph().node("last", new NirNode("Conv1d", Map.of())));
  }

  @Test
  void neuronsThatBeginAnewElsewhereAreRefused() throws IOException {
    refused(
        "lif v_reset: found 0.5, expected 0: neurons begin anew at zero",
        new Graph().lif("v_reset", 0, 0.5, 0));
  }

  @Test
  void leaksOutOfRangeAreRefused() throws IOException {
    String advice = "a leak from 0 to 255/256; --dt is a frame in the file's unit of time";
    refused(
        "lif tau[1]: found 0.04, a leak of -24.0 with a frame of 1.0, expected " + advice,
        new Graph().lif("tau", 2, 0.04, 2));
    refused(
        "lif tau[0]: found 1000.0, a leak of 0.999 with a frame of 1.0, expected " + advice,
        new Graph().lif("tau", 1000));
  }

  @Test
  void thresholdsAreAboveZero() throws IOException {
    refused(
        "lif v_threshold[2]: found 0.0, expected above 0", new Graph().lif("v_threshold", 1, 1, 0));
  }

  @Test
  void numbersThatAreMissingAreNamed() throws IOException {
    refused(
        "lif tau: found 2 numbers, expected 3, one for each neuron", new Graph().lif("tau", 2, 2));
    Graph without = new Graph();
    without.lif.remove("r");
    refused("lif r: found 0 numbers, expected 3, one for each neuron", without);
    refused(
        "lif tau: found NaN, expected finite numbers".replace("lif", "node lif"),
        new Graph().lif("tau", 2, Double.NaN, 2));
  }

  @Test
  void mapsThatDoNotFitAreRefused() throws IOException {
    refused(
        "lif map weight shape: found [3, 4], expected (outputs, 2)",
        new Graph().node("map", Graph.map(3, 4, 1)));
    NirNode biased =
        new NirNode(
            NirNode.AFFINE,
            Map.of(
                NirNode.WEIGHT, NirArray.of(new int[] {3, 2}, new float[6]),
                NirNode.BIAS, NirArray.of(new int[] {2}, new float[2])));
    refused(
        "lif map bias: found FLOAT of shape [2], expected 3 numbers",
        new Graph().node("map", biased));
    refused(
        "lif w_rec: found 2 outputs, expected 3",
        new Graph().node("back", Graph.map(2, 3, 1)).edge("lif back").edge("back lif"));
  }

  @Test
  void graphsThatAreNoChainAreRefused() throws IOException {
    refused(
        "other: found a second linear map in a row, expected neurons",
        new Graph()
            .without("map lif")
            .node("other", Graph.map(3, 3, 1))
            .edge("map other")
            .edge("other lif"));
    refused(
        "lif: found neurons without a linear map before them, expected one",
        new Graph().without("in map").without("map lif").edge("in lif"));
    refused(
        "in: found 2 ways on, expected one",
        new Graph().node("other", Graph.map(3, 2, 1)).edge("in other").edge("other lif"));
    refused(
        "lif: found 2 ways in, expected 1, of a chain",
        new Graph().node("other", Graph.map(3, 3, 1)).edge("other lif"));
    refused(
        "graph: found 1 nodes beside the chain, expected none",
        new Graph().node("other", Graph.map(3, 3, 1)));
    refused(
        "edges: found nowhere, expected a node: in, last, lif, map, out",
        new Graph().edge("lif nowhere"));
    refused("Input: found 2 nodes, expected one", new Graph().node("in2", NirNode.input(2)));
    refused(
        "graph: found no neurons, expected at least one LIF",
        new Graph().without("map lif").edge("map out").node("last", Graph.map(2, 2, 1)));
  }

  @Test
  void anInputThatIsNoVectorIsRefused() throws IOException {
    NirNode image =
        new NirNode(
            NirNode.INPUT,
            Map.of(
                NirNode.SHAPE,
                new NirArray(NirArray.Kind.WHOLE, new int[] {2}, new double[] {2, 2})));
    refused(
        "in shape: found [2, 2], expected the features of one frame, a vector",
        new Graph().node("in", image));
  }

  @Test
  void graphsInGraphsHaveOneInputAndOutput() throws IOException {
    NirGraph empty = new NirGraph(Map.of(), List.of(new NirGraph.Edge("a", "a")));
    refused("edges: found lif/a, expected a node:", new Graph().node("lif", NirNode.of(empty)));
    NirGraph inner =
        new NirGraph(Map.of("a", NirNode.output(3)), List.of(new NirGraph.Edge("a", "a")));
    refused("lif: found 0 nodes Input, expected one", new Graph().node("lif", NirNode.of(inner)));
  }

  @Test
  void whatDoesNotFitTheFeaturesOrClassesIsRefused() throws IOException {
    NirImport found = NirImport.read(write(new Graph().graph()), 1);
    String at = folder.resolve("g.nir") + ": ";
    assertEquals(
        at + "features: found 2, expected 5",
        assertThrows(
                InputException.class,
                () -> found.network(new FeatureSpec(5, 1), List.of("a", "b"), 10))
            .getMessage());
    assertEquals(
        at + "classes: found 2, expected 3",
        assertThrows(InputException.class, () -> found.network(FEATURES, List.of("a", "b", "c"), 0))
            .getMessage());
  }

  @Test
  void metadataOfAnotherVersionAreRefused() throws IOException {
    Graph graph = new Graph();
    graph.texts.put("keyspike", "2");
    Path file = write(graph.graph());
    assertEquals(
        file + ": metadata keyspike: found 2, expected 1",
        assertThrows(InputException.class, () -> NirImport.read(file, 1).own()).getMessage());
    graph.texts.put("keyspike", "1");
    graph.texts.put("spec", "null");
    Path other = write(graph.graph());
    assertEquals(
        other + ": metadata spec: found null, expected JSON of it",
        assertThrows(InputException.class, () -> NirImport.read(other, 1).own()).getMessage());
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("g.nir"), new byte[300]);
    assertEquals(
        file + ": found content that is not HDF5, expected a NIR file",
        assertThrows(InputException.class, () -> NirImport.read(file, 1)).getMessage());
    byte[] whole = Files.readAllBytes(NirNetworks.file("exported.nir", folder));
    for (int length : new int[] {0, 9, 96, 500, 2000}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(InputException.class, () -> NirImport.read(file, 1), "of " + length + " bytes");
    }
  }
}
