package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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

  @Test
  void theCoarseStepIsTheOneAskedFor() {
    Parameters parameters = Initializer.draw(spec, 0.37, 3);
    float rho = parameters.data(Names.RHO)[0];
    assertEquals(0.37, ResidualEncoder.coarseStep(rho), 1e-6);
    assertEquals(0.185, ResidualEncoder.fineStep(rho, parameters.data(Names.KAPPA)[0]), 1e-6);
  }
}
