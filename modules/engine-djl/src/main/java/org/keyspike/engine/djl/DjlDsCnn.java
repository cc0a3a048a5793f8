package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Parameters;
import org.keyspike.training.DsCnnEngine;
import org.keyspike.training.LabelTargets;
import org.keyspike.training.dscnn.DsCnnSpec;

/** Gradients of the convolutional baseline by PyTorch autograd. */
final class DjlDsCnn implements DsCnnEngine {
  private final DjlEngine engine;

  /** On an engine that is closed with it. */
  DjlDsCnn(DjlEngine engine) {
    this.engine = engine;
  }

  @Override
  public String configuration() {
    return engine.configuration();
  }

  @Override
  public Step gradients(
      DsCnnSpec spec, Parameters parameters, Batch batch, double labelSmoothing, long seed) {
    // Only one collector may be open in a process.
    synchronized (DjlEngine.class) {
      try (NDManager local = engine.newManager();
          GradientCollector collector = engine.newGradientCollector()) {
        DsCnnGraph graph = new DsCnnGraph(local, spec, parameters, batch, true, seed);
        NDArray loss =
            new LossGraph(
                    new Operations(local, true),
                    graph.logits(),
                    batch,
                    LabelTargets.smoothed(labelSmoothing),
                    null)
                .loss();
        collector.backward(loss);
        return new Step(
            loss.getFloat(), graph.gradients(), graph.running(), graph.logits().toFloatArray());
      }
    }
  }

  @Override
  public float[] logits(DsCnnSpec spec, Parameters parameters, Batch batch) {
    try (NDManager local = engine.newManager()) {
      return new DsCnnGraph(local, spec, parameters, batch, false, 0).logits().toFloatArray();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
