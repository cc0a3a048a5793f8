package org.keyspike.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest of a folder that was made whole: how many files are in it, how many bytes, and a
 * digest of them. It is written last. A folder without one, or with other files than it says, is
 * not whole, for whatever reason: killed half-way, cleaned up by another, a disk that lost power.
 * Files that begin with a dot, as this one and those that desktops leave, do not count.
 *
 * <p>Beside it lie the {@link FolderHashes}, by which files that nobody has written to are told
 * without reading them.
 *
 * @param files number of files
 * @param bytes of all of them
 * @param sha256 of every file's path, length and CRC-32C, in the order of the paths
 */
record FolderManifest(long files, long bytes, String sha256) {
  /** Its file in the folder. */
  static final String NAME = ".keyspike-manifest";

  private static final Logger LOG = LoggerFactory.getLogger(FolderManifest.class);
  private static final long NOT_ASKED = Long.MIN_VALUE;
  private static final long LONG_AGO = 0;
  private static final String FORM = "keyspike manifest 1\nfiles %d\nbytes %d\nsha256 %s\n";

  /**
   * Writes the manifest of a folder as it is, beside its other files and then by rename.
   *
   * @param known hashes of files that need not be read, as they were just written
   */
  static FolderManifest write(Path folder, Map<Path, FileHash> known) throws IOException {
    Look look = new Look(folder, clock(folder));
    FolderManifest manifest =
        look.at((file, stamp) -> Optional.ofNullable(known.get(folder.resolve(file))));
    look.hashes().write(folder);
    AtomicFiles.write(folder.resolve(NAME), manifest.text().getBytes(StandardCharsets.UTF_8));
    return manifest;
  }

  /** Whether a folder has this manifest; its files are not looked at. */
  boolean isIn(Path folder) throws IOException {
    return text().equals(stored(folder));
  }

  /**
   * Whether a folder is there and holds what its manifest says, and nothing else. Files that have
   * changed since their hash was taken, or have none, are read.
   */
  static boolean holds(Path folder) throws IOException {
    String stored = stored(folder);
    if (stored.isEmpty()) {
      return false;
    }
    Look look = new Look(folder, NOT_ASKED);
    boolean holds = stored.equals(look.at(FolderHashes.in(folder)::of).text());
    if (holds && look.anyRead()) {
      keep(look.hashes(), folder);
    }
    return holds;
  }

  /** Without them all is well too, only slower: a cache need not be writable. */
  private static void keep(FolderHashes hashes, Path folder) {
    try {
      hashes.write(folder);
    } catch (IOException e) {
      LOG.debug("{}: hashes not kept: {}", folder, e.getMessage());
    }
  }

  /** The file system's clock; long ago where it cannot be asked, as on a full disk. */
  private static long clock(Path folder) {
    try {
      return FileStamp.now(folder);
    } catch (IOException e) {
      LOG.debug("{}: no clock: {}", folder, e.getMessage());
      return LONG_AGO;
    }
  }

  /** The text of a folder's manifest; empty if it has none. */
  private static String stored(Path folder) throws IOException {
    Path manifest = folder.resolve(NAME);
    return Files.isRegularFile(manifest)
        ? new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8)
        : "";
  }

  private String text() {
    return String.format(FORM, files, bytes, sha256);
  }

  /** Where a hash comes from that need not be computed. */
  private interface Source {
    Optional<FileHash> of(String path, FileStamp stamp);
  }

  /** One look at all files of a folder. */
  private static final class Look {
    private final Path folder;
    private final Map<String, FolderHashes.Entry> entries = new TreeMap<>();
    private long now;
    private boolean read;

    /**
     * @param now before the first file is looked at, or {@link #NOT_ASKED}: then it is asked before
     *     the first one that is read
     */
    Look(Path folder, long now) {
      this.folder = folder;
      this.now = now;
    }

    FolderManifest at(Source known) throws IOException {
      MessageDigest digest = Hashes.sha256();
      long bytes = 0;
      List<Path> files = files();
      for (Path file : files) {
        String path = folder.relativize(file).toString();
        FileStamp stamp = FileStamp.of(file);
        Optional<FileHash> found = known.of(path, stamp);
        if (found.isEmpty()) {
          now = now == NOT_ASKED ? clock(folder) : now;
          stamp = FileStamp.of(file);
          read = true;
        }
        FileHash hash = found.isPresent() ? found.get() : FileHash.of(file);
        entries.put(path, new FolderHashes.Entry(stamp, hash));
        bytes += stamp.size();
        digest.update(path.getBytes(StandardCharsets.UTF_8));
        ByteBuffer numbers = ByteBuffer.allocate(1 + 2 * Long.BYTES);
        numbers.put((byte) 0).putLong(stamp.size());
        numbers.putLong(Integer.toUnsignedLong(hash.crc32c())).flip();
        digest.update(numbers);
      }
      return new FolderManifest(files.size(), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private List<Path> files() throws IOException {
      List<Path> files = new ArrayList<>();
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
              if (found.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
      files.sort(Comparator.naturalOrder());
      return files;
    }

    boolean anyRead() {
      return read;
    }

    FolderHashes hashes() {
      return new FolderHashes(now, entries);
    }
  }
}
