package org.keyspike.cli.doctor;

import java.util.List;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** The network of the checks: one recurrent layer between encoder and keyword readout. */
final class TinyNetwork {
  private TinyNetwork() {}

  static NetworkSpec spec(int bands, int classes, int frames) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    return new NetworkSpec(
        new FeatureSpec(bands, 1),
        new EncoderSpec.Residual(false),
        List.of(new LayerSpec(16, new RecurrentLif(), surrogate, false, true, 0)),
        new ReadoutSpec.Keyword(8, classes, frames),
        1,
        null);
  }
}
