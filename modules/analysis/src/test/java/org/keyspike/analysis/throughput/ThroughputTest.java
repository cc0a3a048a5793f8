package org.keyspike.analysis.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.engine.djl.DenseProduct;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.Surrogate;

/** That everything runs and is filled in; the figures of so short a run mean nothing. */
@Tag("slow")
class ThroughputTest {
  private static final int SIZE = 64;
  private static final Throughput.Effort LEAST = new Throughput.Effort(1, 0, 0, 1);

  @Test
  void measuresAllSidesAtTheNominalRate() {
    double nominal = 0.1;
    try (Throughput throughput = new Throughput(LEAST, contenders())) {
      CaseResult result =
          throughput.measure(new ThroughputCase(TestNetwork.SMALL_KEYWORD, nominal));
      assertEquals("320-256-256-13", result.network());
      assertTrue(result.clipsPerSecond().djl() > 0);
      assertTrue(result.clipsPerSecond().vectorScalar() > 0);
      assertTrue(result.clipsPerSecond().denseBound() > 0);
      assertTrue(result.clipsPerSecond().vector().orElseThrow() > 0);
      for (double rate : result.load().layerRates()) {
        assertEquals(nominal, rate, CalibratedNetwork.TOLERANCE * nominal);
      }
      for (double active : result.load().activeSurrogates()) {
        assertTrue(active > 0 && active < 1, "boxcar is 0 somewhere: " + active);
      }
      assertEquals(1, result.measurement().rounds());
      assertEquals(Set.of("djl", "vector", "vectorScalar"), result.memory().keySet());
      assertTrue(throughput.machine().threads() >= 1);
    }
  }

  @Test
  void networksHaveTheSurrogateThatIsPromised() {
    for (TestNetwork network : TestNetwork.values()) {
      network
          .spec()
          .layers()
          .forEach(
              layer -> assertEquals(new Surrogate(Surrogate.Shape.BOXCAR, 2), layer.surrogate()));
    }
  }

  /**
   * What is measured is the same whatever the engines are; the one that the network is calibrated
   * with is a fast one, and vectors are slow without the second compiler.
   */
  private static Contenders contenders() {
    DjlEngine djl = new DjlEngine(DjlEngine.Device.CPU, 2);
    DenseProduct product = new DenseProduct(djl, SIZE);
    return new Contenders(
        djl,
        VectorEngine.open(VectorEngine.Kernels.SCALAR, 1),
        Optional.of(VectorEngine.open(VectorEngine.Kernels.SCALAR, 2)),
        VectorEngine.open(VectorEngine.Kernels.SCALAR, 2),
        new DenseBound(SIZE, product::multiply, product::close),
        VectorEngine.availability().reason());
  }
}
