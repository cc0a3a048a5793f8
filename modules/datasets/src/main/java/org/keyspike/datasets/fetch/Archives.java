package org.keyspike.datasets.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.keyspike.io.CachedFolder;
import org.keyspike.io.FileGuard;
import org.keyspike.io.FileTree;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/**
 * Unpacks {@code .tar.gz} and {@code .tar} archives, once each. What systems put into an archive by
 * themselves ({@link FileTree#hidden}) is left out. Of a member that is there several times, as
 * {@code tar -r} writes it, the last one counts; a hard link is one to the member it names.
 * Symbolic links and devices are refused.
 */
public final class Archives {
  private static final int BUFFER = 1 << 16;

  /** Digits of an archive's hash in the name of its folder. */
  private static final int HASH_DIGITS = 16;

  private static final String SUFFIX = ".tar.gz";
  private static final String WHOLE = "a whole .tar.gz archive";

  /** The mark of a tar in its first header, and where it is. */
  private static final String TAR_MAGIC = "ustar";

  private static final int TAR_MAGIC_AT = 257;

  private Archives() {}

  /** {@link #unpacked(Path, Path, ProgressListener)}, unheard. */
  public static Path unpacked(Path archive, Path cache) throws IOException {
    return unpacked(archive, cache, ProgressListener.NONE);
  }

  /**
   * The folder of an archive's content, unpacked into a cache folder unless it is there already.
   * The folder is named by the archive's bytes; it appears whole or not at all. The archive is read
   * once, and not again while nobody writes to it.
   *
   * @param cache made if needed
   * @return the folder; where an archive holds nothing but one folder, that one
   * @throws InputException if the archive is missing, damaged, holds anything else than files and
   *     folders below its own root, or more than {@link UnpackLimit} allows
   */
  public static Path unpacked(Path archive, Path cache, ProgressListener progress)
      throws IOException {
    return unpacked(archive, cache, progress, Clock.systemUTC());
  }

  /**
   * The folder that a user names: itself, or the content of an archive.
   *
   * @param place a folder, or an archive, which is {@link #unpacked}
   * @param cache made if needed
   * @throws InputException if an archive cannot be unpacked; a folder is not looked into
   */
  public static Path folder(Path place, Path cache, ProgressListener progress) throws IOException {
    return Files.isRegularFile(place) ? unpacked(place, cache, progress) : place;
  }

