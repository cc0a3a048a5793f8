package org.keyspike.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the folder of what can be made again. */
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
