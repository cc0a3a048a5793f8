package org.keyspike.deploy.nir;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.InputException;

/** A reader of graphs from HDF5, as {@link NirWriter} and the authors' library write them. */
final class NirReader {
  /** Graphs within graphs. */
  private static final int DEEPEST = 16;

  /** Numbers of an array: more than any network of ours can have of them. */
  private static final long MOST_NUMBERS = 1L << 24;

  private final Path file;

  private NirReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is not HDF5, or not of that form
   */
  static NirGraph read(Path file) throws IOException {
    InputException.requireFile(file, "a NIR file");
    try (HdfFile in = new HdfFile(file)) {
      if (!(in.getChild("node") instanceof Group root)) {
        throw new InputException(file, "node", "nothing", "the group of the graph");
      }
      NirNode node = new NirReader(file).node("node", root, 0);
      return node.graph()
          .orElseThrow(() -> new InputException(file, "node type", node.type(), NirNode.GRAPH));
    } catch (RuntimeException e) {
      // Whatever damage makes of the library's offsets and sizes.
      throw new InputException(file, "content that is not HDF5", "a NIR file").because(e);
    }
  }

  private NirNode node(String place, Group group, int depth) throws InputException {
    if (depth > DEEPEST) {
      throw new InputException(file, place, "graphs within graphs", "at most " + DEEPEST);
    }
    String type = text(place + " type", group.getChild("type"));
    if (type.equals(NirNode.GRAPH)) {
      return NirNode.of(graph(place, group, depth));
    }
    Map<String, NirArray> arrays = new LinkedHashMap<>();
    for (Node child : group.getChildren().values()) {
      if (child instanceof Dataset data && numbers(data)) {
        arrays.put(child.getName(), array(place + " " + child.getName(), data));
      }
    }
    return new NirNode(type, arrays);
  }

  private NirGraph graph(String place, Group group, int depth) throws InputException {
    if (!(group.getChild("nodes") instanceof Group children)) {
      throw new InputException(file, place + " nodes", "nothing", "a group of nodes");
    }
    Map<String, NirNode> nodes = new LinkedHashMap<>();
    for (Node child : children.getChildren().values()) {
      if (!(child instanceof Group node)) {
        throw new InputException(file, place + " " + child.getName(), "numbers", "a node");
      }
      nodes.put(child.getName(), node(place + " " + child.getName(), node, depth + 1));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, NirArray> arrays = new LinkedHashMap<>();
    if (group.getChild("metadata") instanceof Group metadata) {
      for (Node child : metadata.getChildren().values()) {
        if (child instanceof Dataset data && text(data)) {
          texts.put(child.getName(), text(place + " metadata", data));
        } else if (child instanceof Dataset data && numbers(data)) {
          arrays.put(child.getName(), array(place + " metadata " + child.getName(), data));
        }
      }
    }
    return new NirGraph(nodes, edges(place + " edges", group.getChild("edges")), texts, arrays);
  }

  private List<NirGraph.Edge> edges(String place, Node node) throws InputException {
    if (!(node instanceof Dataset data
        && data.getData() instanceof Object[] rows
        && data.getDimensions().length == 2
        && data.getDimensions()[1] == 2)) {
      throw new InputException(file, place, "nothing of that form", "pairs of names");
    }
    List<NirGraph.Edge> edges = new ArrayList<>();
    for (Object row : rows) {
      Object[] pair = (Object[]) row;
      edges.add(new NirGraph.Edge((String) pair[0], (String) pair[1]));
    }
    return edges;
  }

  private static boolean numbers(Dataset data) {
    return data.getJavaType().isPrimitive() && data.getJavaType() != boolean.class;
  }

  private static boolean text(Dataset data) {
    return data.getJavaType() == String.class;
  }

  private String text(String place, Node node) throws InputException {
    Object found = node instanceof Dataset data ? data.getData() : null;
    return Optional.ofNullable(found)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseThrow(() -> new InputException(file, place, "nothing", "a text"));
  }

  private NirArray array(String place, Dataset data) throws InputException {
    if (data.getSize() > MOST_NUMBERS) {
      throw new InputException(file, place, data.getSize() + " numbers", "a network of ours");
    }
    int[] shape = data.getDimensions();
    double[] values = new double[Math.toIntExact(data.getSize())];
    fill(data.getData(), values, 0);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new InputException(file, place, value, "finite numbers");
      }
    }
    NirArray.Kind kind =
        data.getJavaType() == float.class
            ? NirArray.Kind.FLOAT
            : data.getJavaType() == double.class ? NirArray.Kind.DOUBLE : NirArray.Kind.WHOLE;
    return new NirArray(kind, shape, values);
  }

  /** Copies an array of arrays of numbers; the place behind the last. */
  private static int fill(Object numbers, double[] to, int from) {
    int at = from;
    if (numbers == null) {
      return at;
    }
    if (numbers instanceof Number one) {
      to[at] = one.doubleValue();
      return at + 1;
    }
    for (int i = 0; i < Array.getLength(numbers); i++) {
      at = fill(Array.get(numbers, i), to, at);
    }
    return at;
  }
}
