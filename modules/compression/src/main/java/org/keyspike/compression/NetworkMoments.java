package org.keyspike.compression;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.LayerStatistics;
import org.keyspike.integer.ReadoutStatistics;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;

/** What the search for scales needs to know of a float network, gathered while clips run. */
final class NetworkMoments {
  private final NetworkSpec spec;
  private final List<InputMoments> inputs = new ArrayList<>();
  private final List<InputMoments> outputs = new ArrayList<>();
  private final List<float[]> largest = new ArrayList<>();
  private final InputMoments means;
  private final InputMoments hidden;
  private final float[] largestHidden;
  private float[] counts;
  private int frames;

  NetworkMoments(NetworkSpec spec) {
    this.spec = spec;
    for (int l = 0; l < spec.layers().size(); l++) {
      int neurons = spec.layers().get(l).neurons();
      inputs.add(new InputMoments(spec.inputs(l)));
      outputs.add(new InputMoments(neurons));
      largest.add(new float[neurons]);
    }
    int units = spec.readout() instanceof ReadoutSpec.Keyword keyword ? keyword.hidden() : 0;
    means = new InputMoments(spec.readoutInputs());
    hidden = new InputMoments(units);
    largestHidden = new float[units];
    counts = new float[spec.readoutInputs()];
  }

  /** Looks at a frame that has just run. */
  void frame(ReferenceNetwork network) {
    for (int k = 0; k < spec.timeSteps(); k++) {
      for (int l = 0; l < inputs.size(); l++) {
        inputs.get(l).add(l == 0 ? network.encoderSpikes() : network.spikes(l - 1, k));
        outputs.get(l).add(network.spikes(l, k));
        largest(network.largestPotentials(l, k), largest.get(l));
      }
    }
    float[] merged = network.merged();
    for (int n = 0; n < counts.length; n++) {
      counts[n] += merged[n];
    }
    frames++;
  }

  /** Looks at a clip that has just ended. */
  void clip(ReferenceNetwork network) {
    if (largestHidden.length > 0) {
      for (int n = 0; n < counts.length; n++) {
        counts[n] /= frames * spec.timeSteps();
      }
      means.add(counts);
      hidden.add(network.hidden());
      largest(network.hidden(), largestHidden);
    }
    counts = new float[counts.length];
    frames = 0;
  }

  private static void largest(float[] values, float[] largest) {
    for (int n = 0; n < largest.length; n++) {
      largest[n] = Math.max(largest[n], Math.abs(values[n]));
    }
  }

  /** Of each layer; the largest values times a headroom. */
  List<LayerStatistics> layers(float headroom) {
    List<LayerStatistics> layers = new ArrayList<>();
    for (int l = 0; l < inputs.size(); l++) {
      layers.add(
          new LayerStatistics(
              inputs.get(l).mean(),
              inputs.get(l).variance(),
              outputs.get(l).mean(),
              outputs.get(l).variance(),
              times(headroom, largest.get(l))));
    }
    return layers;
  }

  /** Of a keyword readout; the largest values times a headroom. */
  ReadoutStatistics readout(float headroom) {
    return new ReadoutStatistics(
        means.mean(), means.variance(), hidden.meanSquare(), times(headroom, largestHidden));
  }

  private static double[] times(float factor, float[] values) {
    double[] product = new double[values.length];
    for (int n = 0; n < product.length; n++) {
      product[n] = factor * values[n];
    }
    return product;
  }
}
