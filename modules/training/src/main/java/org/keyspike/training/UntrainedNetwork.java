package org.keyspike.training;

import java.util.List;
import java.util.Map;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkSpec;

/** The network that learning starts from: one for some features, with numbers drawn from a seed. */
public final class UntrainedNetwork {
  private UntrainedNetwork() {}

  /**
   * Draws it. The encoder's steps start from the data.
   *
   * @param frontEnd that made the features
   * @param classes their names
   * @param training the features to learn from
   * @param seed of first weights
   * @param provenance what it is made from
   * @throws org.keyspike.network.SpecException if such a network cannot be
   */
  public static Checkpoint draw(
      NetworkSettings network,
      EncoderSettings encoder,
      FrontEndSettings frontEnd,
      List<String> classes,
      LabelledFeatures training,
      long seed,
      Map<String, String> provenance) {
    NetworkSpec spec =
        network.spec(
            FeatureSpec.of(frontEnd),
            encoder,
            classes.size(),
            training.frameWise() ? 0 : training.maxFrames());
    double step = StepQuantile.of(training, encoder.stepQuantile());
    return new Checkpoint(
        spec, classes, Initializer.draw(spec, network.initial(), step, seed), provenance);
  }
}
