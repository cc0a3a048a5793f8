package org.keyspike.cli.doctor;

import org.keyspike.engine.djl.NativeLibrary;
import org.keyspike.engine.vector.Availability;
import org.keyspike.engine.vector.VectorEngine;

/** The check of the engines that compute gradients. */
final class EngineCheck {
  private EngineCheck() {}

  static CheckResult simd() {
    return simd(VectorEngine.availability());
  }

  static CheckResult simd(Availability vectors) {
    return vectors.simd()
        ? CheckResult.fine("SIMD", vectors.reason())
        : CheckResult.warning("SIMD", "none: " + vectors.reason(), vectors.remedy());
  }

  static CheckResult nativeLibrary() {
    try {
      return CheckResult.fine("native library", NativeLibrary.load().description());
    } catch (RuntimeException | LinkageError e) {
      return unloaded(e);
    }
  }

  static CheckResult unloaded(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return CheckResult.red(
        "native library",
        "PyTorch does not load: " + String.valueOf(root).strip().replaceAll("\\s*\\R\\s*", "; "),
        "build on this machine, so that Maven takes the library of its system: remove modules/cli/target"
            + " and call scripts/keyspike again; Linux needs glibc 2.28 or later. Engine vector works"
            + " without it");
  }

  static CheckResult gpu() {
    try {
      return gpu(NativeLibrary.load());
    } catch (RuntimeException | LinkageError e) {
      return CheckResult.warning(
          "GPU", "not looked for, as the native library does not load", "see native library");
    }
  }

  static CheckResult gpu(NativeLibrary library) {
    return CheckResult.fine(
        "GPU",
        library.gpus() > 0
            ? library.gpus() + " that the native library reaches: training.device=gpu"
            : "none that the native library reaches (training.device=gpu wants a CUDA driver and a build"
                + " with KEYSPIKE_MAVEN=-Pcuda)");
  }
}
