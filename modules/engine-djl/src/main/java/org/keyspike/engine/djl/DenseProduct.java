package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * One large float32 matrix product of the native library, with the engine's threads: the speed that
 * no dense engine on this library exceeds.
 */
public final class DenseProduct implements AutoCloseable {
  private final DjlEngine engine;
  private final NDManager manager;
  private final NDArray left;
  private final NDArray right;
  private final int size;

  /**
   * Makes two random matrices.
   *
   * @param engine whose device and threads compute; it must outlive this
   * @param size rows and columns of both, n
   */
  public DenseProduct(DjlEngine engine, int size) {
    this.size = size;
    this.engine = engine;
    manager = engine.newManager();
    left = manager.randomNormal(new Shape(size, size));
    right = manager.randomNormal(new Shape(size, size));
  }

  /** Multiply-adds of a product, n³. */
  public double multiplyAdds() {
    return Math.pow(size, 3);
  }

  /** Computes it once; the result is dropped. */
  public void multiply() {
    try (NDManager local = engine.newManager()) {
      NDArray product = left.matMul(right);
      product.attach(local);
      // One value is asked for, so that a device that only queues has to finish.
      product.getFloat(0, 0);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
