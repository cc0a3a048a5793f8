package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.DelayLine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;

/**
 * A tally of the spikes of a network over many clips: by neuron, by class, and what work they make.
 * Of other outputs those that are not 0 count. As work, a power of two is one operation a weight
 * that it meets, because it only shifts it; a graded output is one for each of its bits that is
 * set, as features are, because weights meet it bit by bit.
 */
public final class ActivityTally implements WorkTally {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final int classes;
  private final long[] encoder;
  private final List<long[]> neurons = new ArrayList<>();

  /** Of each layer, the frames that each of its inputs comes late; null where none does. */
  private final List<int[]> delays = new ArrayList<>();

  /** Work of each layer's inputs that arrive within their clip, (M), and of what returns, (N). */
  private final List<long[]> arrived = new ArrayList<>();

  private final List<long[]> returned = new ArrayList<>();

  /** Work of what the readout reads, (N). */
  private final long[] read;

  private final long[][] byClass;
  private final long[] framesByClass;
  private long frames;

  /** Starts at nothing. */
  public ActivityTally(NetworkSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    classes = spec.readout().classes();
    encoder = new long[spec.encoder() instanceof EncoderSpec.Direct ? 0 : spec.channels()];
    for (int l = 0; l < spec.layers().size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      neurons.add(new long[layer.neurons()]);
      returned.add(new long[layer.neurons()]);
      arrived.add(new long[l == 0 ? encoder.length : spec.inputs(l)]);
      delays.add(layer.delayed() ? DelayLine.whole(parameters.data(Names.delay(l))) : null);
    }
    read = new long[spec.readoutInputs()];
    byClass = new long[spec.layers().size() + 1][classes];
    framesByClass = new long[classes];
  }

  @Override
  public void add(
      int clip, int padded, int length, int[] labels, float[] encoderSpikes, List<float[]> spikes) {
    int steps = spec.timeSteps();
    for (int t = 0; t < length; t++) {
      int label = labels[labels.length == 1 ? 0 : t];
      framesByClass[label]++;
      int frame = clip * padded + t;
      byClass[0][label] += count(encoderSpikes, frame, encoder);
      arrive(0, encoderSpikes, frame, length - t);
      for (int l = 0; l < neurons.size(); l++) {
        float[] outputs = spikes.get(l);
        for (int k = 0; k < steps; k++) {
          int row = frame * steps + k;
          byClass[l + 1][label] += count(outputs, row, neurons.get(l));
          // The last frame's spikes have no next frame to return to.
          if (t < length - 1) {
            work(l, outputs, row, returned.get(l));
          }
          if (l + 1 < neurons.size()) {
            arrive(l + 1, outputs, row, length - t);
          } else {
            work(l, outputs, row, read);
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

  /**
   * Adds the work of those inputs of a layer that are not later than their clip is over.
   *
   * @param left frames of the clip, this one among them
   */
  private void arrive(int l, float[] inputs, int row, int left) {
    long[] sum = arrived.get(l);
    int[] late = delays.get(l);
    for (int j = 0; j < sum.length; j++) {
      if (late == null || late[j] < left) {
        sum[j] += work(l - 1, inputs[row * sum.length + j]);
      }
    }
  }

  private void work(int l, float[] outputs, int row, long[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += work(l, outputs[row * sum.length + n]);
    }
  }

  /**
   * Operations of an output and one weight.
   *
   * @param l whose output it is, from 0; −1 of the encoder
   */
  private int work(int l, float output) {
    if (output == 0) {
      return 0;
    }
    return l >= 0 && spec.layers().get(l).code() instanceof OutputCode.Graded graded
        ? Integer.bitCount(Math.round(output / graded.unit()))
        : 1;
  }

  /** Operations of the largest work of an output of a layer (from 0) and one weight. */
  private int largestWork(int l) {
    return l >= 0 && spec.layers().get(l).code() instanceof OutputCode.Graded graded
        ? graded.bits()
        : 1;
  }

  /** Mean of the spikes of each channel of the encoder over frames; empty without an encoder. */
  public double[] encoderRates() {
    return over(encoder, frames);
  }

  /** The part of frames and their time steps in which each neuron of a layer spikes, (N). */
  public double[] neuronRates(int layer) {
    return over(neurons.get(layer), frames * spec.timeSteps());
  }

  /** Mean spike of the encoder by class, (K); NaN for a class without frames. */
  public double[] encoderRatesByClass() {
    return byClass(0, encoder.length);
  }

  /** Mean of these by class, (K); NaN for a class without frames. */
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

  @Override
  public List<Connection> connections() {
    List<Connection> all = new ArrayList<>();
    for (int l = 0; l < neurons.size(); l++) {
      if (arrived.get(l).length > 0) {
        // An encoder's spikes are shown at every time step of their frame.
        int shown = l == 0 ? spec.timeSteps() : 1;
        all.add(connection(Names.weight(l), arrived.get(l), shown, largestWork(l - 1)));
      }
      if (spec.layers().get(l).neuron().recurrent()) {
        all.add(connection(Names.recurrent(l), returned.get(l), 1, largestWork(l)));
      }
    }
    boolean keyword = spec.readout() instanceof ReadoutSpec.Keyword;
    String first = keyword ? Names.HIDDEN_WEIGHT : Names.OUTPUT_WEIGHT;
    all.add(connection(first, read, 1, largestWork(neurons.size() - 1)));
    return all;
  }

  /**
   * @param shown time steps that each input is shown at
   * @param most operations of an input and a weight
   */
  private Connection connection(String name, long[] inputs, int shown, int most) {
    return Connection.of(
        name, parameters.data(name), inputs, shown, spec.timeSteps() * most, frames);
  }

  private static double[] over(long[] counts, long whole) {
    double[] rates = new double[counts.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (double) counts[i] / whole;
    }
    return rates;
  }
}
