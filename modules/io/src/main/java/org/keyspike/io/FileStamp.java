package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file without its bytes being read: as long as it says the same,
 * nobody has written to the file.
 *
 * @param size in bytes
 * @param modified when it was written, in ns; programs can set it back
 * @param changed when anything of it changed, in ns, which nobody can set; {@code modified} where a
 *     system has no such time
 */
public record FileStamp(long size, long modified, long changed) {
  private static final String UNIX = "unix";

  /** Steps of the clocks by which file systems stamp: of most, and of those with coarse times. */
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long COARSE_STEP = TimeUnit.SECONDS.toNanos(2);

  /** The stamp of a file or, of a link, that of the link. */
  public static FileStamp of(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      Map<String, Object> found =
          Files.readAttributes(
              file, UNIX + ":size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
      return new FileStamp(
          (Long) found.get("size"),
          nanos((FileTime) found.get("lastModifiedTime")),
          nanos((FileTime) found.get("ctime")));
    }
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long modified = nanos(found.lastModifiedTime());
    return new FileStamp(found.size(), modified, modified);
  }

  /** The time by the clock of a folder's file system, which may be that of another machine. */
  static long now(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".keyspike-", ".part");
    try {
      return of(probe).changed();
    } finally {
      Files.delete(probe);
    }
  }

  /**
   * Whether a file was left alone for so long, when its stamp was taken, that whoever writes to it
   * afterwards gives it another. Two writes within a step of the clock have one stamp.
   *
   * @param now by the file system's clock, not later than the stamp was taken
   */
  boolean settled(long now) {
    boolean coarse = changed % TimeUnit.MILLISECONDS.toNanos(1) == 0;
    return changed + (coarse ? COARSE_STEP : STEP) < now;
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
