package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private final NetworkSpec spec = CheckpointTest.small().spec();

  @Test
  void sameSeedSameBytes() {
    assertEquals(Initializer.draw(spec, 0.5, 3), Initializer.draw(spec, 0.5, 3));
    assertNotEquals(Initializer.draw(spec, 0.5, 3), Initializer.draw(spec, 0.5, 4));
  }

  @Test
  void recurrentWeightsAreHalfAnOrthogonalMatrix() {
    Tensor u = Initializer.draw(spec, 0.5, 3).get(Names.recurrent(0));
    int n = u.extent(0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double dot = 0;
        for (int k = 0; k < n; k++) {
          dot += u.data()[i * n + k] * u.data()[j * n + k];
        }
        assertEquals(i == j ? 0.25 : 0, dot, 1e-6);
      }
    }
  }

  /**
   * The first row is the first Gaussian draws after the 5 · 12 weights before, scaled to a length
   * of ½: not turned around, which would be orthogonal, too, but another network.
   */
  @Test
  void theFirstRecurrentRowPointsWhereItsDrawsPoint() {
    Tensor u = Initializer.draw(spec, 0.5, 3).get(Names.recurrent(0));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 60; i++) {
      random.nextDouble();
    }
    double[] draws = new double[5];
    double squares = 0;
    for (int j = 0; j < 5; j++) {
      draws[j] = Gaussian.next(random);
      squares += draws[j] * draws[j];
    }
    for (int j = 0; j < 5; j++) {
      assertEquals(0.5 * draws[j] / Math.sqrt(squares), u.data()[j], 1e-7);
    }
  }

  @Test
  void theCoarseStepIsTheOneAskedFor() {
    Parameters parameters = Initializer.draw(spec, 0.37, 3);
    float rho = parameters.data(Names.RHO)[0];
    assertEquals(0.37, ResidualEncoder.coarseStep(rho), 1e-6);
    assertEquals(0.185, ResidualEncoder.fineStep(rho, parameters.data(Names.KAPPA)[0]), 1e-6);
  }

  @Test
  void rangesAndScalesAreThoseAskedFor() {
    InitialValues usual = InitialValues.USUAL;
    InitialValues asked =
        new InitialValues(
            new Range(0.3, 0.4),
            new Range(0.5, 0.6),
            new Range(-0.2, -0.1),
            new Range(1, 2),
            0,
            0.25);
    NetworkSpec adaptive =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            List.of(
                new LayerSpec(9, new RecurrentAdaptiveLif(), Surrogate.OF_ENCODER, true, true, 0)),
            spec.readout(),
            1,
            null);
    Parameters drawn = Initializer.draw(adaptive, asked, 0.5, 3);
    requireWithin(asked.leak(), drawn.data(Names.leak(0)));
    requireWithin(asked.adaptationLeak(), drawn.data(Names.adaptationLeak(0)));
    requireWithin(asked.adaptationCoupling(), drawn.data(Names.adaptationCoupling(0)));
    requireWithin(asked.adaptationJump(), drawn.data(Names.adaptationJump(0)));
    requireWithin(new Range(0, 0), drawn.data(Names.recurrent(0)));
    requireWithin(new Range(0.25, 0.25), drawn.data(Names.normScale(0)));
    assertEquals(Initializer.draw(adaptive, 0.5, 3), Initializer.draw(adaptive, usual, 0.5, 3));
    SpecException e =
        assertThrows(
            SpecException.class,
            () ->
                new InitialValues(
                    new Range(0.5, 1),
                    usual.adaptationLeak(),
                    usual.adaptationCoupling(),
                    usual.adaptationJump(),
                    0.5,
                    0.5));
    assertEquals("leak", e.field());
  }

  /** ±1/√M of the weight before: drawn from all of it, and of the bias as of its weights. */
  @Test
  void weightsAndBiasesAreSpreadByTheirInputs() {
    NetworkSpec wide =
        new NetworkSpec(
            new FeatureSpec(25, 1),
            new EncoderSpec.Residual(false),
            List.of(new LayerSpec(64, new Lif(), Surrogate.OF_ENCODER, true, true, 0)),
            new ReadoutSpec.FrameWise(50),
            1,
            null);
    Parameters drawn = Initializer.draw(wide, 0.5, 3);
    fills(0.1, drawn.data(Names.weight(0)));
    fills(0.1, drawn.data(Names.bias(0)));
    fills(0.125, drawn.data(Names.OUTPUT_WEIGHT));
    fills(0.125, drawn.data(Names.OUTPUT_BIAS));
    requireWithin(new Range(1, 1), drawn.data(Names.normVariance(0)));
    requireWithin(new Range(0, 0), drawn.data(Names.normMean(0)));
    requireWithin(new Range(0, 0), drawn.data(Names.normShift(0)));
    requireWithin(new Range(0.5, 0.5), drawn.data(Names.normScale(0)));
  }

  /** Of 50 draws none in the upper or lower tenth happens once in 80 times, with this seed not. */
  private static void fills(double bound, float[] values) {
    requireWithin(new Range(-bound, bound), values);
    double largest = 0;
    double smallest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    assertTrue(largest > 0.8 * bound && smallest < -0.8 * bound, smallest + " to " + largest);
  }

  private static void requireWithin(Range range, float[] values) {
    for (float value : values) {
      assertTrue(
          value >= (float) range.low() && value <= (float) range.high(), range + " " + value);
    }
  }
}
