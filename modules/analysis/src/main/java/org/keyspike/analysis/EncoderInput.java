package org.keyspike.analysis;

import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.BandSteps;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ResidualEncoder;

/** Features and steps as a network takes them: on the integer grid if it is on it. */
final class EncoderInput {
  private static final float UNIT = 1f / (1 << NumberFormat.FEATURE_FRACTION);

  private final LabelledFeatures features;
  private final boolean onGrid;
  private final float[] clip;

  EncoderInput(LabelledFeatures features, NetworkSpec spec) {
    this.features = features;
    onGrid = spec.format() != null;
    clip = new float[features.maxFrames() * features.bands()];
  }

  /** The features of a clip, (T, C), in an array that the next call fills again. */
  float[] clip(int index) {
    features.read(index, clip, 0);
    if (onGrid) {
      for (int i = 0; i < features.frames(index) * features.bands(); i++) {
        clip[i] = FeatureQuantizer.quantize(clip[i]) * UNIT;
      }
    }
    return clip;
  }

  /** The steps of an encoder that has some. */
  static BandSteps steps(NetworkSpec spec, Parameters parameters) {
    if (spec.format() != null) {
      IntegerEncoder encoder = Quantizer.encoder(spec, parameters);
      return encoder instanceof IntegerEncoder.Residual residual
          ? new BandSteps(features(residual.coarseSteps()), features(residual.fineSteps()))
          : new BandSteps(features(((IntegerEncoder.StepForward) encoder).coarseSteps()), null);
    }
    int bands = spec.features().bands();
    boolean fine = spec.encoder() instanceof EncoderSpec.Residual;
    return new BandSteps(
        ResidualEncoder.coarseSteps(parameters, bands),
        fine ? ResidualEncoder.fineSteps(parameters, bands) : null);
  }

  private static float[] features(IntegerVector units) {
    float[] steps = new float[units.size()];
    for (int c = 0; c < steps.length; c++) {
      steps[c] = units.get(c) * UNIT;
    }
    return steps;
  }
}
