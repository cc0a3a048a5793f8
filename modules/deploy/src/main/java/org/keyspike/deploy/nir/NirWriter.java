package org.keyspike.deploy.nir;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.io.AtomicFiles;

/**
 * A writer of graphs as HDF5, in the form that the authors' library reads: a group is a node, its
 * data set {@code type} says which, {@code nodes} and {@code edges} are a graph's. The same graph
 * gives the same bytes.
 */
final class NirWriter {
  /** Of the library whose form this is. */
  private static final String VERSION = "1.0.8";

  private NirWriter() {}

  /** Writes the file, whole or not at all. */
  static void write(NirGraph graph, Path file) throws IOException {
    Path made = Files.createTempFile("keyspike", ".nir");
    try {
      try (WritableHdfFile out = HdfFile.write(made)) {
        out.putDataset("version", VERSION);
        write(graph, out.putGroup("node"));
      }
      AtomicFiles.write(file, Files.readAllBytes(made));
    } finally {
      Files.delete(made);
    }
  }

  private static void write(NirGraph graph, WritableGroup to) {
    to.putDataset("type", NirNode.GRAPH);
    to.putDataset(
        "edges",
        graph.edges().stream()
            .map(edge -> new String[] {edge.from(), edge.to()})
            .toArray(String[][]::new));
    if (!graph.texts().isEmpty()) {
      WritableGroup metadata = to.putGroup("metadata");
      new TreeMap<>(graph.texts()).forEach(metadata::putDataset);
      arrays(graph.arrays(), metadata);
    }
    WritableGroup nodes = to.putGroup("nodes");
    graph.nodes().forEach((name, node) -> write(node, nodes.putGroup(name)));
  }

  private static void write(NirNode node, WritableGroup to) {
    if (node.graph().isPresent()) {
      write(node.graph().get(), to);
      return;
    }
    to.putDataset("type", node.type());
    arrays(node.arrays(), to);
  }

  private static void arrays(Map<String, NirArray> arrays, WritableGroup to) {
    new TreeMap<>(arrays).forEach((name, array) -> to.putDataset(name, nested(array)));
  }

  /** As the library of HDF5 takes it: of one or two extents. */
  private static Object nested(NirArray array) {
    int[] shape = array.shape();
    return switch (array.kind()) {
      case DOUBLE -> array.values();
      case WHOLE -> {
        long[] whole = new long[array.values().length];
        for (int i = 0; i < whole.length; i++) {
          whole[i] = (long) array.values()[i];
        }
        yield whole;
      }
      case FLOAT -> {
        float[] all = array.floats();
        if (shape.length == 1) {
          yield all;
        }
        float[][] rows = new float[shape[0]][shape[1]];
        for (int row = 0; row < rows.length; row++) {
          System.arraycopy(all, row * shape[1], rows[row], 0, shape[1]);
        }
        yield rows;
      }
    };
  }
}
