package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class DjlEngineTest {

  /** The native library has one number for a thread of Java, engines have one each. */
  @Test
  void everyEngineComputesWithItsOwnNumberOfThreads() {
    try (DjlEngine one = new DjlEngine(DjlEngine.Device.CPU, 1);
        DjlEngine two = new DjlEngine(DjlEngine.Device.CPU, 2)) {
      for (int i = 0; i < 2; i++) {
        assertThreads(1, one);
        assertThreads(2, two);
      }
    }
  }

  @Test
  void productCountsItsMultiplyAdds() {
    try (DjlEngine engine = new DjlEngine(DjlEngine.Device.CPU, 1);
        DenseProduct product = new DenseProduct(engine, 20)) {
      product.multiply();
      assertEquals(8000, product.multiplyAdds());
    }
  }

  private static void assertThreads(int expected, DjlEngine engine) {
    try (NDManager manager = engine.newManager()) {
      assertEquals(expected, JniUtils.getNumThreads(), manager::getName);
    }
  }
}
