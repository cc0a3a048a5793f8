package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The specification of a network: everything but the numbers.
 *
 * @param features the features that it expects
 * @param encoder how features become spikes
 * @param layers the spiking layers, or the blocks of a state space, first to last, at least one
 * @param readout how spikes become logits
 * @param timeSteps TS, time steps per frame, 1 or 2
 * @param format the integer grids, or null for a float network
 * @param stateSpace what the blocks share, or null where layers lie between encoder and readout
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSpec(
    FeatureSpec features,
    EncoderSpec encoder,
    List<LayerSpec> layers,
    ReadoutSpec readout,
    int timeSteps,
    NumberFormat format,
    StateSpaceSpec stateSpace) {

  public NetworkSpec {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new SpecException("layers", "empty", "at least one layer");
    }
    if (timeSteps != 1 && timeSteps != 2) {
      throw new SpecException("timeSteps", timeSteps, "1 or 2");
    }
    if (stateSpace != null) {
      stateSpace.requireBlocks(layers, timeSteps);
    }
    if (format != null && (format.stateSpace() == null) != (stateSpace == null)) {
      throw new SpecException(
          "format.stateSpace",
          format.stateSpace() == null ? "absent" : "present",
          "present with a state space, and with nothing else");
    }
    if (format != null && stateSpace != null) {
      requireFolded(layers);
      format
          .stateSpace()
          .require(
              stateSpace,
              layers,
              LayerInput.of(features, encoder, layers, 0),
              format.weightMagnitude());
    } else if (format != null) {
      if (format.layers().size() != layers.size()) {
        throw new SpecException(
            "format.layers", format.layers().size() + " entries", layers.size() + " entries");
      }
      requireFolded(layers);
      requireThresholds(layers, format);
      ExactRange.require(features, encoder, layers, format);
    }
  }

  /** A network of layers. */
  public NetworkSpec(
      FeatureSpec features,
      EncoderSpec encoder,
      List<LayerSpec> layers,
      ReadoutSpec readout,
      int timeSteps,
      NumberFormat format) {
    this(features, encoder, layers, readout, timeSteps, format, null);
  }

  private static void requireFolded(List<LayerSpec> layers) {
    for (LayerSpec layer : layers) {
      if (layer.batchNorm()) {
        throw new SpecException(
            "format", "present with batch norm", "batch norm folded before quantization");
      }
      Neuron neuron = layer.neuron();
      if (!neuron.folded().equals(neuron)) {
        throw new SpecException(
            "format", "present with neuron " + neuron.name(), neuron.folded().name());
      }
    }
  }

  private static void requireThresholds(List<LayerSpec> layers, NumberFormat format) {
    for (int l = 0; l < layers.size(); l++) {
      Neuron neuron = layers.get(l).neuron();
      if (format.layers().get(l).scaled() && !neuron.scalable()) {
        throw new SpecException(
            "format.layers[" + l + "].scaled",
            "true with neuron " + neuron.name(),
            "false: its outputs are its potential, not a comparison with a threshold");
      }
    }
  }

  /** What the blocks share, if the backbone of this network is a state space. */
  @JsonIgnore
  public Optional<StateSpaceSpec> stateSpaceSpec() {
    return Optional.ofNullable(stateSpace);
  }

  /**
   * Refuses a state space for who reads layers.
   *
   * @param reader that has no blocks, such as {@code engine vector}
   * @throws SpecException naming it, if the backbone of this network is a state space
   */
  public void requireLayers(String reader) {
    if (stateSpace != null) {
      throw new SpecException(
          "network.backbone", "ssm", "recurrent: " + reader + " knows no state space");
    }
  }

  /** Everything whose activity is counted, first to last: of layers one each. */
  @JsonIgnore
  public List<Population> populations() {
    return stateSpace == null
        ? IntStream.range(0, layers.size())
            .mapToObj(
                l -> new Population(Names.layer(l), layers.get(l).neurons(), layers.get(l).code()))
            .toList()
        : StateSpaceNetwork.populations(stateSpace, layers);
  }

  /**
   * F of the potentials of a population, bits below the point on the integer grid.
   *
   * @param population from 0, as {@link #populations()} are ordered; of gates ẑ
   */
  public int potentialFraction(int population) {
    return stateSpace == null
        ? format.layers().get(population).membraneFraction()
        : StateSpaceNetwork.potentialFraction(this, population);
  }

  /** Whether every neuron of layer {@code index} (from 0) has a scale of its own. */
  public boolean scaled(int index) {
    return format != null && stateSpace == null && format.layers().get(index).scaled();
  }

  /** What reaches layer {@code index} (from 0), as integers. */
  public LayerInput input(int index) {
    return LayerInput.of(features, encoder, layers, index);
  }

  /** The number format, if this is a network on the integer grid. */
  @JsonIgnore
  public Optional<NumberFormat> numberFormat() {
    return Optional.ofNullable(format);
  }

  /** M, the inputs of layer {@code index} (from 0). */
  public int inputs(int index) {
    return index == 0 ? channels() : layers.get(index - 1).neurons();
  }

  /** The channels that reach the first layer: 4C or C. */
  @JsonIgnore
  public int channels() {
    return encoder.channels(features.bands());
  }

  /** N of the last layer, or M of a state space. */
  @JsonIgnore
  public int readoutInputs() {
    return stateSpace != null ? stateSpace.width() : layers.get(layers.size() - 1).neurons();
  }

  /** This network on integer grids. */
  public NetworkSpec withFormat(NumberFormat newFormat) {
    return new NetworkSpec(features, encoder, layers, readout, timeSteps, newFormat, stateSpace);
  }

  /** This network with batch norm folded away, its neurons of the kinds that they fold to. */
  @JsonIgnore
  public NetworkSpec folded() {
    return new NetworkSpec(
        features,
        encoder,
        layers.stream().map(LayerSpec::folded).toList(),
        readout,
        timeSteps,
        format,
        stateSpace);
  }

  /** Every parameter of this network, in the order in which it is stored. */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>(encoder.parameters(features.bands()));
    if (stateSpace != null) {
      all.addAll(StateSpaceNetwork.parameters(this));
    } else {
      for (int l = 0; l < layers.size(); l++) {
        layerParameters(l, all);
      }
    }
    int last = readoutInputs();
    if (readout instanceof ReadoutSpec.Keyword keyword) {
      all.add(
          new ParameterSpec(
              Names.HIDDEN_WEIGHT, ParameterSpec.Role.WEIGHT, keyword.hidden(), last));
      all.add(new ParameterSpec(Names.HIDDEN_BIAS, ParameterSpec.Role.BIAS, keyword.hidden()));
      last = keyword.hidden();
    }
    all.add(
        new ParameterSpec(Names.OUTPUT_WEIGHT, ParameterSpec.Role.WEIGHT, readout.classes(), last));
    all.add(new ParameterSpec(Names.OUTPUT_BIAS, ParameterSpec.Role.BIAS, readout.classes()));
    return List.copyOf(all);
  }

  private void layerParameters(int index, List<ParameterSpec> all) {
    LayerSpec layer = layers.get(index);
    int n = layer.neurons();
    all.add(new ParameterSpec(Names.weight(index), ParameterSpec.Role.WEIGHT, n, inputs(index)));
    if (layer.neuron().recurrent()) {
      all.add(new ParameterSpec(Names.recurrent(index), ParameterSpec.Role.RECURRENT, n, n));
    }
    all.add(new ParameterSpec(Names.bias(index), ParameterSpec.Role.BIAS, n));
    if (layer.delayed()) {
      Range range = new Range(0, layer.delays());
      all.add(
          new ParameterSpec(Names.delay(index), ParameterSpec.Role.DELAY, range, inputs(index)));
    }
    for (NeuronParameter own : layer.neuron().parameters()) {
      all.add(new ParameterSpec(Names.own(index, own.name()), own.role(), own.range(), n));
    }
    if (scaled(index)) {
      all.add(new ParameterSpec(Names.threshold(index), ParameterSpec.Role.SCALE, n));
    }
    if (layer.batchNorm()) {
      all.addAll(BatchNorm.parameters(Names.layer(index), n));
    }
  }

  /** A state space is left out where there is none: unfinished trainings are known by this text. */
  @Override
  public String toString() {
    String usual =
        "NetworkSpec[features="
            + features
            + ", encoder="
            + encoder
            + ", layers="
            + layers
            + ", readout="
            + readout
            + ", timeSteps="
            + timeSteps
            + ", format="
            + format;
    return usual + (stateSpace == null ? "]" : ", stateSpace=" + stateSpace + "]");
  }
}
