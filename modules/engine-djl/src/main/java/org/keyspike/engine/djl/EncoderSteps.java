package org.keyspike.engine.djl;

import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * The encoder's steps on the feature grid.
 *
 * @param coarse δ¹, (C)
 * @param fine δ², (C), or null without a fine phase
 */
record EncoderSteps(Tensor coarse, Tensor fine) {
  static EncoderSteps of(NetworkSpec spec, Parameters parameters) {
    IntegerEncoder encoder = Quantizer.encoder(spec, parameters);
    if (encoder instanceof IntegerEncoder.Residual residual) {
      return new EncoderSteps(real(residual.coarseSteps()), real(residual.fineSteps()));
    }
    if (encoder instanceof IntegerEncoder.StepForward stepForward) {
      return new EncoderSteps(real(stepForward.coarseSteps()), null);
    }
    throw new IllegalStateException("an encoder without steps: " + encoder);
  }

  private static Tensor real(IntegerVector steps) {
    float[] real = new float[steps.size()];
    for (int c = 0; c < real.length; c++) {
      real[c] = steps.get(c) / (float) (1 << NumberFormat.FEATURE_FRACTION);
    }
    return new Tensor(new int[] {real.length}, real);
  }
}
