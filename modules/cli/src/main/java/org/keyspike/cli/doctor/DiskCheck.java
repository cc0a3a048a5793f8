package org.keyspike.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The check of a folder: whether it can be written, and how much fits. */
final class DiskCheck {
  private static final long GIB = 1L << 30;

  /** A run of the quickstart, features and all, takes less. */
  private static final long LEAST = GIB / 4;

  /** The whole of Speech Commands: archive, unpacked clips and features. */
  private static final long ENOUGH = 10 * GIB;

  private DiskCheck() {}

  /** A folder, or where it would be made. */
  static CheckResult of(String check, Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    boolean writable = Files.isDirectory(there) && Files.isWritable(there);
    return judge(check, folder, writable, Files.getFileStore(there).getUsableSpace());
  }

  static CheckResult judge(String check, Path folder, boolean writable, long free) {
    String found = EnvironmentCheck.gib(free) + " free in " + folder;
    String elsewhere =
        "use a folder elsewhere: --out for runs, --cache or KEYSPIKE_CACHE for the cache";
    if (!writable) {
      return CheckResult.red(check, folder + " cannot be written", elsewhere);
    }
    if (free < LEAST) {
      return CheckResult.red(check, found, "free some space, or " + elsewhere);
    }
    return free < ENOUGH
        ? CheckResult.warning(
            check,
            found,
            "enough for synthesised words and small data; all of Speech Commands takes 10 GiB")
        : CheckResult.fine(check, found);
  }
}
