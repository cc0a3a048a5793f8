package org.keyspike.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.keyspike.io.InputException;

/** The right of one run to write into its folder, from when it is taken until it is closed. */
final class RunLock implements Closeable {
  private final FileChannel file;

  private RunLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes it, making the folder if needed.
   *
   * @throws InputException if another run is at work there
   */
  static RunLock take(RunFolder folder) throws IOException {
    Files.createDirectories(folder.path());
    FileChannel file =
        FileChannel.open(
            folder.path().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() == null) {
        throw busy(folder);
      }
    } catch (OverlappingFileLockException e) {
      file.close();
      throw busy(folder);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return new RunLock(file);
  }

  private static InputException busy(RunFolder folder) {
    return new InputException(
        folder.path(), "another run at work in it", "a folder of its own (--out)");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
