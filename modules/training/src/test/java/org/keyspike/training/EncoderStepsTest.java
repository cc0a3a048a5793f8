package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.FormatChooser;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ResidualEncoder;

class EncoderStepsTest {
  private static final int BANDS = 5;

  private final SplittableRandom random = new SplittableRandom(4);

  private NetworkSpec spec(EncoderSpec encoder) {
    return NetworkDraw.from(random).bands(BANDS, BANDS).encoders(encoder).spec();
  }

  @Test
  void inFloatTheyAreTheParameters() {
    NetworkSpec spec = spec(new EncoderSpec.Residual(true));
    Parameters parameters = RandomNetworks.drawn(random, spec);
    EncoderSteps steps = EncoderSteps.of(spec, parameters);
    assertArrayEquals(ResidualEncoder.coarseSteps(parameters, BANDS), steps.coarse());
    assertArrayEquals(ResidualEncoder.fineSteps(parameters, BANDS), steps.fine().orElseThrow());
  }

  /** max(1, ⌊16δ + ½⌋) sixteenths. */
  @Test
  void onTheGridTheyAreWholeSixteenths() {
    NetworkSpec real = spec(new EncoderSpec.Residual(true));
    Parameters parameters = RandomNetworks.drawn(random, real);
    NetworkSpec spec = real.withFormat(FormatChooser.choose(real, parameters, 4, 16, 3, 2));
    EncoderSteps steps = EncoderSteps.of(spec, parameters);
    float[] coarse = ResidualEncoder.coarseSteps(parameters, BANDS);
    float[] fine = ResidualEncoder.fineSteps(parameters, BANDS);
    for (int c = 0; c < BANDS; c++) {
      assertEquals(Math.max(1, Math.floor(16 * coarse[c] + 0.5)), 16 * steps.coarse()[c]);
      assertEquals(Math.max(1, Math.floor(16 * fine[c] + 0.5)), 16 * steps.fine().orElseThrow()[c]);
    }
  }

  @Test
  void onlyAResidualEncoderHasFineOnes() {
    NetworkSpec forward = spec(new EncoderSpec.StepForward());
    Parameters parameters = RandomNetworks.drawn(random, forward);
    assertTrue(EncoderSteps.of(forward, parameters).fine().isEmpty());
    assertEquals(BANDS, EncoderSteps.of(forward, parameters).coarse().length);
    NetworkSpec grid = forward.withFormat(FormatChooser.choose(forward, parameters, 4, 16, 3, 2));
    assertTrue(EncoderSteps.of(grid, parameters).fine().isEmpty());
    NetworkSpec direct = spec(new EncoderSpec.Direct());
    assertThrows(
        IllegalArgumentException.class,
        () -> EncoderSteps.of(direct, RandomNetworks.drawn(random, direct)));
  }
}
