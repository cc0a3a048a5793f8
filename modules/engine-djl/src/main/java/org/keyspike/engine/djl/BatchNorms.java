package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Names;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Batch norm of all parts of a network in one pass: by the batch in training, which leaves what it
 * saw, and by the running statistics in scoring.
 */
final class BatchNorms {
  private final Operations operations;
  private final Parameters parameters;
  private final Map<String, NDArray> leaves;
  private final Map<String, BatchNormGraph> graphs = new HashMap<>();
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();

  BatchNorms(Operations operations, Parameters parameters, Map<String, NDArray> leaves) {
    this.operations = operations;
    this.parameters = parameters;
    this.leaves = leaves;
  }

  /**
   * Normalises what a part of a network makes.
   *
   * @param part as {@link Names} has it
   * @param rows (rows, N)
   * @param valid (rows, 1) of 0 and 1, or null if all rows count
   * @param validRows how many count
   */
  NDArray normalized(String part, NDArray rows, NDArray valid, float validRows) {
    if (!operations.learning()) {
      float[][] affine = BatchNorm.affine(parameters, part);
      return rows.mul(operations.manager().create(affine[0]))
          .add(operations.manager().create(affine[1]));
    }
    BatchNormGraph graph =
        new BatchNormGraph(
            operations, leaves.get(Names.normScale(part)), leaves.get(Names.normShift(part)));
    NDArray normalized = graph.normalize(rows, valid, validRows);
    float[] mean = graph.mean();
    int[] shape = {mean.length};
    statistics.put(Names.normMean(part), new Tensor(shape, mean));
    statistics.put(Names.normVariance(part), new Tensor(shape, graph.variance()));
    graphs.put(part, graph);
    return normalized;
  }

  /** Batch norm of a part in this pass, where it learned by it. */
  Optional<BatchNormGraph> of(String part) {
    return Optional.ofNullable(graphs.get(part));
  }

  /** What batch norm saw, under the names of the running statistics. */
  Parameters statistics() {
    return new Parameters(statistics);
  }
}
