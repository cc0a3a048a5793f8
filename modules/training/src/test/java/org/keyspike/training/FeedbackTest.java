package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;

class FeedbackTest {
  private static NetworkSpec spec(ReadoutSpec readout) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.BOXCAR);
    return new NetworkSpec(
        new FeatureSpec(3, 1),
        new EncoderSpec.Residual(false),
        List.of(
            new LayerSpec(200, new Lif(), surrogate, false, true, 0),
            new LayerSpec(7, new Lif(), surrogate, false, true, 0)),
        readout,
        1,
        null);
  }

  @Test
  void everyStageHasAMatrixWithARowForEachClass() {
    Parameters found = Feedback.draw(spec(new ReadoutSpec.Keyword(5, 4, 10)), 3);
    assertEquals(
        Set.of("feedback.encoder", "feedback.layer1", "feedback.layer2", "feedback.hidden"),
        Set.copyOf(found.names()));
    assertArrayEquals(new int[] {4, 12}, found.get(Feedback.ENCODER).shape());
    assertArrayEquals(new int[] {4, 200}, found.get(Feedback.layer(0)).shape());
    assertArrayEquals(new int[] {4, 7}, found.get(Feedback.layer(1)).shape());
    assertArrayEquals(new int[] {4, 5}, found.get(Feedback.HIDDEN).shape());
    assertEquals(
        Set.of("feedback.encoder", "feedback.layer1", "feedback.layer2"),
        Set.copyOf(Feedback.draw(spec(new ReadoutSpec.FrameWise(4)), 3).names()));
  }

  /** N(0, 1/K): of 1,000 draws a mean square off by a fifth is 4.5 standard deviations. */
  @Test
  void theirVarianceIsOneOverTheClasses() {
    Parameters found = Feedback.draw(spec(new ReadoutSpec.FrameWise(5)), 3);
    double squares = 0;
    double sum = 0;
    for (float value : found.data(Feedback.layer(0))) {
      squares += value * value;
      sum += value;
    }
    assertEquals(1 / 5.0, squares / 1000, 0.04);
    assertEquals(0, sum / 1000, 0.06);
  }

  @Test
  void theSeedDecides() {
    NetworkSpec spec = spec(new ReadoutSpec.FrameWise(5));
    assertEquals(Feedback.draw(spec, 3), Feedback.draw(spec, 3));
    assertNotEquals(Feedback.draw(spec, 3), Feedback.draw(spec, 4));
  }
}
