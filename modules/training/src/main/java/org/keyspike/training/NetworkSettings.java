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
 * @param layers neurons of each spiking layer, first to last
 * @param neuron their kind
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
    List<Integer> layers,
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
          List.of(128, 128),
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
   * Checks that the neurons use what is set of their outputs.
   *
   * @throws org.keyspike.network.SpecException naming a key that has no effect
   */
  public NetworkSettings {
    signals.require(neuron);
  }

  /** Keys that came after networks had been trained without them. */
  private static final List<String> LATER =
      List.of(
          "/surrogate/gain",
          "/reset",
          "/levels",
          "/activation",
          "/delays",
          "/initial/graded",
          "/initial/timeConstants");

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
        List.copyOf(neurons),
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
        IntStream.range(0, layers.size()).mapToObj(this::layer).toList(),
        frames == 0
            ? new ReadoutSpec.FrameWise(classes)
            : new ReadoutSpec.Keyword(readoutHidden, classes, frames),
        timeSteps,
        null);
  }

  private LayerSpec layer(int index) {
    return new LayerSpec(
        layers.get(index),
        neuron,
        surrogate.spec(),
        batchNorm,
        detachReset,
        dropout,
        signals.code(neuron),
        signals.delays().of(index));
  }
}
