package org.keyspike.compression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;

/**
 * Makes a network smaller: what is left computes what it did, as if what is gone had never spiked.
 * Nothing is refined; {@link KeptIndices} says what is left.
 */
final class StructuredPruning {
  private StructuredPruning() {}

  /**
   * A layer with some of its neurons.
   *
   * @param layer counted from 0
   * @param left indices of those that stay, ascending
   */
  static Checkpoint neurons(Checkpoint network, int layer, List<Integer> left) {
    NetworkSpec spec = network.spec();
    List<LayerSpec> layers = new ArrayList<>(spec.layers());
    layers.set(layer, layers.get(layer).withNeurons(left.size()));
    NetworkSpec smaller =
        new NetworkSpec(
            spec.features(), spec.encoder(), layers, spec.readout(), spec.timeSteps(), null);
    String prefix = Names.own(layer, "");
    String nextDelay = Names.delay(layer + 1);
    String next = Saliencies.next(spec, layer);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : smaller.parameters()) {
      String name = parameter.name();
      Tensor tensor = network.parameters().get(name);
      // Delays are of inputs: those of the next layer are this one's neurons.
      if (name.equals(nextDelay) || name.startsWith(prefix) && !name.equals(Names.delay(layer))) {
        tensor = rows(tensor, left);
      }
      if (name.equals(next) || name.equals(Names.recurrent(layer))) {
        tensor = columns(tensor, left);
      }
      tensors.put(name, tensor);
    }
    return made(network, smaller, tensors, network.kept(layer + 1).of(left));
  }

  /**
   * A network that reads some of its bands.
   *
   * @param left indices of those that stay, ascending
   */
  static Checkpoint bands(Checkpoint network, List<Integer> left) {
    NetworkSpec spec = network.spec();
    int bands = spec.features().bands();
    NetworkSpec smaller =
        new NetworkSpec(
            spec.features().withBands(left.size()),
            spec.encoder(),
            spec.layers(),
            spec.readout(),
            spec.timeSteps(),
            null);
    List<Integer> channels = new ArrayList<>();
    for (int stream = 0; stream < spec.channels() / bands; stream++) {
      int first = stream * bands;
      left.forEach(band -> channels.add(first + band));
    }
    boolean perBand = spec.encoder() instanceof EncoderSpec.Residual residual && residual.perBand();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : smaller.parameters()) {
      String name = parameter.name();
      Tensor tensor = network.parameters().get(name);
      if (perBand && (name.equals(Names.RHO) || name.equals(Names.KAPPA))) {
        tensor = rows(tensor, left);
      }
      tensors.put(name, inputs(name, tensor, channels));
    }
    return made(network, smaller, tensors, network.kept(KeptIndices.BANDS).of(left));
  }

  /**
   * A network without the fine streams of its encoder.
   *
   * @throws SpecException if its encoder is no residual one with shared steps
   */
  static Checkpoint withoutFineStreams(Checkpoint network) {
    NetworkSpec spec = network.spec();
    requireFineStreams(spec.encoder());
    NetworkSpec smaller =
        new NetworkSpec(
            spec.features(),
            new EncoderSpec.StepForward(),
            spec.layers(),
            spec.readout(),
            spec.timeSteps(),
            null);
    List<Integer> coarse = IntStream.range(0, 2 * spec.features().bands()).boxed().toList();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : smaller.parameters()) {
      Tensor tensor = network.parameters().get(parameter.name());
      tensors.put(parameter.name(), inputs(parameter.name(), tensor, coarse).copy());
    }
    return network.with(smaller, new Parameters(tensors));
  }

  static void requireFineStreams(EncoderSpec encoder) {
    if (!(encoder instanceof EncoderSpec.Residual residual) || residual.perBand()) {
      throw new SpecException(
          PruningSettings.FIELD + ": streams of the encoder",
          encoder,
          "a residual encoder with shared steps");
    }
  }

  private static Checkpoint made(
      Checkpoint network, NetworkSpec smaller, Map<String, Tensor> tensors, KeptIndices left) {
    List<KeptIndices> kept = new ArrayList<>(network.kept());
    kept.removeIf(map -> map.place() == left.place());
    if (!left.whole()) {
      kept.add(left);
    }
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
    return new Checkpoint(
        smaller, network.classes(), new Parameters(copies), network.provenance(), kept);
  }

  /** A parameter of a network that some channels reach. */
  private static Tensor inputs(String name, Tensor tensor, List<Integer> channels) {
    if (name.equals(Names.weight(0))) {
      return columns(tensor, channels);
    }
    return name.equals(Names.delay(0)) ? rows(tensor, channels) : tensor;
  }

  /** Some of the first axis. */
  private static Tensor rows(Tensor tensor, List<Integer> left) {
    int[] shape = tensor.shape();
    int width = tensor.data().length / shape[0];
    shape[0] = left.size();
    float[] data = new float[left.size() * width];
    for (int i = 0; i < left.size(); i++) {
      System.arraycopy(tensor.data(), left.get(i) * width, data, i * width, width);
    }
    return new Tensor(shape, data);
  }

  /** Some of the second axis of a matrix. */
  private static Tensor columns(Tensor tensor, List<Integer> left) {
    int rows = tensor.extent(0);
    int width = tensor.extent(1);
    float[] data = new float[rows * left.size()];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < left.size(); i++) {
        data[row * left.size() + i] = tensor.data()[row * width + left.get(i)];
      }
    }
    return new Tensor(new int[] {rows, left.size()}, data);
  }
}
