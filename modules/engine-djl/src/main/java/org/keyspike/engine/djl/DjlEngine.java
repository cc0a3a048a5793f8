package org.keyspike.engine.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/**
 * The reference engine: PyTorch autograd through DJL. The native library comes with the build (the
 * Maven profile {@code cuda} brings the one for GPUs); nothing is downloaded.
 */
public final class DjlEngine implements GradientEngine {
  private static final String ENGINE = "PyTorch";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /** Where an engine computes. */
  public enum Device {
    /** The processor. */
    CPU,
    /** The first CUDA device. */
    GPU
  }

  private final NDManager manager;
  private final int threads;
  private final String configuration;

  /**
   * Loads the native library.
   *
   * @param device where it computes
   * @param threads native threads; the bits of a result depend on it
   * @throws SpecException if the device is a GPU and there is none that the native library reaches
   */
  public DjlEngine(Device device, int threads) {
    System.setProperty(THREADS, Integer.toString(threads));
    Engine engine = library();
    if (device == Device.GPU && engine.getGpuCount() == 0) {
      throw new SpecException(
          "training.device",
          "gpu, but the native library reaches none",
          "cpu, or a build with -Pcuda on a machine with a CUDA driver");
    }
    ai.djl.Device place = device == Device.GPU ? ai.djl.Device.gpu() : ai.djl.Device.cpu();
    manager = NDManager.newBaseManager(place, ENGINE);
    this.threads = threads;
    configuration =
        "PyTorch "
            + engine.getVersion()
            + ", "
            + threads
            + " native threads, "
            + manager.getDevice();
  }

  /** The native library, which is loaded from the build: nothing is downloaded. */
  static Engine library() {
    System.setProperty("ai.djl.offline", "true");
    return Engine.getEngine(ENGINE);
  }

  /**
   * Refuses what this engine cannot compute.
   *
   * @throws SpecException naming the neuron or the rule
   */
  public static void require(NetworkSpec spec, LearningRule rule) {
    spec.layers().forEach(layer -> DjlNeuron.of(layer.neuron()));
    DjlRule.of(rule);
    if (spec.stateSpace() != null && !rule.name().equals(BpttRule.NAME)) {
      throw new SpecException(
          "training.rule", rule.name() + " with network.backbone ssm", BpttRule.NAME);
    }
  }

  /**
   * For what one call makes. The library's number of threads belongs to the thread that computes,
   * and other engines may have changed it.
   */
  NDManager newManager() {
    JniUtils.setNumThreads(threads);
    return manager.newSubManager();
  }

  /** For one backward pass. */
  GradientCollector newGradientCollector() {
    return Engine.getEngine(ENGINE).newGradientCollector();
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
      try (NDManager local = newManager();
          GradientCollector collector = newGradientCollector()) {
        Operations operations = new Operations(local, true);
        DjlRule rule = DjlRule.of(objective.rule());
        BatchGraph graph =
            BatchGraph.learning(
                operations, spec, parameters, batch, objective, objective.rule().stops());
        BatchPass pass = new BatchPass(operations, graph, spec, batch, objective);
        NDArray scalar = rule.objective(pass);
        NDArray reconstruction = graph.reconstructionLoss();
        collector.backward(reconstruction == null ? scalar : scalar.add(reconstruction));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        graph
            .leaves()
            .forEach(
                (name, leaf) -> {
                  if (leaf.hasGradient()) {
                    gradients.put(
                        name,
                        new Tensor(
                            parameters.get(name).shape(), leaf.getGradient().toFloatArray()));
                  }
                });
        return new Gradients(
            pass.loss().getFloat(),
            new Parameters(gradients),
            graph.batchStatistics(),
            graph.activity(Detail.LOGITS));
      }
    }
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    try (NDManager local = newManager()) {
      return BatchGraph.scoring(new Operations(local, false), spec, parameters, batch)
          .activity(detail);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