  /**
   * The same as {@link #unpacked(Path, Path, ProgressListener)}.
   *
   * @param clock by which files are stamped
   */
  static Path unpacked(Path archive, Path cache, ProgressListener progress, Clock clock)
      throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new InputException(
          archive, "archive", Files.exists(archive) ? "no file" : "nothing of this name", WHOLE);
    }
    String name = stem(archive);
    Optional<Path> known = known(archive, cache, name, clock);
    if (known.isPresent()) {
      return root(known.get());
    }
    Files.createDirectories(cache);
    // Two processes that unpack the same would both work for nothing but one of them.
    FileGuard guard = FileGuard.hold(cache.resolve("." + name + ".unpacking.lock"));
    try {
      known = known(archive, cache, name, clock);
      return root(
          known.isPresent() ? known.get() : unpack(archive, cache.resolve(name), progress, clock));
    } finally {
      guard.close();
    }
  }

  /** The folder that an archive was unpacked to, told without reading any of its bytes. */
  private static Optional<Path> known(Path archive, Path cache, String name, Clock clock)
      throws IOException {
    Optional<ArchiveMark> mark = ArchiveMark.of(archive, clock);
    if (mark.isPresent()) {
      for (Path folder : ArchiveMark.folders(cache, name, HASH_DIGITS)) {
        if (mark.get().isIn(folder) && CachedFolder.isWhole(folder)) {
          return Optional.of(folder);
        }
      }
    }
    return Optional.empty();
  }

  private static Path unpack(Path archive, Path beside, ProgressListener progress, Clock clock)
      throws IOException {
    Optional<ArchiveMark> mark = ArchiveMark.of(archive, clock);
    // An archive of the same content may have been there under another name or time.
    if (!ArchiveMark.folders(beside.getParent(), name(beside), HASH_DIGITS).isEmpty()) {
      Path folder = named(beside, hash(archive, progress));
      if (CachedFolder.isWhole(folder)) {
        mark.ifPresent(left -> left.leaveIn(folder));
        return folder;
      }
    }
    return CachedFolder.make(
        beside,
        (empty, written) -> {
          byte[] hash = Unpacking.unpack(archive, empty, written, progress);
          if (mark.isPresent() && mark.equals(ArchiveMark.of(archive, clock))) {
            mark.get().leaveIn(empty);
          }
          return name(named(beside, hash));
        });
  }

  private static Path named(Path beside, byte[] hash) {
    return beside.resolveSibling(
        name(beside) + "-" + HexFormat.of().formatHex(hash, 0, HASH_DIGITS / 2));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static byte[] hash(Path archive, ProgressListener progress) throws IOException {
    progress.begin("Checking " + archive.getFileName(), Files.size(archive));
    try {
      return Hashes.sha256(archive, progress::advance);
    } finally {
      progress.end();
    }
  }

  /** What is done with a file of an archive. */
  interface Visitor {
    /**
     * @param name path in the archive
     * @param content of the file, valid during the call
     */
    void file(String name, InputStream content) throws IOException;

    /**
     * A hard link, whose content is that of another file; nothing unless a visitor says otherwise.
     *
     * @param to the other's path in the archive
     */
    default void hardLink(String name, String to) throws IOException {}
  }

  /**
   * Goes through the files of an archive, one after the other.
   *
   * @param what is being done, for people
   * @return SHA-256 of the archive
   * @throws InputException if the archive is damaged, or holds anything else than files and folders
   */
  static byte[] forEachFile(Path archive, String what, ProgressListener progress, Visitor visitor)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    progress.begin(what, Files.size(archive));
    try (InputStream raw = new ProgressStream(Files.newInputStream(archive), progress);
        InputStream packed = new BufferedInputStream(new DigestInputStream(raw, digest), BUFFER)) {
      visit(archive, packed, visitor);
      return digest.digest();
    } finally {
      progress.end();
    }
  }

  private static void visit(Path archive, InputStream packed, Visitor visitor) throws IOException {
    int files = 0;
    UnpackLimit limit = UnpackLimit.current();
    long entries = 0;
    try (InputStream unzipped = limit.guard(archive, unzipped(packed));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(unzipped, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        limit.require(archive, ++entries);
        if (entry.isDirectory()) {
          continue;
        }
        if (hidden(entry.getName())) {
          continue;
        }
        if (entry.isLink()) {
          visitor.hardLink(entry.getName(), entry.getLinkName());
        } else if (!entry.isFile() || entry.isSymbolicLink()) {
          throw new InputException(
              archive, entry.getName(), "a symbolic link or device", "files and folders only");
        } else {
          visitor.file(entry.getName(), new Content(tar));
        }
        files++;
      }
      // Only at its end does the compressed stream check its own sum.
      unzipped.transferTo(OutputStream.nullOutputStream());
      // What follows the compressed stream is of the archive too.
      packed.transferTo(OutputStream.nullOutputStream());
    } catch (DamagedException e) {
      throw new InputException(archive, "content", e.getMessage(), WHOLE).because(e);
    } catch (ZipException | EOFException e) {
      throw new InputException(archive, "content", "damage: " + e.getMessage(), WHOLE).because(e);
    }
    if (files == 0) {
      throw new InputException(archive, "content", "no files", WHOLE);
    }
  }

  private static InputStream unzipped(InputStream packed) throws IOException {
    return isTar(packed) ? packed : new GZIPInputStream(packed, BUFFER);
  }

  /** Whether it is a tar that is not compressed. */
  private static boolean isTar(InputStream packed) throws IOException {
    packed.mark(TAR_MAGIC_AT + TAR_MAGIC.length());
    byte[] head = packed.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length());
    packed.reset();
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.startsWith(TAR_MAGIC, TAR_MAGIC_AT);
  }

  private static boolean hidden(String name) {
    return Stream.of(name.split("/"))
        .anyMatch(part -> !part.matches("\\.{0,2}") && FileTree.hidden(part));
  }

  /** The next entry; what is wrong with the archive is told apart from what is with the disk. */
  private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (InputException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedException(e);
    }
  }

  /** Goes down while there is nothing but one folder. */
  private static Path root(Path folder) throws IOException {
    Path root = folder;
    while (true) {
      List<Path> entries = FileTree.entries(root);
      if (entries.size() != 1 || !Files.isDirectory(entries.get(0))) {
        return root;
      }
      root = entries.get(0);
    }
  }

  private static String stem(Path archive) {
    String name = archive.getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** The archive's content is not what it should be. */
  private static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(Exception cause) {
      super("damage: " + cause.getMessage(), cause);
    }
  }

  /** One entry's bytes; what is wrong with them is wrong with the archive. */
  private static final class Content extends FilterInputStream {
    Content(TarArchiveInputStream tar) {
      super(tar);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (InputException e) {
        throw e;
      } catch (IOException e) {
        throw new DamagedException(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (InputException e) {
        throw e;
      } catch (IOException e) {
        throw new DamagedException(e);
      }
    }

    @Override
    public void close() {
      // The archive goes on.
    }
  }

  /** Tells a listener of every byte read. */
  private static final class ProgressStream extends FilterInputStream {
    private final ProgressListener progress;

    ProgressStream(InputStream in, ProgressListener progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      progress.advance(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      progress.advance(Math.max(0, n));
      return n;
    }
  }
}
