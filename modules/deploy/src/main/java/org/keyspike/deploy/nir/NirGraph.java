package org.keyspike.deploy.nir;

import java.util.List;
import java.util.Map;

/**
 * A graph of linear maps and neurons.
 *
 * @param nodes by name
 * @param edges between them
 * @param texts of its metadata, by name
 * @param arrays of its metadata, by name
 */
record NirGraph(
    Map<String, NirNode> nodes,
    List<Edge> edges,
    Map<String, String> texts,
    Map<String, NirArray> arrays) {

  /** A way from one node to another. */
  record Edge(String from, String to) {}

  NirGraph(Map<String, NirNode> nodes, List<Edge> edges) {
    this(nodes, edges, Map.of(), Map.of());
  }
}
