package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.datasets.fetch.Archives;

/** The archives of real speech, unpacked once below the build folder of data sets. */
public final class RealArchives {
  private RealArchives() {}

  public static Path unpacked(String name) throws IOException {
    Path cache = Path.of("..", "datasets", "target", "real").toAbsolutePath().normalize();
    return Archives.unpacked(Made.real(name), cache);
  }
}
