package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.InitialValues;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/**
 * The network to train: the recipe's {@code network}.
 *
 * @param shape how many neurons there are, and whether in layers or in blocks of a state space
 * @param neuron their kind; null for the usual one of the backbone
 * @param surrogate their backward pass
 * @param signals what travels between layers
 * @param batchNorm whether input currents are normalised
 * @param detachReset whether the gradient is cut at the reset
 * @param dropout the part of every layer's outputs that is left out in training
 * @param timeSteps TS, 1 or 2
 * @param readoutHidden R of the keyword readout; unused frame-wise
 * @param initial what its first parameters are drawn from
 */
public record NetworkSettings(
    @JsonUnwrapped BackboneSettings shape,
    Neuron neuron,
    SurrogateSettings surrogate,
    @JsonUnwrapped SignalSettings signals,
    boolean batchNorm,
    boolean detachReset,
    double dropout,
    int timeSteps,
    int readoutHidden,
    InitialValues initial) {

  /** What holds where a recipe says nothing. */
  public static final NetworkSettings USUAL =
      new NetworkSettings(
          BackboneSettings.layers(List.of(128, 128)),
          new RecurrentLif(),
          SurrogateSettings.of(Surrogate.Shape.FAST_SIGMOID),
          SignalSettings.USUAL,
          true,
          true,
          0,
          1,
          64,
          InitialValues.USUAL);

  /**
   * Checks that the neurons use what is set of their outputs, and that a state space can have them.
   *
   * @throws org.keyspike.network.SpecException naming a key that has no effect or cannot be
   */
  public NetworkSettings {
    neuron = neuron == null ? shape.backbone().usualNeuron() : neuron;
    signals.require(neuron);
    if (shape.backbone() == Backbone.SSM) {
      shape.require(
          layers(shape, neuron, surrogate, signals, batchNorm, detachReset, dropout),
          signals,
          timeSteps);
    }
  }

  /** Keys that came after networks had been trained without them. */
  private static final List<String> LATER =
      List.of(
          "/backbone",
          "/stateSpace",
          "/surrogate/gain",
          "/reset",
          "/levels",
          "/activation",
          "/delays",
          "/initial/graded",
          "/initial/timeConstants");

  /**
   * Refuses a learning rule that cannot train this backbone.
   *
   * @throws org.keyspike.network.SpecException naming it
   */
  public void require(LearningRule rule) {
    shape.require(rule);
  }

  /**
   * The text that says which network these settings train: what keys of stages are hashed from.
   * Keys that came later are left out at their usual values, so that what an older version trained
   * is still what the same recipe trains.
   */
  public String identity() {
    return RecordWriter.json(this, USUAL, LATER);
  }

  /** The same with layers of other sizes. */
  public NetworkSettings withLayers(List<Integer> neurons) {
    return new NetworkSettings(
        shape.withLayers(neurons),
        neuron,
        surrogate,
        signals,
        batchNorm,
        detachReset,
        dropout,
        timeSteps,
        readoutHidden,
        initial);
  }

  /**
   * The spec for a task.
   *
   * @param frames T of a clip for one answer a clip, or 0 for one answer a frame
   * @throws org.keyspike.network.SpecException if such a network cannot be
   */
  public NetworkSpec spec(FeatureSpec features, EncoderSettings encoder, int classes, int frames) {
    return new NetworkSpec(
        features,
        encoder.spec(),
        layers(shape, neuron, surrogate, signals, batchNorm, detachReset, dropout),
        frames == 0
            ? new ReadoutSpec.FrameWise(classes)
            : new ReadoutSpec.Keyword(readoutHidden, classes, frames),
        timeSteps,
        null,
        shape.stateSpaceOrNull());
  }

  private static List<LayerSpec> layers(
      BackboneSettings shape,
      Neuron neuron,
      SurrogateSettings surrogate,
      SignalSettings signals,
      boolean batchNorm,
      boolean detachReset,
      double dropout) {
    boolean blocks = shape.backbone() == Backbone.SSM;
    return IntStream.range(0, shape.layers().size())
        .mapToObj(
            l ->
                new LayerSpec(
                    shape.layers().get(l),
                    neuron,
                    surrogate.spec(),
                    batchNorm,
                    detachReset,
                    dropout,
                    signals.code(neuron),
                    // Blocks hear nothing but the stream: what comes late are the encoder's
                    // channels.
                    blocks && l > 0 ? 0 : signals.delays().of(l)))
        .toList();
  }
}
