package org.keyspike.analysis.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keyspike.io.SettingException;

/**
 * A case of the throughput table: a network at a spike rate.
 *
 * @param network which
 * @param spikeRate of inputs and of every layer, above 0 and at most ½
 */
public record ThroughputCase(TestNetwork network, double spikeRate) {
  private static final double[] RATES = {0.02, 0.05, 0.1, 0.2};

  /**
   * @throws SettingException if the rate is out of its range
   */
  public ThroughputCase {
    if (!(spikeRate > 0 && spikeRate <= 0.5)) {
      throw new SettingException("spike rate", spikeRate, "above 0 and at most 0.5");
    }
  }

  /** Every network at 2, 5, 10 and 20 %. */
  public static List<ThroughputCase> all() {
    List<ThroughputCase> all = new ArrayList<>();
    for (TestNetwork network : TestNetwork.values()) {
      for (double rate : RATES) {
        all.add(new ThroughputCase(network, rate));
      }
    }
    return all;
  }

  /** The case of a text like {@code 320-512-512-35@0.1}; empty if it is of another form. */
  public static Optional<ThroughputCase> parse(String text) {
    String[] parts = text.split("@", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      double rate = Double.parseDouble(parts[1]);
      return Stream.of(TestNetwork.values())
          .filter(network -> network.title().equals(parts[0]))
          .map(network -> new ThroughputCase(network, rate))
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s@%s", network.title(), spikeRate);
  }
}
