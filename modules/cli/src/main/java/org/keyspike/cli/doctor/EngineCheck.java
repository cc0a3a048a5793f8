package org.keyspike.cli.doctor;

import org.keyspike.engine.djl.NativeLibrary;
import org.keyspike.engine.vector.Availability;
import org.keyspike.engine.vector.VectorEngine;

/** What gradients are computed by. */
final class EngineCheck {
  private EngineCheck() {}

  static Finding simd() {
    return simd(VectorEngine.availability());
  }

  static Finding simd(Availability vectors) {
    return vectors.simd()
        ? Finding.fine("SIMD", vectors.reason())
        : Finding.warning("SIMD", "none: " + vectors.reason(), vectors.remedy());
  }

  static Finding nativeLibrary() {
    try {
      return Finding.fine("native library", NativeLibrary.load().description());
    } catch (RuntimeException | LinkageError e) {
      return unloaded(e);
    }
  }

  static Finding unloaded(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Finding.red(
        "native library",
        "PyTorch does not load: " + String.valueOf(root).strip().replaceAll("\\s*\\R\\s*", "; "),
        "build on this machine, so that Maven takes the library of its system: remove modules/cli/target"
            + " and call scripts/keyspike again; Linux needs glibc 2.28 or later. Engine vector works"
            + " without it");
  }

  static Finding gpu() {
    try {
      return gpu(NativeLibrary.load());
    } catch (RuntimeException | LinkageError e) {
      return Finding.warning(
          "GPU", "not looked for, as the native library does not load", "see native library");
    }
  }

  static Finding gpu(NativeLibrary library) {
    return Finding.fine(
        "GPU",
        library.gpus() > 0
            ? library.gpus() + " that the native library reaches: training.device=gpu"
            : "none that the native library reaches (training.device=gpu wants a CUDA driver and a build"
                + " with KEYSPIKE_MAVEN=-Pcuda)");
  }
}
