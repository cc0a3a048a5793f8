package org.keyspike.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The manifest of a folder that was made whole: how many files are in it, how many bytes, and a
 * digest of them. It is written last. A folder without one, or with other files than it says, is
 * not whole, for whatever reason: killed half-way, cleaned up by another, a disk that lost power.
 * Files that begin with a dot, as this one and those that desktops leave, do not count.
 *
 * @param files number of files
 * @param bytes of all of them
 * @param sha256 of every file's path, length and CRC-32C, in the order of the paths
 */
record FolderManifest(long files, long bytes, String sha256) {
  /** Its file in the folder. */
  static final String NAME = ".keyspike-manifest";

  private static final String FORM = "keyspike manifest 1\nfiles %d\nbytes %d\nsha256 %s\n";
  private static final int BUFFER = 1 << 16;

  /** Writes the manifest of a folder as it is, beside its other files and then by rename. */
  static FolderManifest write(Path folder) throws IOException {
    FolderManifest manifest = of(folder);
    AtomicFiles.write(folder.resolve(NAME), manifest.text().getBytes(StandardCharsets.UTF_8));
    return manifest;
  }

  /** Whether a folder has this manifest; its files are not looked at. */
  boolean isIn(Path folder) throws IOException {
    return text().equals(stored(folder));
  }

  /** Whether a folder is there and holds what its manifest says, and nothing else. */
  static boolean holds(Path folder) throws IOException {
    String stored = stored(folder);
    return !stored.isEmpty() && stored.equals(of(folder).text());
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

  private static FolderManifest of(Path folder) throws IOException {
    MessageDigest digest = Hashes.sha256();
    long bytes = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
    }
    byte[] buffer = new byte[BUFFER];
    for (Path file : files) {
      CRC32C crc = new CRC32C();
      long length = 0;
      try (InputStream in = Files.newInputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          crc.update(buffer, 0, n);
          length += n;
        }
      }
      bytes += length;
      digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(1 + 2 * Long.BYTES);
      numbers.put((byte) 0).putLong(length).putLong(crc.getValue()).flip();
      digest.update(numbers);
    }
    return new FolderManifest(files.size(), bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
