package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import org.keyspike.io.FileGuard;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads data sets. What has come stays in {@code <name>.part} and is gone on with next time;
 * the file gets its name when its size and SHA-256 are those of the descriptor.
 */
public final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERROR = 500;

  private final ProgressListener progress;
  private final int attempts;
  private final Duration pause;
  private final Duration patience;

  /**
   * Tries five times, waiting a second before the second time and doubling that; a connection by
   * which nothing comes for a minute has failed.
   */
  public Fetcher(ProgressListener progress) {
    this(progress, 5, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  Fetcher(ProgressListener progress, int attempts, Duration pause, Duration patience) {
    this.progress = progress;
    this.attempts = attempts;
    this.pause = pause;
    this.patience = patience;
  }

  /**
   * Downloads an archive, unless it is there already, whole.
   *
   * @param folder where to, made if needed
   * @return the archive
   * @throws InputException if the data set cannot be downloaded at all, the server refuses, or what
   *     comes is not what the descriptor says
   * @throws IOException if the connection or the disk fails
   */
  public Path fetch(DatasetDescriptor descriptor, Path folder) throws IOException {
    if (!descriptor.fetchable()) {
      throw new InputException(
          descriptor.title(), "url", "none", "to get it by hand: " + descriptor.obtain().strip());
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(descriptor.fileName());
    if (Files.exists(file)) {
      verify(file, descriptor);
      return file;
    }
    // Two processes that write into one file would spoil it for each other.
    FileGuard guard = FileGuard.hold(folder.resolve("." + descriptor.fileName() + ".lock"));
    try {
      if (Files.exists(file)) {
        verify(file, descriptor);
        return file;
      }
      return fetchPart(descriptor, folder, file);
    } finally {
      guard.close();
    }
  }

  private Path fetchPart(DatasetDescriptor descriptor, Path folder, Path file) throws IOException {
    Path part = folder.resolve(descriptor.fileName() + ".part");
    if (!Files.exists(part) || Files.size(part) < descriptor.bytes()) {
      checkRoom(folder, part, descriptor);
      download(descriptor, part);
    }
    try {
      verify(part, descriptor);
    } catch (InputException e) {
      Files.delete(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  private void download(DatasetDescriptor descriptor, Path part) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    progress.begin("Downloading " + descriptor.fileName(), descriptor.bytes());
    try {
      Meter meter = new Meter(progress);
      long wait = pause.toMillis();
      for (int attempt = 1; ; attempt++) {
        try {
          request(client, descriptor, part, meter);
          return;
        } catch (ConnectionException e) {
          if (attempt == attempts) {
            throw wrong(
                    descriptor,
                    "connection",
                    "it broke off " + attempts + " times: " + e.getMessage(),
                    "a download; what has come is kept, and going on later is possible")
                .because(e);
          }
          LOG.info("{}: {}; going on", descriptor.url(), e.getMessage());
        }
        sleep(wait);
        wait *= 2;
      }
    } finally {
      progress.end();
    }
  }

  /** Asks for what is missing. */
  private void request(HttpClient client, DatasetDescriptor descriptor, Path part, Meter meter)
      throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(descriptor.url()).timeout(patience);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(client, request.build());
    try (InputStream body = new StallGuard(response.body(), patience)) {
      switch (response.statusCode()) {
        case PARTIAL -> {
          String range = header(response, "Content-Range");
          if (!range.startsWith("bytes " + have + "-")) {
            throw wrong(descriptor, "Content-Range", range, "bytes " + have + "-…");
          }
          checkTotal(range.substring(range.indexOf('/') + 1), descriptor);
          copy(body, part, have, descriptor, meter);
        }
        case OK -> {
          // A server without ranges begins from the beginning, and so do we.
          checkTotal(header(response, "Content-Length"), descriptor);
          copy(body, part, 0, descriptor, meter);
        }
        case RANGE_NOT_SATISFIABLE -> {
          Files.deleteIfExists(part);
          throw new ConnectionException("the server has no bytes after " + have, null);
        }
        default -> {
          if (response.statusCode() >= SERVER_ERROR) {
            throw new ConnectionException("status " + response.statusCode(), null);
          }
          throw wrong(
              descriptor,
              "answer of the server",
              "status " + response.statusCode(),
              "status 200 or 206");
        }
      }
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  /** Refuses what is of another size, if the server says of what size it is. */
  private static void checkTotal(String total, DatasetDescriptor descriptor) throws InputException {
    if (total.matches("\\d+") && !total.equals(String.valueOf(descriptor.bytes()))) {
      throw wrong(descriptor, "size", total + " bytes", descriptor.bytes() + " bytes");
    }
  }

  private static InputException wrong(
      DatasetDescriptor descriptor, String field, String found, String expected) {
    return new InputException(descriptor.url().toString(), field, found, expected);
  }

  /** Writes a body from a position on; what was behind it is cut off. */
  private static void copy(
      InputStream body, Path part, long from, DatasetDescriptor descriptor, Meter meter)
      throws IOException {
    long at = from;
    meter.at(at);
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from).position(from);
      for (int n = read(body, buffer); n >= 0 && at <= descriptor.bytes(); n = read(body, buffer)) {
        write(out, ByteBuffer.wrap(buffer, 0, n), part);
        at += n;
        meter.at(at);
      }
    }
    if (at > descriptor.bytes()) {
      Files.delete(part);
      throw wrong(
          descriptor,
          "size",
          "more than " + descriptor.bytes() + " bytes",
          descriptor.bytes() + " bytes");
    }
    if (at < descriptor.bytes()) {
      throw new ConnectionException("only " + at + " of " + descriptor.bytes() + " bytes", null);
    }
  }

  private static int read(InputStream body, byte[] buffer) throws ConnectionException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new ConnectionException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes, Path part) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new InputException(
              part,
              "writing",
              String.valueOf(e.getMessage()),
              "room on the disk; what has come is kept")
          .because(e);
    }
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (IOException e) {
      throw new ConnectionException(
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    }
  }

  private static void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static void checkRoom(Path folder, Path part, DatasetDescriptor descriptor)
      throws IOException {
    long missing = descriptor.bytes() - (Files.exists(part) ? Files.size(part) : 0);
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < missing) {
      throw new InputException(
          folder, "room on the disk", room + " bytes", "at least " + missing + " bytes");
    }
  }

  private void verify(Path file, DatasetDescriptor descriptor) throws IOException {
    long bytes = Files.size(file);
    if (bytes != descriptor.bytes()) {
      throw new InputException(file, "size", bytes + " bytes", descriptor.bytes() + " bytes");
    }
    progress.begin("Checking " + descriptor.fileName(), bytes);
    try {
      String sha256 = HexFormat.of().formatHex(Hashes.sha256(file, progress::advance));
      if (!sha256.equals(descriptor.sha256())) {
        throw new InputException(file, "sha256", sha256, descriptor.sha256());
      }
    } finally {
      progress.end();
    }
  }

  /** Tells a listener how far a download is, also when it has to go back. */
  private static final class Meter {
    private final ProgressListener progress;
    private long told;

    Meter(ProgressListener progress) {
      this.progress = progress;
    }

    void at(long bytes) {
      progress.advance(bytes - told);
      told = bytes;
    }
  }

  /** The connection failed; trying again may help. */
  private static final class ConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionException(String message, IOException cause) {
      super(message, cause);
    }
  }
}
