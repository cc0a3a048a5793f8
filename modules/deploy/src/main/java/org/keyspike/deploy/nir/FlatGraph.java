package org.keyspike.deploy.nir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keyspike.io.InputException;

/**
 * A graph without graphs in it: the nodes of those stand in the outer one, named {@code
 * GRAPH/NODE}, and what only passes its input on (inputs and outputs of inner graphs, and Flatten
 * of a vector) is left out.
 */
final class FlatGraph {
  private final Object file;
  private final Map<String, NirNode> nodes = new LinkedHashMap<>();
  private final Set<NirGraph.Edge> edges = new LinkedHashSet<>();
  private final Set<String> passing = new LinkedHashSet<>();

  private FlatGraph(Object file) {
    this.file = file;
  }

  /**
   * Lays out a graph.
   *
   * @param file that it is from, for messages
   * @throws InputException if an edge leads nowhere, or an inner graph has several inputs or
   *     outputs
   */
  static FlatGraph of(Object file, NirGraph graph) throws InputException {
    FlatGraph flat = new FlatGraph(file);
    flat.add("", graph);
    List.copyOf(flat.passing).forEach(flat::leaveOut);
    return flat;
  }

  Map<String, NirNode> nodes() {
    return nodes;
  }

  /** Where the output of a node goes. */
  List<String> after(String name) {
    return edges.stream().filter(edge -> edge.from().equals(name)).map(NirGraph.Edge::to).toList();
  }

  /** Where the input of a node comes from. */
  List<String> before(String name) {
    return edges.stream().filter(edge -> edge.to().equals(name)).map(NirGraph.Edge::from).toList();
  }

  /** The one node of a type at the top. */
  String only(String type) throws InputException {
    List<String> found = named(nodes, type);
    if (found.size() != 1) {
      throw new InputException(file, type, found.size() + " nodes", "one");
    }
    return found.get(0);
  }

  private static List<String> named(Map<String, NirNode> nodes, String type) {
    return nodes.entrySet().stream()
        .filter(entry -> entry.getValue().is(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void add(String prefix, NirGraph graph) throws InputException {
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String name = prefix + entry.getKey();
      NirNode node = entry.getValue();
      if (node.graph().isPresent()) {
        add(name + "/", node.graph().get());
        continue;
      }
      boolean end = node.is(NirNode.INPUT) || node.is(NirNode.OUTPUT);
      if (node.is(NirNode.FLATTEN) || end && !prefix.isEmpty()) {
        passing.add(name);
      } else {
        nodes.put(name, node);
      }
    }
    for (NirGraph.Edge edge : graph.edges()) {
      edges.add(
          new NirGraph.Edge(
              end(prefix, graph, edge.from(), NirNode.OUTPUT),
              end(prefix, graph, edge.to(), NirNode.INPUT)));
    }
  }

  /** The node that an edge really begins or ends at. */
  private String end(String prefix, NirGraph graph, String name, String type)
      throws InputException {
    NirNode node = graph.nodes().get(name);
    if (node == null) {
      throw new InputException(
          file,
          "edges",
          prefix + name,
          "a node: " + graph.nodes().keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    if (node.graph().isEmpty()) {
      return prefix + name;
    }
    NirGraph inner = node.graph().get();
    List<String> ends = named(inner.nodes(), type);
    if (ends.size() != 1) {
      throw new InputException(file, prefix + name, ends.size() + " nodes " + type, "one");
    }
    return prefix + name + "/" + ends.get(0);
  }

  private void leaveOut(String name) {
    List<NirGraph.Edge> bridges = new ArrayList<>();
    for (String from : before(name)) {
      for (String to : after(name)) {
        bridges.add(new NirGraph.Edge(from, to));
      }
    }
    edges.removeIf(edge -> edge.from().equals(name) || edge.to().equals(name));
    edges.addAll(bridges);
  }
}
