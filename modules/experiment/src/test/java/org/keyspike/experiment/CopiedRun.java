package org.keyspike.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;

/** A finished run that a test may change. */
public final class CopiedRun {
  private CopiedRun() {}

  /** A copy of the tiny run. */
  public static RunFolder to(Path folder) throws IOException {
    Path from = TinyRun.run().path();
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return new RunFolder(folder);
  }
}
