package org.keyspike.training.dscnn;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.LabelledFeatures;

/**
 * The step from a trained DS-CNN to 8-bit integers, without training: weights symmetric with a
 * scale for each output channel, activations with a scale for each layer, chosen on training clips
 * (Jacob et al., "Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference", 2018).
 */
public final class DsCnnQuantizer {
  /** A feature of 1 is so many units of the 8-bit features. */
  private static final int FEATURE_UNITS = 16;

  /** Bits of a multiplier. */
  private static final int MULTIPLIER_BITS = 24;

  private static final int LARGEST = IntegerConvolution.LARGEST;

  private DsCnnQuantizer() {}

  /**
   * Quantizes.
   *
   * @param clips of the training part, of which the first ones are looked at
   * @param most of them
   */
  public static IntegerDsCnn quantize(DsCnn network, LabelledFeatures clips, int most) {
    FoldedDsCnn folded = new FoldedDsCnn(network);
    DsCnnSpec spec = network.spec();
    double[] largest = largest(folded, clips, Math.min(most, clips.size()));
    List<IntegerConvolution> layers = new ArrayList<>();
    double unit = 1.0 / FEATURE_UNITS;
    for (int l = 0; l < folded.layers().size(); l++) {
      FoldedDsCnn.Layer layer = folded.layers().get(l);
      IntegerConvolution.Range range = IntegerDsCnn.range(spec, layer.shape());
      double inUnit = unit;
      unit = largest[l] / (range == IntegerConvolution.Range.SIGNED ? 127 : 255);
      if (range == IntegerConvolution.Range.SUMS) {
        // The mean over places is a sum on the grid.
        int places = last(folded).shape().out().places();
        inUnit /= places;
        unit = inUnit * scale(layer.weights(), 0, layer.weights().length);
      }
      layers.add(quantized(layer, inUnit, unit, range));
    }
    return new IntegerDsCnn(spec, network.labels(), layers, unit, network.provenance());
  }

  private static FoldedDsCnn.Layer last(FoldedDsCnn folded) {
    return folded.layers().get(folded.layers().size() - 2);
  }

  /** The largest value that each layer made of some clips, spread evenly. */
  private static double[] largest(FoldedDsCnn folded, LabelledFeatures clips, int count) {
    double[] largest = new double[folded.layers().size()];
    for (int n = 0; n < count; n++) {
      int clip = (int) ((long) n * clips.size() / count);
      float[] features = new float[folded.spec().frames() * folded.spec().bands()];
      clips.read(clip, features, 0);
      List<float[]> all = folded.activations(features);
      for (int l = 0; l < largest.length; l++) {
        for (float value : all.get(l)) {
          largest[l] = Math.max(largest[l], Math.abs(value));
        }
      }
    }
    for (int l = 0; l < largest.length; l++) {
      // A layer that nothing ever left makes nothing, at any scale.
      largest[l] = largest[l] > 0 ? largest[l] : 1;
    }
    return largest;
  }

  private static IntegerConvolution quantized(
      FoldedDsCnn.Layer layer, double inUnit, double outUnit, IntegerConvolution.Range range) {
    ConvolutionShape shape = layer.shape();
    int outputs = shape.out().channels();
    int fanIn = shape.fanIn();
    byte[] weights = new byte[layer.weights().length];
    int[] biases = new int[outputs];
    int[] multipliers = new int[outputs];
    int[] shifts = new int[outputs];
    boolean sums = range == IntegerConvolution.Range.SUMS;
    for (int o = 0; o < outputs; o++) {
      double scale =
          sums
              ? scale(layer.weights(), 0, weights.length)
              : scale(layer.weights(), o * fanIn, (o + 1) * fanIn);
      for (int i = o * fanIn; i < (o + 1) * fanIn; i++) {
        weights[i] = (byte) Math.round(layer.weights()[i] / scale);
      }
      double bias = layer.biases()[o] / (inUnit * scale);
      biases[o] = (int) Math.max(-LARGEST, Math.min(LARGEST, Math.round(bias)));
      if (sums) {
        shifts[o] = 1;
      } else {
        double factor = inUnit * scale / outUnit;
        int shift = MULTIPLIER_BITS - 1 - Math.getExponent(factor);
        shifts[o] = Math.max(1, Math.min(IntegerConvolution.LARGEST_SHIFT, shift));
        multipliers[o] = (int) Math.min(LARGEST, Math.round(Math.scalb(factor, shifts[o])));
      }
    }
    return new IntegerConvolution(shape, weights, biases, multipliers, shifts, range);
  }

  private static double scale(float[] weights, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    return (largest > 0 ? largest : 1) / IntegerConvolution.LARGEST_WEIGHT;
  }
}
