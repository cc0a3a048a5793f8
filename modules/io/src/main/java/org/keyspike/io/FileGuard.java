package org.keyspike.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock that processes share through the file system, whether or not they can see each other: in
 * other containers, under other users, on other machines of one network file system. It ends with
 * its process, however that ends, so that nothing has to be told by process numbers.
 */
public final class FileGuard implements AutoCloseable {
  /** Held in this process: a lock of the file system is the process's, not a thread's. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FileGuard(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Waits until nobody else holds the lock, and holds it. */
  public static FileGuard hold(Path file) throws IOException {
    return enter(file.toAbsolutePath().normalize(), true).orElseThrow();
  }

  /** Holds the lock, if nobody else does. */
  public static Optional<FileGuard> tryHold(Path file) throws IOException {
    return enter(file.toAbsolutePath().normalize(), false);
  }

  private static Optional<FileGuard> enter(Path file, boolean wait) throws IOException {
    // A second channel on the file, when closed, would end this process's lock on it.
    synchronized (HELD) {
      while (!HELD.add(file)) {
        if (!wait) {
          return Optional.empty();
        }
        await();
      }
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = wait ? channel.lock() : channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new IOException(file + " is locked in another way", e);
    } finally {
      if (lock == null) {
        leave(file, channel);
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new FileGuard(file, channel));
  }

  private static void await() throws IOException {
    try {
      HELD.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static void leave(Path file, FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      synchronized (HELD) {
        HELD.remove(file);
        HELD.notifyAll();
      }
    }
  }

  /**
   * Lets the lock go and deletes its file. Who waited for the deleted file then holds a lock beside
   * one of a new file: holders look again whether there is anything left to do.
   */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      leave(file, channel);
    }
  }
}
