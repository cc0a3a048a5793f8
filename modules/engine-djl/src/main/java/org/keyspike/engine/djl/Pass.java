package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.keyspike.training.LearningRule;

/**
 * The results of a forward pass that a learning rule works with. Rows are time-major: (T · B, …)
 * for frames, (T · TS · B, …) for steps.
 */
public interface Pass {

  /** The loss with its penalties, a scalar. */
  NDArray loss();

  /**
   * The error at the logits, softmax − target over the number of clips or valid frames, with a
   * teacher as {@link org.keyspike.training.SoftTargets} says; 0 beyond a clip's end: (B, K), or (T
   * · B, K) frame-wise. It carries no gradient.
   */
  NDArray error();

  /** The logits, (B, K), or (T · B, K) frame-wise. */
  NDArray logits();

  /** B. */
  long clips();

  /** Whether there is one answer a frame. */
  boolean frameWise();

  /** The stages that spike: the encoder, if it does, and the layers. */
  List<Stage> stages();

  /** The hidden layer of the keyword readout after its ReLU, (B, R). */
  Optional<NDArray> hidden();

  /** A feedback matrix of {@link org.keyspike.training.Feedback}. */
  NDArray feedback(String name);

  /** The rule, with its constants. */
  LearningRule rule();

  /** A parameter of the network. It carries no gradient. */
  NDArray parameter(String name);

  /**
   * A number as an array that lasts as long as the graph. What carries a gradient is to be
   * multiplied and divided by this and never by a Java number: the library frees what it makes of
   * that at once, though autograd still reads it on the way back.
   */
  NDArray constant(float value);

  /** Valid frames of the batch. */
  long validFrames();

  /** The spiking layers, first to last, for rules that work on potentials. */
  List<Layer> layers();

  /**
   * A spiking layer. What is not said to have a gradient has none.
   *
   * @param weights W as the neurons feel it, with the factor of batch norm and as parts of the
   *     threshold, (N, M)
   * @param spikes (T · TS · B, N)
   * @param potentials u/θ with its gradient, (T · TS · B, N)
   * @param kept the factors of dropout, (B, N), 0 for what is left out; empty without dropout
   * @param ratePenalty the gradient of the penalty on the layer's activity by each spike, 0 beyond
   *     a clip's end, (T · TS · B, 1) or, where it depends on the neuron, (T · TS · B, N)
   */
  record Layer(
      NDArray weights,
      NDArray spikes,
      NDArray potentials,
      Optional<NDArray> kept,
      NDArray ratePenalty) {}

  /**
   * A stage that spikes.
   *
   * @param feedback the name of its matrix
   * @param spikes its output with the surrogate's gradient, (T · steps · B, N)
   * @param steps steps a frame: 1 for the encoder, TS for a layer
   * @param penalty what its activity adds to the loss, a scalar with gradient, if anything
   */
  record Stage(String feedback, NDArray spikes, int steps, Optional<NDArray> penalty) {}
}
