package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;

/**
 * A tally of the spikes of a network over many clips: by neuron, by class, and what work they make.
 * An output of more than one level counts as a spike where it is not 0, and makes one addition a
 * weight; one of several bits makes one for each bit that is set.
 */
public final class ActivityTally {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final int classes;
  private final long[] encoder;
  private final List<long[]> neurons = new ArrayList<>();
  private final List<long[]> forward = new ArrayList<>();
  private final List<long[]> recurrent = new ArrayList<>();
  private final long[][] byClass;
  private final long[] framesByClass;
  private long frames;

  /** Starts at nothing. */
  public ActivityTally(NetworkSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    classes = spec.readout().classes();
    encoder = new long[spec.encoder() instanceof EncoderSpec.Direct ? 0 : spec.channels()];
    for (LayerSpec layer : spec.layers()) {
      neurons.add(new long[layer.neurons()]);
      forward.add(new long[layer.neurons()]);
      recurrent.add(new long[layer.neurons()]);
    }
    byClass = new long[spec.layers().size() + 1][classes];
    framesByClass = new long[classes];
  }

  /**
   * Adds one clip of a batch of B clips of T frames.
   *
   * @param clip its place in the batch
   * @param padded T
   * @param length its valid frames
   * @param labels its class (1), or that of each valid frame
   * @param encoderSpikes (B, T, channels); not looked at without an encoder
   * @param spikes (B, T, TS, N) of each layer
   */
  public void add(
      int clip, int padded, int length, int[] labels, float[] encoderSpikes, List<float[]> spikes) {
    int steps = spec.timeSteps();
    for (int t = 0; t < length; t++) {
      int label = labels[labels.length == 1 ? 0 : t];
      framesByClass[label]++;
      int frame = clip * padded + t;
      byClass[0][label] += count(encoderSpikes, frame, encoder);
      for (int l = 0; l < neurons.size(); l++) {
        for (int k = 0; k < steps; k++) {
          int row = frame * steps + k;
          byClass[l + 1][label] += count(spikes.get(l), row, neurons.get(l));
          work(l, spikes.get(l), row, forward.get(l));
          // The last frame's spikes have no next frame to return to.
          if (t < length - 1) {
            work(l, spikes.get(l), row, recurrent.get(l));
          }
        }
      }
    }
    frames += length;
  }

  private static long count(float[] spikes, int row, long[] counts) {
    long sum = 0;
    for (int n = 0; n < counts.length; n++) {
      if (spikes[row * counts.length + n] != 0) {
        counts[n]++;
        sum++;
      }
    }
    return sum;
  }

  /** Adds the additions a weight that outputs make. */
  private void work(int layer, float[] outputs, int row, long[] additions) {
    float unit = spec.layers().get(layer).code().unit();
    boolean bitByBit = bitByBit(layer);
    for (int n = 0; n < additions.length; n++) {
      float output = outputs[row * additions.length + n];
      if (output != 0) {
        additions[n] += bitByBit ? Integer.bitCount(Math.round(output / unit)) : 1;
      }
    }
  }

  /** Mean of the spikes of each channel of the encoder over frames; empty without an encoder. */
  public double[] encoderRates() {
    return over(encoder, frames);
  }

  /** Mean of the spikes of each neuron of a layer over frames and their time steps, (N). */
  public double[] neuronRates(int layer) {
    return over(neurons.get(layer), frames * spec.timeSteps());
  }

  /** Mean spike of the encoder by class, (K); NaN for a class without frames. */
  public double[] encoderRatesByClass() {
    return byClass(0, encoder.length);
  }

  /** Mean spike of a layer by class, (K); NaN for a class without frames. */
  public double[] layerRatesByClass(int layer) {
    return byClass(layer + 1, (long) spec.layers().get(layer).neurons() * spec.timeSteps());
  }

  private double[] byClass(int row, long perFrame) {
    double[] rates = new double[classes];
    for (int k = 0; k < classes; k++) {
      rates[k] = (double) byClass[row][k] / (framesByClass[k] * perFrame);
    }
    return rates;
  }

  /**
   * Every matrix that spikes meet, first to last: W and U of each layer and the readout's first
   * map. Without an encoder the first W is left out: its inputs are numbers, not spikes. The second
   * map of a keyword readout, once a clip, is not among them either.
   */
  public List<Connection> connections() {
    List<Connection> all = new ArrayList<>();
    long[] inputs = encoder;
    int planes = 1;
    for (int l = 0; l < neurons.size(); l++) {
      if (inputs.length > 0) {
        // An encoder's spikes are shown at every time step of their frame.
        all.add(connection(Names.weight(l), inputs, l == 0 ? spec.timeSteps() : 1, planes));
      }
      inputs = forward.get(l);
      planes = bitByBit(l) ? spec.layers().get(l).code().bits() : 1;
      if (spec.layers().get(l).neuron().recurrent()) {
        all.add(connection(Names.recurrent(l), recurrent.get(l), 1, planes));
      }
    }
    boolean keyword = spec.readout() instanceof ReadoutSpec.Keyword;
    all.add(connection(keyword ? Names.HIDDEN_WEIGHT : Names.OUTPUT_WEIGHT, inputs, 1, planes));
    return all;
  }

  private boolean bitByBit(int layer) {
    return spec.layers().get(layer).code().sort() == OutputCode.Sort.GRADED;
  }

  private Connection connection(String name, long[] inputs, int shown, int planes) {
    float[] weights = parameters.data(name);
    long nonZero = 0;
    double operations = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        nonZero++;
        operations += (double) inputs[i % inputs.length] * shown;
      }
    }
    return new Connection(
        name,
        weights.length,
        nonZero,
        (double) weights.length * spec.timeSteps() * planes,
        operations / frames);
  }

  private static double[] over(long[] counts, long whole) {
    double[] rates = new double[counts.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (double) counts[i] / whole;
    }
    return rates;
  }
}
