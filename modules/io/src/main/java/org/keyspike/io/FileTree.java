package org.keyspike.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of folders of data, the same for everyone who reads one. What systems leave in any
 * folder ({@link #hidden}) is no content. Symbolic links count as what they lead to; a folder that
 * several links lead to is read once, so that no recording counts twice and no walk goes round.
 */
public final class FileTree {
  /** Folders and files of systems and tools, whose names do not begin with a dot. */
  private static final Set<String> OF_SYSTEMS =
      Set.of(
          "__MACOSX",
          "__pycache__",
          "@eaDir",
          "#recycle",
          "lost+found",
          "$RECYCLE.BIN",
          "System Volume Information",
          "Thumbs.db",
          "desktop.ini");

  private FileTree() {}

  /**
   * Whether a file or folder is the system's rather than the user's: its name begins with a dot, as
   * {@code ._clip.wav} and {@code .DS_Store}, or is one that systems use.
   *
   * @param name without folders
   */
  public static boolean hidden(String name) {
    return name.startsWith(".") || OF_SYSTEMS.contains(name);
  }

  /**
   * What lies in a folder and is not hidden, by name.
   *
   * @throws InputException if two names look the same to Java, whose locale knows no letters but
   *     those of ASCII: what is said of one would hold of the other
   */
  public static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        if (!hidden(entry.getFileName().toString())) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.naturalOrder());
    requireApart(entries);
    return entries;
  }

  private static void requireApart(List<Path> entries) throws InputException {
    Set<String> names = new HashSet<>();
    for (Path entry : entries) {
      if (!names.add(entry.toString())) {
        throw new InputException(
            entry,
            "name",
            "two that differ in bytes that are no text in "
                + System.getProperty("sun.jnu.encoding"),
            "names in UTF-8, and LC_ALL=C.UTF-8 where there is no other locale");
      }
    }
  }

  /**
   * All files in a folder and the folders in it that are not hidden, by path. A link that leads
   * nowhere counts as a file, so that whoever reads it says so.
   *
   * @param folder itself may be a link, or hidden
   */
  public static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    collect(folder, new HashSet<>(), files);
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static void collect(Path folder, Set<Path> seen, List<Path> files) throws IOException {
    if (!seen.add(folder.toRealPath())) {
      return;
    }
    List<Path> links = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        collect(entry, seen, files);
      } else if (Files.isDirectory(entry)) {
        links.add(entry);
      } else if (Files.isRegularFile(entry) || Files.isSymbolicLink(entry)) {
        files.add(entry);
      }
    }
    // After folders of their own right, whose paths are the better names.
    for (Path link : links) {
      collect(link, seen, files);
    }
  }
}
