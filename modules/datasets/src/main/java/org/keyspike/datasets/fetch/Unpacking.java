package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.keyspike.io.FileHash;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/**
 * The files of an archive on their way into a folder. One thread unpacks, another takes the hash of
 * what comes and writes it, in the order of the archive; between them wait a few megabytes.
 */
final class Unpacking implements Archives.Visitor {
  private static final String EXPECTED = "a whole .tar.gz archive";
  private static final int PIECE = 1 << 16;
  private static final int PIECES = 128;
  private static final Step END = () -> {};
  private static final Path UP = Path.of("..");
  private static final Path HERE = Path.of("");

  private final Path archive;
  private final Path folder;
  private final Map<Path, FileHash> written;
  private final Set<Path> folders = new HashSet<>();
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(PIECES);
  private final Thread writer = new Thread(this::write, "keyspike-unpacking");
  private final byte[] buffer = new byte[PIECE];
  private volatile Throwable failure;

  /** Of the file that is being written, if it comes in several pieces. */
  private Path place;

  private OutputStream out;
  private FileHash.Sums sums;

  /** What the writer does next. */
  private interface Step {
    void run() throws IOException;
  }

  private Unpacking(Path archive, Path folder, Map<Path, FileHash> written) {
    this.archive = archive;
    this.folder = folder;
    this.written = written;
    folders.add(folder);
    writer.setDaemon(true);
  }

  /**
   * Unpacks an archive.
   *
   * @param folder is there and empty
   * @param written takes the hash of every file that is written
   * @return SHA-256 of the archive
   * @throws InputException as {@link Archives#unpacked(Path, Path)}
   */
  static byte[] unpack(
      Path archive, Path folder, Map<Path, FileHash> written, ProgressListener progress)
      throws IOException {
    Unpacking unpacking = new Unpacking(archive, folder, written);
    unpacking.writer.start();
    byte[] hash;
    try {
      hash =
          Archives.forEachFile(archive, "Unpacking " + archive.getFileName(), progress, unpacking);
    } finally {
      // What went wrong with an earlier file counts, whatever has stopped the reading since.
      unpacking.finish();
    }
    return hash;
  }

  @Override
  public void file(String name, InputStream content) throws IOException {
    byte[] first = next(content);
    if (first.length < PIECE) {
      put(
          () -> {
            begin(name);
            add(first);
            end();
          });
      return;
    }
    put(() -> begin(name));
    for (byte[] piece = first; piece.length > 0; piece = next(content)) {
      byte[] bytes = piece;
      put(() -> add(bytes));
    }
    put(this::end);
  }

  @Override
  public void hardLink(String name, String to) throws IOException {
    put(() -> link(name, to));
  }

  private byte[] next(InputStream content) throws IOException {
    return Arrays.copyOf(buffer, content.readNBytes(buffer, 0, PIECE));
  }

  private void put(Step step) throws IOException {
    if (failure != null) {
      throw new IOException("stopped", failure);
    }
    try {
      steps.put(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Waits until all is written that was read; the folder may be taken away after that. */
  private void finish() throws IOException {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        steps.put(END);
        writer.join();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void write() {
    try {
      for (Step step = steps.take(); step != END; step = steps.take()) {
        if (failure == null) {
          run(step);
        }
      }
      if (out != null) {
        out.close();
      }
    } catch (InterruptedException | IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private void begin(String name) throws IOException {
    place = free(name);
    out = create(place);
    sums = new FileHash.Sums();
  }

  private void add(byte[] bytes) throws IOException {
    sums.update(bytes, bytes.length);
    out.write(bytes);
  }

  private void end() throws IOException {
    out.close();
    out = null;
    written.put(place, sums.hash());
  }

  /** A new file; one of the same name goes, and where that is a link, not what it leads to. */
  private static OutputStream create(Path place) throws IOException {
    try {
      return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(place);
      return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  private void link(String name, String to) throws IOException {
    Path source = place(to);
    FileHash hash = written.get(source);
    if (hash == null) {
      throw new InputException(archive, name, "a link to " + to, "a link to a file before it");
    }
    Path place = free(name);
    if (!source.equals(place)) {
      Files.deleteIfExists(place);
      // A link here too: copies would take room that no limit counts.
      Files.createLink(place, source);
      written.put(place, hash);
    }
  }

  /** The place of a file, its folder made. */
  private Path free(String name) throws IOException {
    Path place = place(name);
    boolean taken = folders.contains(place);
    Path parent = place.getParent();
    if (!folders.contains(parent)) {
      for (Path above = parent; !above.equals(folder); above = above.getParent()) {
        taken |= written.containsKey(above);
        folders.add(above);
      }
      if (!taken) {
        Files.createDirectories(parent);
      }
    }
    if (taken) {
      throw new InputException(archive, name, "a file and a folder of one name", EXPECTED);
    }
    return place;
  }

  private Path place(String name) throws InputException {
    try {
      Path inside = Path.of(name).normalize();
      if (!inside.isAbsolute() && !inside.startsWith(UP) && !inside.equals(HERE)) {
        return folder.resolve(inside);
      }
    } catch (InvalidPathException e) {
      throw new InputException(archive, "content", "a name that is no path", EXPECTED).because(e);
    }
    throw new InputException(archive, name, "a path out of the archive", "paths below its root");
  }
}
