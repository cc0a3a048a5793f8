package org.keyspike.deploy.nir;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.InputException;
import org.keyspike.network.Names;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Tensor;

/**
 * A layer of leaky neurons whose threshold is 1, in double.
 *
 * @param map W and b
 * @param recurrent U, if there is one
 * @param leak β, (N)
 */
@SuppressWarnings("ArrayRecordComponent")
record NirLayer(NirMap map, Optional<NirMap> recurrent, double[] leak) {
  private static final float LARGEST_LEAK =
      (float) NumberFormat.LEAK_MAX / (1 << NumberFormat.LEAK_FRACTION);

  /**
   * The layer of a link of the chain.
   *
   * @param file that it is from, for messages
   * @param inputs what comes in
   * @param frame dt in the file's unit of time
   * @throws InputException naming what such a layer cannot have
   */
  static NirLayer of(Object file, NirChain.Link link, int inputs, double frame)
      throws InputException {
    NirMap map = NirMap.of(file, link.name() + " map", link.map(), inputs);
    int neurons = map.rows();
    Constants constants = new Constants(file, link, neurons);
    double[] tau = constants.get("tau");
    double[] r = constants.get("r");
    double[] rest = constants.get("v_leak");
    double[] threshold = constants.get("v_threshold");
    double[] leak = new double[neurons];
    double[] factor = new double[neurons];
    double[] bias = map.bias().clone();
    constants.requireZero("v_reset");
    Optional<NirMap> recurrent = Optional.empty();
    if (link.recurrent().isPresent()) {
      NirMap back = NirMap.of(file, link.name() + " w_rec", link.recurrent().get(), neurons);
      if (back.rows() != neurons) {
        throw new InputException(
            file, link.name() + " w_rec", back.rows() + " outputs", Integer.toString(neurons));
      }
      recurrent = Optional.of(back);
    }
    for (int n = 0; n < neurons; n++) {
      leak[n] = 1 - frame / tau[n];
      if (!((float) leak[n] >= 0 && (float) leak[n] <= LARGEST_LEAK)) {
        throw new InputException(
            file,
            link.name() + " tau[" + n + "]",
            tau[n] + ", a leak of " + (float) leak[n] + " with a frame of " + frame,
            "a leak from 0 to 255/256; --dt is a frame in the file's unit of time");
      }
      if (!(threshold[n] > 0)) {
        throw new InputException(
            file, link.name() + " v_threshold[" + n + "]", threshold[n], "above 0");
      }
      double reached = above(threshold[n]);
      factor[n] = frame * r[n] / tau[n] / reached;
      double both = bias[n] + (recurrent.isPresent() ? recurrent.get().bias()[n] : 0);
      bias[n] = both * factor[n] + rest[n] * frame / tau[n] / reached;
    }
    NirMap scaled = map.times(factor);
    return new NirLayer(
        new NirMap(neurons, inputs, scaled.weights(), bias),
        recurrent.map(back -> back.times(factor)),
        leak);
  }

  /** The smallest float above a number: the floats that are above it are those that reach this. */
  private static float above(double threshold) {
    float nearest = (float) threshold;
    return nearest > threshold ? nearest : Math.nextUp(nearest);
  }

  int neurons() {
    return map.rows();
  }

  /**
   * Puts its parameters among others.
   *
   * @param l its number, from 0
   * @param withRecurrent whether zeros stand for recurrent weights that it has not
   */
  void put(int l, boolean withRecurrent, Map<String, Tensor> to) {
    to.put(Names.weight(l), map.weight());
    to.put(Names.bias(l), map.tensor(map.bias()));
    to.put(Names.leak(l), map.tensor(leak));
    if (withRecurrent) {
      int n = neurons();
      to.put(Names.recurrent(l), recurrent.map(NirMap::weight).orElseGet(() -> Tensor.zeros(n, n)));
    }
  }

  /** The numbers of a node of neurons: one for each, or one for all. */
  private record Constants(Object file, NirChain.Link link, int neurons) {
    double[] get(String name) throws InputException {
      NirArray found = link.lif().arrays().get(name);
      double[] values = found == null ? new double[0] : found.values();
      if (values.length == 1) {
        double[] all = new double[neurons];
        Arrays.fill(all, values[0]);
        return all;
      }
      if (values.length != neurons) {
        throw new InputException(
            file,
            link.name() + " " + name,
            values.length + " numbers",
            neurons + ", one for each neuron");
      }
      return values;
    }

    /** Absent, in files of older versions, it is zero. */
    void requireZero(String name) throws InputException {
      if (!link.lif().arrays().containsKey(name)) {
        return;
      }
      for (double value : get(name)) {
        if (value != 0) {
          throw new InputException(
              file, link.name() + " " + name, value, "0: neurons begin anew at zero");
        }
      }
    }
  }
}
