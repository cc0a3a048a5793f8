package org.keyspike.training;

import java.util.Optional;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ResidualEncoder;

/**
 * The encoder's steps as an engine is to use them: with a number format the integer network's, to
 * the last bit.
 *
 * @param coarse δ¹, (C)
 * @param fine δ², (C), of an encoder with a fine phase
 */
public record EncoderSteps(float[] coarse, Optional<float[]> fine) {

  /**
   * The steps of an encoder that spikes.
   *
   * @throws IllegalArgumentException if it does not
   */
  public static EncoderSteps of(NetworkSpec spec, Parameters parameters) {
    int bands = spec.features().bands();
    boolean residual = spec.encoder() instanceof EncoderSpec.Residual;
    if (!residual && !(spec.encoder() instanceof EncoderSpec.StepForward)) {
      throw new IllegalArgumentException("an encoder without steps: " + spec.encoder());
    }
    if (spec.format() == null) {
      return new EncoderSteps(
          ResidualEncoder.coarseSteps(parameters, bands),
          residual ? Optional.of(ResidualEncoder.fineSteps(parameters, bands)) : Optional.empty());
    }
    IntegerEncoder encoder = Quantizer.encoder(spec, parameters);
    return encoder instanceof IntegerEncoder.Residual both
        ? new EncoderSteps(real(both.coarseSteps()), Optional.of(real(both.fineSteps())))
        : new EncoderSteps(
            real(((IntegerEncoder.StepForward) encoder).coarseSteps()), Optional.empty());
  }

  private static float[] real(IntegerVector steps) {
    float[] real = new float[steps.size()];
    for (int c = 0; c < real.length; c++) {
      real[c] = steps.get(c) / (float) (1 << NumberFormat.FEATURE_FRACTION);
    }
    return real;
  }
}
