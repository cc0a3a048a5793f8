package org.keyspike.deploy.nir;

import java.util.Map;
import java.util.Optional;

/**
 * A node of a graph.
 *
 * @param type what NIR calls it, such as Affine
 * @param arrays its numbers by name
 * @param graph of a node that is a graph itself
 */
record NirNode(String type, Map<String, NirArray> arrays, Optional<NirGraph> graph) {
  static final String AFFINE = "Affine";
  static final String FLATTEN = "Flatten";
  static final String GRAPH = "NIRGraph";
  static final String INPUT = "Input";
  static final String LIF = "LIF";
  static final String LINEAR = "Linear";
  static final String OUTPUT = "Output";
  static final String BIAS = "bias";
  static final String SHAPE = "shape";
  static final String WEIGHT = "weight";

  NirNode(String type, Map<String, NirArray> arrays) {
    this(type, arrays, Optional.empty());
  }

  static NirNode input(int extent) {
    return new NirNode(INPUT, Map.of(SHAPE, NirArray.shapeOf(extent)));
  }

  static NirNode output(int extent) {
    return new NirNode(OUTPUT, Map.of(SHAPE, NirArray.shapeOf(extent)));
  }

  static NirNode of(NirGraph graph) {
    return new NirNode(GRAPH, Map.of(), Optional.of(graph));
  }

  boolean is(String kind) {
    return type.equals(kind);
  }

  /** Whether it is a linear map, with a bias or without. */
  boolean linear() {
    return is(AFFINE) || is(LINEAR);
  }
}
