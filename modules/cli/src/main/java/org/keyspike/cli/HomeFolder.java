package org.keyspike.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The home folder of the user, where libraries unpack what they bring along. A user whom the system
 * does not know, as in a container that was started under any number, has none: Java then says "?",
 * and a folder of that name would fill up wherever a command is given.
 */
final class HomeFolder {
  private static final String PROPERTY = "user.home";

  private HomeFolder() {}

  /** Sees to it that there is one. */
  static void ensure() {
    Optional<Path> cache = Optional.ofNullable(System.getenv("KEYSPIKE_CACHE")).map(Path::of);
    System.setProperty(
        PROPERTY,
        of(
            System.getProperty(PROPERTY),
            Optional.ofNullable(System.getenv("HOME")),
            cache.orElseGet(Locations::cache)));
  }

  /**
   * The home folder to use.
   *
   * @param known what Java says
   * @param home what the environment says
   * @param cache where all lies that can be made again
   */
  static String of(String known, Optional<String> home, Path cache) {
    if (isFolder(known)) {
      return known;
    }
    return home.filter(HomeFolder::isFolder)
        .orElseGet(() -> cache.resolve("home").toAbsolutePath().toString());
  }

  private static boolean isFolder(String text) {
    return text != null && Path.of(text).isAbsolute() && Files.isDirectory(Path.of(text));
  }
}
