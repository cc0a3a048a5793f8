package org.keyspike.analysis.throughput;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Initializer;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientEngine.Detail;

/**
 * A network whose every layer fires at a given rate on a given batch.
 *
 * @param spec the network
 * @param parameters drawn, but for the biases of each layer, which are moved together
 * @param batch inputs that are 1 with the rate and else 0, independently; random labels
 * @param rates mean of each layer's spikes on the batch
 */
record CalibratedNetwork(NetworkSpec spec, Parameters parameters, Batch batch, double[] rates) {
  private static final long SEED = 1;

  /** The part of the nominal rate by which a layer may miss it. */
  static final double TOLERANCE = 0.1;

  /** Where bisection stops: well inside. */
  private static final double CLOSE = TOLERANCE / 4;

  /** Shifts that surely silence every neuron, or make it fire at every step. */
  private static final double WIDEST_SHIFT = 16;

  private static final int MOST_BISECTIONS = 30;

  /** Clips that biases are bisected on. */
  private static final int FEW = 16;

  /** Clips that the reference network looks at. */
  private static final int LOOKED_AT = 8;

  /**
   * Draws and calibrates.
   *
   * @param clips of the batch, B
   * @param engine that runs the network forward
   * @throws IllegalStateException if a layer cannot be brought to the rate
   */
  static CalibratedNetwork of(ThroughputCase which, int clips, GradientEngine engine) {
    NetworkSpec spec = which.network().spec();
    SplittableRandom random = new SplittableRandom(SEED);
    Batch batch = batch(which, clips, random);
    Parameters parameters = Initializer.draw(spec, 1, SEED);
    Batch few = batch(which, Math.min(FEW, clips), random);
    for (int layer = 0; layer < spec.layers().size(); layer++) {
      calibrate(spec, parameters, few, layer, which.spikeRate(), engine);
    }
    double[] rates = engine.forward(spec, parameters, batch, Detail.LOGITS).rates();
    for (double rate : rates) {
      if (Math.abs(rate - which.spikeRate()) > TOLERANCE * which.spikeRate()) {
        throw new IllegalStateException("a layer of " + which + " fires at " + rate);
      }
    }
    return new CalibratedNetwork(spec, parameters, batch, rates);
  }

  private static Batch batch(ThroughputCase which, int clips, SplittableRandom random) {
    TestNetwork network = which.network();
    int frames = TestNetwork.FRAMES;
    float[] features = new float[clips * frames * network.inputs()];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextDouble() < which.spikeRate() ? 1 : 0;
    }
    int[] lengths = new int[clips];
    Arrays.fill(lengths, frames);
    int[] labels = new int[network.frameWise() ? clips * frames : clips];
    Arrays.setAll(labels, i -> random.nextInt(network.classes()));
    return new Batch(
        clips, frames, network.inputs(), features, lengths, labels, network.frameWise());
  }

  /** Bisects the shift of a layer's biases; the layers before it are calibrated already. */
  private static void calibrate(
      NetworkSpec spec,
      Parameters parameters,
      Batch batch,
      int layer,
      double nominal,
      GradientEngine engine) {
    float[] bias = parameters.data(Names.bias(layer));
    float[] drawn = bias.clone();
    double low = -WIDEST_SHIFT;
    double high = WIDEST_SHIFT;
    for (int i = 0; i < MOST_BISECTIONS; i++) {
      double shift = (low + high) / 2;
      for (int n = 0; n < bias.length; n++) {
        bias[n] = (float) (drawn[n] + shift);
      }
      double rate = engine.forward(spec, parameters, batch, Detail.LOGITS).rates()[layer];
      if (Math.abs(rate - nominal) <= CLOSE * nominal) {
        return;
      }
      if (rate < nominal) {
        low = shift;
      } else {
        high = shift;
      }
    }
  }

  /**
   * The part of each layer's neurons and steps whose surrogate is not zero, by the reference
   * network on a few clips.
   */
  double[] activeSurrogates() {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    int layers = spec.layers().size();
    int clips = Math.min(LOOKED_AT, batch.size());
    double[] active = new double[layers];
    float[] frame = new float[batch.bands()];
    for (int f = 0; f < clips * batch.frames(); f++) {
      if (f % batch.frames() == 0) {
        network.reset();
      }
      System.arraycopy(batch.features(), f * frame.length, frame, 0, frame.length);
      network.step(frame);
      for (int l = 0; l < layers; l++) {
        for (float u : network.potentials(l, 0)) {
          if (spec.layers().get(l).surrogate().derivative(u - Neuron.THRESHOLD) != 0) {
            active[l]++;
          }
        }
      }
    }
    for (int l = 0; l < layers; l++) {
      active[l] /= (double) clips * batch.frames() * spec.layers().get(l).neurons();
    }
    return active;
  }
}
