package org.keyspike.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where what can be made again is kept. */
final class CacheOption {
  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      defaultValue = "${env:KEYSPIKE_CACHE}",
      description =
          "Keeps unpacked archives, synthesised words and features; default: KEYSPIKE_CACHE, or"
              + " cache in the repository.")
  private Path cache;

  Path folder() {
    return cache == null ? Locations.cache() : cache;
  }
}
