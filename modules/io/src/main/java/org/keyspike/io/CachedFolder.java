package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A folder of a cache: made once, and used only when it is whole. Whole means that its manifest is
 * there and agrees with what lies in it; that a folder of this name exists means nothing. Processes
 * that want the same folder at once wait for the one that makes it.
 */
public final class CachedFolder {
  private CachedFolder() {}

  /** What fills a folder that exists and is empty. */
  @FunctionalInterface
  public interface Maker {
    void fill(Path folder) throws IOException;
  }

  /**
   * The folder, made if it is not there whole. What stands in its place and is not whole is
   * replaced.
   *
   * @param folder in a cache, whose other folders are made if needed
   * @param maker makes it, with the same content each time
   * @throws IOException from the maker or the file system; nothing is left then
   */
  public static Path openOrMake(Path folder, Maker maker) throws IOException {
    if (FolderManifest.holds(folder)) {
      return folder;
    }
    Path place = folder.toAbsolutePath();
    Files.createDirectories(place.getParent());
    FileGuard guard = FileGuard.hold(place.resolveSibling("." + place.getFileName() + ".lock"));
    try {
      if (!FolderManifest.holds(folder)) {
        make(folder, maker);
      }
    } finally {
      guard.close();
    }
    return folder;
  }

  private static void make(Path folder, Maker maker) throws IOException {
    FolderManifest made;
    try (Staging staging = Staging.beside(folder)) {
      Files.createDirectory(staging.path());
      maker.fill(staging.path());
      made = FolderManifest.write(staging.path());
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !FolderManifest.holds(folder)) {
        Staging.deleteAll(folder);
      }
      staging.commitFolder();
    } catch (IOException e) {
      throw FileProblem.of(folder, e);
    }
    // All of it was read for the manifest: whose manifest is there says whose files are.
    if (!made.isIn(folder)) {
      throw new IOException(folder + ": something else is writing there");
    }
  }
}
