package org.keyspike.deploy.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.io.InputException;

/**
 * The chain of layers that a graph is: from its one input through linear maps and neurons by turns
 * to its one output, with neurons that may have a linear map back to themselves.
 *
 * @param inputs of the first map
 * @param layers first to last, at least one
 * @param readout a last map behind the neurons, if there is one
 */
record NirChain(int inputs, List<Link> layers, Optional<NirNode> readout) {

  /**
   * A layer.
   *
   * @param name of its neurons
   * @param map its linear map
   * @param lif its neurons
   * @param recurrent the map back to them, if there is one
   */
  record Link(String name, NirNode map, NirNode lif, Optional<NirNode> recurrent) {}

  /**
   * Follows a graph.
   *
   * @param file that it is from, for messages
   * @throws InputException naming the node that is no part of such a chain
   */
  static NirChain of(Object file, NirGraph whole) throws InputException {
    FlatGraph graph = FlatGraph.of(file, whole);
    String at = graph.only(NirNode.INPUT);
    graph.only(NirNode.OUTPUT);
    int inputs = vector(file, at, graph.nodes().get(at));
    List<Link> layers = new ArrayList<>();
    Optional<NirNode> map = Optional.empty();
    int seen = 1;
    List<String> next = graph.after(at);
    while (true) {
      if (next.size() != 1) {
        throw new InputException(file, at, next.size() + " ways on", "one");
      }
      at = next.get(0);
      NirNode node = graph.nodes().get(at);
      seen++;
      if (node.is(NirNode.OUTPUT)) {
        break;
      }
      next = graph.after(at);
      if (node.linear()) {
        if (map.isPresent()) {
          throw new InputException(file, at, "a second linear map in a row", "neurons");
        }
        requireOneWayIn(file, graph, at, 1);
        map = Optional.of(node);
        continue;
      }
      if (!node.is(NirNode.LIF)) {
        throw new InputException(file, at, node.type(), "Affine, Linear, LIF or Flatten");
      }
      if (map.isEmpty()) {
        throw new InputException(file, at, "neurons without a linear map before them", "one");
      }
      List<String> back = back(graph, at);
      requireOneWayIn(file, graph, at, 1 + back.size());
      seen += back.size();
      layers.add(new Link(at, map.get(), node, back.stream().map(graph.nodes()::get).findFirst()));
      map = Optional.empty();
      next = next.stream().filter(name -> !back.contains(name)).toList();
    }
    if (layers.isEmpty()) {
      throw new InputException(file, "graph", "no neurons", "at least one LIF");
    }
    if (seen != graph.nodes().size()) {
      throw new InputException(
          file, "graph", graph.nodes().size() - seen + " nodes beside the chain", "none");
    }
    return new NirChain(inputs, layers, map);
  }

  /** The linear maps that lead from neurons to them and nowhere else. */
  private static List<String> back(FlatGraph graph, String lif) {
    return graph.after(lif).stream()
        .filter(name -> graph.nodes().get(name).linear())
        .filter(name -> graph.after(name).equals(List.of(lif)))
        .limit(1)
        .toList();
  }

  private static void requireOneWayIn(Object file, FlatGraph graph, String name, int ways)
      throws InputException {
    int found = graph.before(name).size();
    if (found != ways) {
      throw new InputException(file, name, found + " ways in", ways + ", of a chain");
    }
  }

  /** The numbers of an input that is a vector, whatever extents of 1 it has besides. */
  private static int vector(Object file, String name, NirNode input) throws InputException {
    NirArray shape = input.arrays().get(NirNode.SHAPE);
    double[] extents = shape == null ? new double[0] : shape.values();
    long wide = IntStream.range(0, extents.length).filter(i -> extents[i] != 1).count();
    double all =
        IntStream.range(0, extents.length).mapToDouble(i -> extents[i]).reduce(1, (a, b) -> a * b);
    if (extents.length == 0 || wide > 1 || !(all >= 1 && all <= 1 << 20)) {
      throw new InputException(
          file,
          name + " shape",
          IntStream.range(0, extents.length).mapToObj(i -> (long) extents[i]).toList(),
          "the features of one frame, a vector");
    }
    return (int) all;
  }
}
