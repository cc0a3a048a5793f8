package org.keyspike.analysis.throughput;

/**
 * One large dense matrix product of a native library, with an engine's threads: the speed that no
 * dense engine on that library exceeds.
 */
public interface DenseBound extends AutoCloseable {
  /** Multiply-adds of a product. */
  double multiplyAdds();

  /** Computes it once; the result is dropped. */
  void multiply();

  @Override
  void close();
}
