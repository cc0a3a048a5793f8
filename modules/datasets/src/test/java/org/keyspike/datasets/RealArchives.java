package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;

/** The archives of real speech, unpacked below the build folder. */
final class RealArchives {
  private RealArchives() {}

  static Path unpacked(String name) throws IOException {
    return Archives.unpacked(Made.real(name), Path.of("target", "real"));
  }
}
