package org.keyspike.engine.djl;

import ai.djl.engine.Engine;

/**
 * The native library as it is found at run time.
 *
 * @param version of PyTorch
 * @param gpus CUDA devices that it reaches
 */
public record NativeLibrary(String version, int gpus) {

  /**
   * Loads it, if it is not loaded already.
   *
   * @throws RuntimeException or a {@link LinkageError} if there is none for this machine
   */
  public static NativeLibrary load() {
    Engine engine = DjlEngine.library();
    return new NativeLibrary(engine.getVersion(), engine.getGpuCount());
  }

  /** What it is, for people. */
  public String description() {
    return "PyTorch " + version;
  }
}
