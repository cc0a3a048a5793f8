package org.keyspike.training.dscnn;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Parameters;

/**
 * A trained DS-CNN in plain Java, its batch norm folded into weights and biases: features in,
 * logits out, no library behind it. What calibration looks at, and what an engine is checked by.
 */
public final class FoldedDsCnn {
  private final DsCnnSpec spec;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * A layer's numbers.
   *
   * @param weights (outputs, rows, columns, inputs), as they are read along
   * @param biases (outputs)
   */
  record Layer(ConvolutionShape shape, float[] weights, float[] biases) {}

  /** Folds what was trained. */
  public FoldedDsCnn(DsCnn network) {
    spec = network.spec();
    Parameters parameters = network.parameters();
    ConvolutionShape cepstrum = spec.cepstrum();
    layers.add(
        new Layer(
            cepstrum,
            parameters.data(DsCnnSpec.weights(cepstrum)),
            parameters.data(DsCnnSpec.bias(cepstrum))));
    for (ConvolutionShape shape : spec.convolutions()) {
      layers.add(folded(shape, parameters));
    }
    ConvolutionShape output = spec.output();
    layers.add(
        new Layer(
            output,
            parameters.data(DsCnnSpec.weights(output)),
            parameters.data(DsCnnSpec.bias(output))));
  }

  private static Layer folded(ConvolutionShape shape, Parameters parameters) {
    float[] weights = parameters.data(DsCnnSpec.weights(shape));
    int outputs = shape.out().channels();
    int inputs = shape.depthwise() ? 1 : shape.in().channels();
    int places = shape.kernel().rows() * shape.kernel().columns();
    float[] along = new float[weights.length];
    float[] biases = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double deviation =
          Math.sqrt(parameters.data(DsCnnSpec.variance(shape))[o] + BatchNorm.EPSILON);
      double factor = parameters.data(DsCnnSpec.scale(shape))[o] / deviation;
      biases[o] =
          (float)
              (parameters.data(DsCnnSpec.shift(shape))[o]
                  - factor * parameters.data(DsCnnSpec.mean(shape))[o]);
      for (int i = 0; i < inputs; i++) {
        for (int p = 0; p < places; p++) {
          along[(o * places + p) * inputs + i] =
              (float) (factor * weights[(o * inputs + i) * places + p]);
        }
      }
    }
    return new Layer(shape, along, biases);
  }

  /** What it is. */
  public DsCnnSpec spec() {
    return spec;
  }

  List<Layer> layers() {
    return layers;
  }

  /**
   * The logits of a clip, (K).
   *
   * @param features (T, C)
   */
  public float[] logits(float[] features) {
    List<float[]> all = activations(features);
    return all.get(all.size() - 1);
  }

  /** What every layer makes of a clip; the last are the logits. */
  List<float[]> activations(float[] features) {
    List<float[]> all = new ArrayList<>();
    float[] values = everySecond(features);
    for (int l = 0; l < layers.size(); l++) {
      boolean last = l == layers.size() - 1;
      float[] sums = sums(layers.get(l), last ? mean(values) : values);
      if (l > 0 && !last) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] = Math.max(0, sums[i]);
        }
      }
      all.add(sums);
      values = sums;
    }
    return all;
  }

  private float[] everySecond(float[] features) {
    int bands = spec.bands();
    float[] rows = new float[spec.rows() * bands];
    for (int t = 0; t < spec.rows(); t++) {
      System.arraycopy(features, (t * DsCnnSpec.FRAME_STRIDE + 1) * bands, rows, t * bands, bands);
    }
    return rows;
  }

  private float[] mean(float[] values) {
    int channels = spec.settings().channels();
    float[] mean = new float[channels];
    for (int i = 0; i < values.length; i++) {
      mean[i % channels] += values[i];
    }
    int places = values.length / channels;
    for (int c = 0; c < channels; c++) {
      mean[c] /= places;
    }
    return mean;
  }

  private static float[] sums(Layer layer, float[] in) {
    ConvolutionShape shape = layer.shape;
    int inputs = shape.depthwise() ? 1 : shape.in().channels();
    float[] out = new float[shape.out().size()];
    Windows.forEach(
        shape,
        (place, tap, from) -> {
          for (int o = 0; o < shape.out().channels(); o++) {
            int weight = o * shape.fanIn() + tap * inputs;
            float sum = 0;
            for (int i = 0; i < inputs; i++) {
              sum += layer.weights[weight + i] * in[from + (shape.depthwise() ? o : i)];
            }
            out[place * shape.out().channels() + o] += sum;
          }
        });
    for (int i = 0; i < out.length; i++) {
      out[i] += layer.biases[i % shape.out().channels()];
    }
    return out;
  }
}
