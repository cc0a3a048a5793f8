package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Tensor;
import org.keyspike.training.Feedback;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/** A {@link BatchGraph} as learning rules see it. */
final class BatchPass implements Pass {
  private final Operations operations;
  private final BatchGraph graph;
  private final NetworkSpec spec;
  private final Batch batch;
  private final Objective objective;
  private final LossGraph task;
  private NDArray loss;

  BatchPass(
      Operations operations, BatchGraph graph, NetworkSpec spec, Batch batch, Objective objective) {
    this.operations = operations;
    this.graph = graph;
    this.spec = spec;
    this.batch = batch;
    this.objective = objective;
    task =
        new LossGraph(
            operations,
            graph.logits(),
            batch,
            objective.targets(),
            objective.teacher().orElse(null));
  }

  @Override
  public NDArray loss() {
    if (loss == null) {
      loss = task.loss();
      for (Stage stage : stages()) {
        if (stage.penalty().isPresent()) {
          loss = loss.add(stage.penalty().get());
        }
      }
    }
    return loss;
  }

  @Override
  public NDArray error() {
    return task.error();
  }

  @Override
  public NDArray logits() {
    return graph.logits();
  }

  @Override
  public long clips() {
    return batch.size();
  }

  @Override
  public boolean frameWise() {
    return batch.frameWise();
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    if (graph.encoderSpikes() != null) {
      stages.add(
          new Stage(
              Feedback.ENCODER,
              graph.encoderSpikes(),
              1,
              weighted(graph.encoderRate(), objective.encoderRateWeight())));
    }
    for (int l = 0; l < spec.populations().size(); l++) {
      stages.add(
          new Stage(
              Feedback.layer(l),
              graph.layerSpikes(l),
              spec.timeSteps(),
              PenaltyGraph.penalty(operations, graph, objective.activity(), l)));
    }
    return stages;
  }

  private Optional<NDArray> weighted(NDArray rate, double weight) {
    return weight == 0
        ? Optional.empty()
        : Optional.of(rate.mul(operations.constant((float) weight)));
  }

  @Override
  public Optional<NDArray> hidden() {
    return Optional.ofNullable(graph.hidden());
  }

  @Override
  public NDArray feedback(String name) {
    Tensor matrix = objective.feedback().get(name);
    return operations
        .manager()
        .create(matrix.data(), new Shape(matrix.extent(0), matrix.extent(1)));
  }

  @Override
  public LearningRule rule() {
    return objective.rule();
  }

  @Override
  public NDArray parameter(String name) {
    return graph.leaves().get(name).stopGradient();
  }

  @Override
  public NDArray constant(float value) {
    return operations.constant(value);
  }

  @Override
  public long validFrames() {
    return batch.validFrames();
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      layers.add(
          new Layer(
              graph.feltWeights(l),
              graph.layerSpikes(l).stopGradient(),
              graph.relativePotentials(l),
              graph.dropout(l),
              PenaltyGraph.perSpike(operations, graph, objective.activity(), l)));
    }
    return layers;
  }
}
