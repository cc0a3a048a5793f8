package org.keyspike.analysis.throughput;

/**
 * One large dense matrix product of a native library, with an engine's threads: the speed that no
 * dense engine on that library exceeds.
 *
 * @param size rows and columns of its matrices, n
 * @param multiply computes the product once; the result is dropped
 * @param release gives the matrices back
 */
public record DenseBound(int size, Runnable multiply, Runnable release) {

  /** Multiply-adds of a product, n³. */
  double multiplyAdds() {
    return Math.pow(size, 3);
  }
}
