package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

/** From the settings of a recipe to a network that has learned nothing yet. */
class NetworkSettingsTest {
  private static final NetworkSettings SETTINGS = NetworkSettings.USUAL.withLayers(List.of(9, 5));

  @Test
  void aClipHasOneAnswerAndAFrameItsOwn() {
    FeatureSpec features = new FeatureSpec(4, 10);
    NetworkSpec keyword = SETTINGS.spec(features, EncoderSettings.USUAL, 3, 20);
    assertEquals(features, keyword.features());
    assertEquals(List.of(9, 5), keyword.layers().stream().map(LayerSpec::neurons).toList());
    assertEquals(new ReadoutSpec.Keyword(64, 3, 20), keyword.readout());
    assertEquals(
        new ReadoutSpec.FrameWise(3),
        SETTINGS.spec(features, EncoderSettings.USUAL, 3, 0).readout());
  }

  /** The defaults of the design's section 2. */
  @Test
  void theUsualSlopeIsThatOfTheShape() {
    Map<Surrogate.Shape, Float> usual =
        Map.of(
            Surrogate.Shape.FAST_SIGMOID, 10f,
            Surrogate.Shape.BOXCAR, 2f,
            Surrogate.Shape.TRIANGLE, 1f,
            Surrogate.Shape.SIGMOID, 5f);
    for (Surrogate.Shape shape : Surrogate.Shape.values()) {
      assertEquals(usual.get(shape), SurrogateSettings.of(shape).slope());
      assertEquals(Surrogate.of(shape), SurrogateSettings.of(shape).spec());
      assertEquals(new Surrogate(shape, 3), new SurrogateSettings(shape, 3f, 1).spec());
      assertEquals(new Surrogate(shape, 3, 0.2f), new SurrogateSettings(shape, 3f, 0.2f).spec());
    }
    assertThrows(SpecException.class, () -> new SurrogateSettings(Surrogate.Shape.TRIANGLE, 0f, 1));
    assertThrows(SpecException.class, () -> new SurrogateSettings(Surrogate.Shape.TRIANGLE, 1f, 0));
    assertEquals(
        Surrogate.of(Surrogate.Shape.FAST_SIGMOID),
        SETTINGS
            .spec(new FeatureSpec(4, 10), EncoderSettings.USUAL, 3, 20)
            .layers()
            .get(1)
            .surrogate());
  }

  @Test
  void encodersAreNamedByKind() {
    EncoderSettings perBand = new EncoderSettings("residual", true, EncoderLearning.FROZEN, 0.5);
    assertEquals(new EncoderSpec.Residual(true), perBand.spec());
    assertEquals(
        new EncoderSpec.StepForward(),
        new EncoderSettings("step-forward", false, EncoderLearning.TASK, 0.5).spec());
    assertEquals(
        new EncoderSpec.Direct(),
        new EncoderSettings("direct", false, EncoderLearning.TASK, 0.5).spec());
    for (String kind : new String[] {"step-forward", "direct"}) {
      assertThrows(
          SpecException.class, () -> new EncoderSettings(kind, true, EncoderLearning.TASK, 0.5));
    }
    for (double quantile : new double[] {0, 1, Double.NaN}) {
      assertThrows(
          SpecException.class,
          () -> new EncoderSettings("direct", false, EncoderLearning.TASK, quantile));
    }
    assertThrows(
        SpecException.class, () -> new EncoderSettings("magic", false, EncoderLearning.TASK, 0.5));
  }

  @Test
  void theFirstNumbersComeFromTheSeedAndTheStepsFromTheData() {
    MadeFeatures training = new MadeFeatures(12, 4, 20, 3, 1);
    Checkpoint one = draw(training, 7);
    assertEquals(one, draw(training, 7));
    assertNotEquals(one.parameters(), draw(training, 8).parameters());
    assertEquals(new ReadoutSpec.Keyword(64, 3, 20), one.spec().readout());
    assertEquals(Map.of("data", "made"), one.provenance());
    double step = StepQuantile.of(training, EncoderSettings.USUAL.stepQuantile());
    assertArrayEquals(
        new float[] {(float) step, (float) step, (float) step, (float) step},
        ResidualEncoder.coarseSteps(one.parameters(), 4),
        1e-5f);
    assertEquals(1, one.parameters().data(Names.RHO).length, "steps are shared");
  }

  private static Checkpoint draw(MadeFeatures training, long seed) {
    return UntrainedNetwork.draw(
        SETTINGS,
        EncoderSettings.USUAL,
        new FrontEndSettings(4, 10),
        List.of("a", "b", "c"),
        training,
        seed,
        Map.of("data", "made"));
  }
}
