package org.keyspike.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;

/** Marks in folders that every worker should see by the same path, there until it is known. */
final class FolderMarks implements Closeable {
  private final List<Path> marks = new ArrayList<>();

  /** Leaves a mark in each folder, making those that are not there. */
  FolderMarks(List<Path> folders) throws IOException {
    String name = ".seen-" + UUID.randomUUID();
    for (Path folder : folders) {
      Path mark = folder.toAbsolutePath().resolve(name);
      AtomicFiles.write(mark, new byte[0]);
      marks.add(mark);
    }
  }

  /** As they travel. */
  List<String> paths() {
    return marks.stream().map(Path::toString).toList();
  }

  /**
   * Checks what workers said.
   *
   * @throws InputException if one of them does not see a folder
   */
  static void requireSeen(List<WorkerReport> workers) throws InputException {
    for (WorkerReport worker : workers) {
      if (!worker.unseen().isEmpty()) {
        throw unseen(Path.of(worker.unseen().get(0)).getParent().toString(), worker.host());
      }
    }
  }

  /** A folder that a worker does not see. */
  static InputException unseen(String folder, String host) {
    return new InputException(
        folder,
        "nothing of it on the worker " + host,
        "a folder that all machines see by this path, as on a network file system");
  }

  @Override
  public void close() throws IOException {
    for (Path mark : marks) {
      Files.deleteIfExists(mark);
    }
  }
}
