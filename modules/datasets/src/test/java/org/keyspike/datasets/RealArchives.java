package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.datasets.fetch.Archives;

/** The archives of real speech, unpacked below the build folder. */
public final class RealArchives {
  private RealArchives() {}

  public static Path unpacked(String name) throws IOException {
    return Archives.unpacked(Made.real(name), Path.of("target", "real"));
  }
}
