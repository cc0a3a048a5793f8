package org.keyspike.deploy.c99;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files of the runtime that are the same for every image, which are resources. */
final class Runtime {
  /** The library's. */
  static final List<String> LIBRARY =
      List.of(
          "keyspike.h",
          "ks_state.h",
          "keyspike.c",
          "ks_spectrum.c",
          "ks_bands.c",
          "ks_encoder.c",
          "ks_matrix.c",
          "ks_delay.c",
          "ks_neurons.c",
          "ks_layers.c",
          "ks_window.c",
          "ks_readout.c",
          "ks_detector.c");

  private Runtime() {}

  /** The content of a file. */
  static String text(String name) {
    try (InputStream in = Runtime.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
