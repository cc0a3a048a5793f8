package org.keyspike.training.dscnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.io.InputException;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;

/**
 * A DS-CNN of 8-bit integers: what is scored, and what a device would hold. From 8-bit features to
 * logits no real number is computed; the equations are in the package documentation.
 */
public final class IntegerDsCnn {
  /** What an output channel needs beside its weights: bias and multiplier of 32 bits, a shift. */
  private static final int BYTES_A_CHANNEL = 9;

  private static final String UNIT = "dscnn.logitUnit";

  private final DsCnnSpec spec;
  private final List<String> labels;
  private final List<IntegerConvolution> layers;
  private final double logitUnit;
  private final Map<String, String> provenance;

  IntegerDsCnn(
      DsCnnSpec spec,
      List<String> labels,
      List<IntegerConvolution> layers,
      double logitUnit,
      Map<String, String> provenance) {
    this.spec = spec;
    this.labels = List.copyOf(labels);
    this.layers = List.copyOf(layers);
    this.logitUnit = logitUnit;
    this.provenance = Map.copyOf(provenance);
  }

  /** What it is. */
  public DsCnnSpec spec() {
    return spec;
  }

  /** Names of the classes in the order of the logits. */
  public List<String> labels() {
    return labels;
  }

  /** What it was made from. */
  public Map<String, String> provenance() {
    return provenance;
  }

  /** What a logit of 1 is in float: times this, logits are those of the network before rounding. */
  public double logitUnit() {
    return logitUnit;
  }

  /** Bytes of weights, biases, multipliers and shifts. */
  public long bytes() {
    long bytes = 0;
    for (IntegerConvolution layer : layers) {
      bytes += layer.weights().length + (long) BYTES_A_CHANNEL * layer.biases().length;
    }
    return bytes;
  }

  /**
   * The logits of a clip, (K), 32 bits.
   *
   * @param features (T, C) unsigned bytes, LSB 1/16
   */
  public int[] logits(byte[] features) {
    return answer(features, new long[2]);
  }

  /**
   * The same, and how many of the values between layers are 0.
   *
   * @param zeros added to: values of 0, then all values
   */
  public int[] answer(byte[] features, long[] zeros) {
    int bands = spec.bands();
    if (features.length != spec.frames() * bands) {
      throw new IllegalArgumentException(
          features.length + " features, expected " + spec.frames() + " frames of " + bands);
    }
    int[] values = new int[spec.rows() * bands];
    for (int t = 0; t < spec.rows(); t++) {
      for (int band = 0; band < bands; band++) {
        int frame = t * DsCnnSpec.FRAME_STRIDE + 1;
        values[t * bands + band] = Byte.toUnsignedInt(features[frame * bands + band]);
      }
    }
    for (int l = 0; l < layers.size(); l++) {
      boolean last = l == layers.size() - 1;
      values = layers.get(l).of(last ? sums(values) : values);
      if (!last) {
        zeros[0] += Arrays.stream(values).filter(value -> value == 0).count();
        zeros[1] += values.length;
      }
    }
    return values;
  }

  /** The mean without its division, which is in the unit of the logits. */
  private int[] sums(int[] values) {
    int[] sums = new int[spec.settings().channels()];
    for (int i = 0; i < values.length; i++) {
      sums[i % sums.length] += values[i];
    }
    return sums;
  }

  /** Writes it, whole or not at all: every integer below 2²⁴ is exact in the file's floats. */
  public void write(Path file) throws IOException {
    Map<String, String> metadata = new TreeMap<>(provenance);
    metadata.put(DsCnn.SPEC, DsCnn.json(spec));
    metadata.put(DsCnn.LABELS, DsCnn.json(labels));
    metadata.put(UNIT, Double.toString(logitUnit));
    Safetensors content = Safetensors.empty(metadata);
    for (IntegerConvolution layer : layers) {
      String name = layer.shape().name();
      int[] weights = new int[layer.weights().length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = layer.weights()[i];
      }
      content.put(name + ".weights", tensor(weights));
      content.put(name + ".biases", tensor(layer.biases()));
      content.put(name + ".multipliers", tensor(layer.multipliers()));
      content.put(name + ".shifts", tensor(layer.shifts()));
    }
    content.write(file);
  }

  private static Tensor tensor(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return new Tensor(new int[] {values.length}, floats);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static IntegerDsCnn read(Path file) throws IOException {
    Safetensors content = Safetensors.read(file);
    DsCnnSpec spec = DsCnn.spec(file, content);
    List<String> labels = DsCnn.labels(file, content, spec);
    List<IntegerConvolution> layers = new ArrayList<>();
    for (ConvolutionShape shape : spec.layers()) {
      String name = shape.name();
      int[] wide =
          ints(
              file,
              content,
              name + ".weights",
              shape.weights(),
              -IntegerConvolution.LARGEST_WEIGHT,
              IntegerConvolution.LARGEST_WEIGHT);
      byte[] weights = new byte[wide.length];
      for (int i = 0; i < wide.length; i++) {
        weights[i] = (byte) wide[i];
      }
      int outputs = shape.out().channels();
      layers.add(
          new IntegerConvolution(
              shape,
              weights,
              ints(
                  file,
                  content,
                  name + ".biases",
                  outputs,
                  -IntegerConvolution.LARGEST,
                  IntegerConvolution.LARGEST),
              ints(file, content, name + ".multipliers", outputs, 0, IntegerConvolution.LARGEST),
              ints(file, content, name + ".shifts", outputs, 1, IntegerConvolution.LARGEST_SHIFT),
              range(spec, shape)));
    }
    Map<String, String> provenance = new TreeMap<>(content.metadata());
    provenance.keySet().removeAll(List.of(DsCnn.SPEC, DsCnn.LABELS, UNIT));
    return new IntegerDsCnn(spec, labels, layers, unit(file, content), provenance);
  }

  private static double unit(Path file, Safetensors content) throws InputException {
    String unit = content.metadata().get(UNIT);
    try {
      return Double.parseDouble(String.valueOf(unit));
    } catch (NumberFormatException e) {
      throw new InputException(file, UNIT, String.valueOf(unit), "a number").because(e);
    }
  }

  private static int[] ints(
      Path file, Safetensors content, String name, int count, int low, int high)
      throws InputException {
    if (!content.names().contains(name)) {
      throw new InputException(file, name, "nothing", count + " integers");
    }
    float[] floats = content.tensor(name).data();
    if (floats.length != count) {
      throw new InputException(file, name, floats.length + " values", count + " integers");
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) floats[i];
      if (values[i] != floats[i] || values[i] < low || values[i] > high) {
        throw new InputException(
            file, name, String.valueOf(floats[i]), "integers from " + low + " to " + high);
      }
    }
    return values;
  }

  /** What a layer puts out. */
  static IntegerConvolution.Range range(DsCnnSpec spec, ConvolutionShape shape) {
    if (shape.equals(spec.cepstrum())) {
      return IntegerConvolution.Range.SIGNED;
    }
    return shape.equals(spec.output())
        ? IntegerConvolution.Range.SUMS
        : IntegerConvolution.Range.RECTIFIED;
  }
}
