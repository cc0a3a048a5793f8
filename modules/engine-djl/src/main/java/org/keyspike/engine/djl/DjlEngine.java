package org.keyspike.engine.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.datasets.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/**
 * The reference engine: PyTorch autograd through DJL on the CPU. The native library comes with the
 * build; nothing is downloaded.
 */
public final class DjlEngine implements GradientEngine {
  private static final String ENGINE = "PyTorch";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private final NDManager manager;
  private final String configuration;

  /**
   * Loads the native library.
   *
   * @param threads native threads; the bits of a result depend on it. The first engine of a process
   *     decides
   */
  public DjlEngine(int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty(THREADS, Integer.toString(threads));
    Engine engine = Engine.getEngine(ENGINE);
    manager = NDManager.newBaseManager(engine.defaultDevice(), ENGINE);
    configuration =
        "PyTorch "
            + engine.getVersion()
            + ", "
            + threads
            + " native threads, "
            + manager.getDevice();
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String configuration() {
    return configuration;
  }

  @Override
  public Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    // Only one collector may be open in a process.
    synchronized (DjlEngine.class) {
      try (NDManager local = manager.newSubManager();
          GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
        Operations operations = new Operations(local, true);
        BatchGraph graph = new BatchGraph(operations, spec, parameters, batch);
        NDArray loss = LossGraph.crossEntropy(operations, graph.logits(), batch);
        if (objective.rateWeight() > 0) {
          NDArray weight = operations.constant((float) objective.rateWeight());
          for (int l = 0; l < spec.layers().size(); l++) {
            loss = loss.add(graph.rate(l).mul(weight));
          }
        }
        collector.backward(loss);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        graph
            .leaves()
            .forEach(
                (name, leaf) ->
                    gradients.put(
                        name,
                        new Tensor(
                            parameters.get(name).shape(), leaf.getGradient().toFloatArray())));
        return new Gradients(
            loss.getFloat(),
            new Parameters(gradients),
            graph.batchStatistics(),
            graph.activity(Detail.LOGITS));
      }
    }
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    try (NDManager local = manager.newSubManager()) {
      return new BatchGraph(new Operations(local, false), spec, parameters, batch).activity(detail);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
