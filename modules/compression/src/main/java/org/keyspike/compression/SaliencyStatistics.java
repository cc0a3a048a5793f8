package org.keyspike.compression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.NetworkInput;
import org.keyspike.training.Objective;

/**
 * The statistics of a network on some batches of its training data, of which saliencies are made.
 */
final class SaliencyStatistics {
  /** Batches that are looked at, the first of the first epoch. */
  private static final int BATCHES = 16;

  private final Checkpoint network;
  private final GradientEngine engine;
  private final Epochs training;
  private final List<Batch> looked = new ArrayList<>();

  /**
   * @param training of the front end's features
   */
  SaliencyStatistics(GradientEngine engine, Checkpoint network, Epochs training) {
    this.engine = engine;
    this.network = network;
    this.training = training;
  }

  /** Not every saliency looks at them, and to vary sound takes long. */
  private List<Batch> batches() {
    if (looked.isEmpty()) {
      BandSelection selection = NetworkInput.by(network);
      Iterator<Batch> first = training.epoch(0).iterator();
      while (looked.size() < BATCHES && first.hasNext()) {
        looked.add(selection.of(first.next()));
      }
    }
    return looked;
  }

  Checkpoint network() {
    return network;
  }

  /** The gradients of the loss by every parameter, batch by batch. */
  List<Parameters> gradients() {
    List<Parameters> all = new ArrayList<>();
    for (Batch batch : batches()) {
      all.add(computed(batch).gradients());
    }
    return all;
  }

  /** The mean of them. */
  Parameters meanGradients() {
    Map<String, Tensor> sums = new LinkedHashMap<>();
    for (Parameters one : gradients()) {
      one.asMap()
          .forEach(
              (name, tensor) -> {
                float[] sum = sums.computeIfAbsent(name, n -> Tensor.zeros(tensor.shape())).data();
                for (int i = 0; i < sum.length; i++) {
                  sum[i] += tensor.data()[i] / batches().size();
                }
              });
    }
    return new Parameters(sums);
  }

  /**
   * w²·F(w) of every weight of the matrices, with the diagonal F of the empirical Fisher
   * information, from the clips one by one.
   */
  Map<String, double[]> informedSquares() {
    Checkpoint folded = BatchNormFolding.fold(network);
    NetworkSpec spec = withoutDropout(folded.spec());
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role().matrix()) {
        int size = folded.parameters().data(parameter.name()).length;
        sums.put(parameter.name(), new double[size]);
      }
    }
    int clips = 0;
    for (Batch batch : batches()) {
      for (int clip = 0; clip < batch.size(); clip++) {
        Parameters found =
            engine
                .gradients(spec, folded.parameters(), batch.clip(clip), Objective.bptt(0))
                .gradients();
        sums.forEach((name, sum) -> addSquares(found.data(name), sum));
        clips++;
      }
    }
    for (Map.Entry<String, double[]> matrix : sums.entrySet()) {
      float[] weights = folded.parameters().data(matrix.getKey());
      double[] values = matrix.getValue();
      for (int i = 0; i < values.length; i++) {
        values[i] *= (double) weights[i] * weights[i] / clips;
      }
    }
    return sums;
  }

  private static void addSquares(float[] gradient, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (double) gradient[i] * gradient[i];
    }
  }

  private static NetworkSpec withoutDropout(NetworkSpec spec) {
    return new NetworkSpec(
        spec.features(),
        spec.encoder(),
        spec.layers().stream().map(layer -> layer.withDropout(0)).toList(),
        spec.readout(),
        spec.timeSteps(),
        spec.format());
  }

  private Gradients computed(Batch batch) {
    return engine.gradients(network.spec(), network.parameters(), batch, Objective.bptt(0));
  }

  /** Mean output of each neuron of a layer (from 0) over valid steps, (N). */
  double[] neuronRates(int layer) {
    NetworkSpec spec = network.spec();
    double[] sums = new double[spec.layers().get(layer).neurons()];
    long rows = 0;
    for (Batch batch : batches()) {
      rows += add(batch, spikes(batch).spikes().get(layer), spec.timeSteps(), sums);
    }
    return over(sums, rows);
  }

  /** Mean spikes of each channel of the encoder, or mean features without one, over frames. */
  double[] channelRates() {
    double[] sums = new double[network.spec().channels()];
    long rows = 0;
    for (Batch batch : batches()) {
      float[] encoded = spikes(batch).encoderSpikes();
      rows += add(batch, encoded.length == 0 ? batch.features() : encoded, 1, sums);
    }
    return over(sums, rows);
  }

  private Activity spikes(Batch batch) {
    return engine.forward(
        network.spec(), network.parameters(), batch, GradientEngine.Detail.SPIKES);
  }

  /** Adds the rows of valid frames of values (B, T, steps, N). */
  private static long add(Batch batch, float[] values, int steps, double[] sums) {
    long rows = 0;
    for (int b = 0; b < batch.size(); b++) {
      for (int i = 0; i < batch.lengths()[b] * steps; i++) {
        int from = (b * batch.frames() * steps + i) * sums.length;
        for (int n = 0; n < sums.length; n++) {
          sums[n] += values[from + n];
        }
        rows++;
      }
    }
    return rows;
  }

  private static double[] over(double[] sums, long rows) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] /= rows;
    }
    return sums;
  }
}
