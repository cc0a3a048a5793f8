package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

@Timeout(60)
class FetcherTest {
  private static final int SIZE = 300_000;

  @TempDir Path folder;

  private final byte[] content = new byte[SIZE];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong position = new AtomicLong();
  private final CountDownLatch released = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;
  private Answer answer;

  /** Long, so that a busy machine is no broken connection; tests of stalls shorten it. */
  private Duration patience = Duration.ofSeconds(30);

  /** What the server does with a request that begins at a byte. */
  private interface Answer {
    void to(HttpExchange exchange, int from) throws IOException;
  }

  @BeforeEach
  void serve() throws IOException {
    new SplittableRandom(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/data/words.tar.gz",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "all" : range);
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          try (exchange) {
            answer.to(exchange, from);
          }
        });
    server.start();
    answer = FetcherTest.this::honest;
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void honest(HttpExchange exchange, int from) throws IOException {
    if (from >= SIZE) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    head(exchange, from);
    exchange.getResponseBody().write(content, from, SIZE - from);
  }

  private static void head(HttpExchange exchange, int from) throws IOException {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
  }

  private DatasetDescriptor descriptor(long bytes, String sha256) {
    URI url =
        URI.create("http://localhost:" + server.getAddress().getPort() + "/data/words.tar.gz");
    return new DatasetDescriptor(
        "words", "CC0", "speech-commands", "clips", null, url, bytes, sha256, null);
  }

  private DatasetDescriptor descriptor() {
    return descriptor(SIZE, HexFormat.of().formatHex(Hashes.sha256().digest(content)));
  }

  private Fetcher fetcher(int attempts) {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void begin(String what, long total) {
            position.set(0);
          }

          @Override
          public void advance(long n) {
            position.addAndGet(n);
          }

          @Override
          public void end() {}
        };
    return new Fetcher(listener, attempts, Duration.ofMillis(1), patience);
  }

  private void fetchesWhole(int attempts) throws IOException {
    Path fetched = fetcher(attempts).fetch(descriptor(), folder.resolve("new"));
    assertArrayEquals(content, Files.readAllBytes(fetched));
    assertEquals(List.of("words.tar.gz"), Made.entries(folder.resolve("new")));
    assertEquals(SIZE, position.get(), "progress ends at the end");
  }

  private void leavePart(byte[] part) throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Files.write(folder.resolve("new/words.tar.gz.part"), part);
  }

  private InputException refused(DatasetDescriptor descriptor, int attempts) {
    InputException e =
        assertThrows(
            InputException.class, () -> fetcher(attempts).fetch(descriptor, folder.resolve("new")));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e;
  }

  private boolean partIsThere() {
    return Files.exists(folder.resolve("new/words.tar.gz.part"));
  }

  @Test
  void fetchesOnce() throws IOException {
    fetchesWhole(1);
    fetchesWhole(1);
    assertEquals(List.of("all"), ranges);
  }

  @Test
  void goesOnWithWhatIsThere() throws IOException {
    leavePart(Arrays.copyOf(content, 100_000));
    fetchesWhole(1);
    assertEquals(List.of("bytes=100000-"), ranges);
  }

  @Test
  void aWholePartIsOnlyChecked() throws IOException {
    leavePart(content);
    fetchesWhole(1);
    assertEquals(List.of(), ranges);
  }

  @Test
  void beginsAgainWhereTheServerHasNoRanges() throws IOException {
    leavePart(Arrays.copyOf(new byte[] {1, 2, 3}, 100_000));
    answer = (exchange, from) -> honest(exchange, 0);
    fetchesWhole(1);
    assertEquals(List.of("bytes=100000-"), ranges);
  }

  @Test
  void beginsAgainAfterRangeNotSatisfiable() throws IOException {
    leavePart(Arrays.copyOf(content, 100_000));
    answer =
        (exchange, from) -> {
          if (from > 0) {
            exchange.sendResponseHeaders(416, -1);
          } else {
            honest(exchange, 0);
          }
        };
    fetchesWhole(2);
    assertEquals(List.of("bytes=100000-", "all"), ranges);
  }

  @Test
  void goesOnAfterACut() throws IOException {
    answer =
        (exchange, from) -> {
          head(exchange, from);
          int end = Math.min(SIZE, from + 120_000);
          exchange.getResponseBody().write(content, from, end - from);
        };
    fetchesWhole(3);
    assertEquals("all", ranges.get(0));
    assertEquals(3, ranges.size());
    assertTrue(ranges.get(2).startsWith("bytes="), ranges.toString());
  }

  @Test
  @Tag("slow")
  void goesOnAfterAStall() throws IOException {
    patience = Duration.ofSeconds(2);
    answer =
        (exchange, from) -> {
          head(exchange, from);
          OutputStream body = exchange.getResponseBody();
          int end = from == 0 ? 50_000 : SIZE;
          body.write(content, from, end - from);
          body.flush();
          if (from == 0) {
            await();
          }
        };
    fetchesWhole(2);
    assertEquals(List.of("all", "bytes=50000-"), ranges);
  }

  private void await() {
    try {
      assertTrue(released.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void goesOnAfterAnErrorOfTheServer() throws IOException {
    answer =
        (exchange, from) -> {
          if (ranges.size() == 1) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            honest(exchange, from);
          }
        };
    fetchesWhole(2);
  }

  @Test
  void givesUpAfterTheLastAttemptAndKeepsWhatCame() throws IOException {
    answer =
        (exchange, from) -> {
          head(exchange, from);
          exchange.getResponseBody().write(content, from, 1_000);
        };
    InputException e = refused(descriptor(), 3);
    assertEquals("connection", e.field());
    assertEquals(3, ranges.size());
    assertTrue(partIsThere());
    answer = this::honest;
    fetchesWhole(1);
  }

  @Test
  void aServerThatIsNotThere() {
    DatasetDescriptor descriptor = descriptor();
    server.stop(0);
    assertEquals("connection", refused(descriptor, 2).field());
  }

  @Test
  void whatIsNotFoundIsNotTriedAgain() {
    answer = (exchange, from) -> exchange.sendResponseHeaders(404, -1);
    InputException e = refused(descriptor(), 5);
    assertEquals("status 404", e.found());
    assertEquals(1, ranges.size());
    assertFalse(Files.exists(folder.resolve("new/words.tar.gz")));
  }

  @Test
  void anotherChecksumIsRefusedAndThePartRemoved() {
    InputException e = refused(descriptor(SIZE, "0".repeat(64)), 1);
    assertEquals("sha256", e.field());
    assertEquals("0".repeat(64), e.expected());
    assertEquals(List.of(), Made.entries(folder.resolve("new")));
  }

  @Test
  void damageInThePartIsFound() throws IOException {
    byte[] damaged = Arrays.copyOf(content, 100_000);
    damaged[5]++;
    leavePart(damaged);
    assertEquals("sha256", refused(descriptor(), 1).field());
    assertFalse(partIsThere());
    fetchesWhole(1);
  }

  @Test
  void anotherSizeIsRefused() {
    String sha256 = descriptor().sha256();
    assertEquals("size", refused(descriptor(SIZE + 1, sha256), 5).field());
    assertEquals("size", refused(descriptor(SIZE - 1, sha256), 5).field());
    assertEquals(2, ranges.size());
  }

  @Test
  void moreThanAnnouncedIsRefused() {
    answer =
        (exchange, from) -> {
          // Length unknown: sent in chunks.
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(content);
          exchange.getResponseBody().write(content);
        };
    assertEquals("size", refused(descriptor(), 1).field());
    assertFalse(partIsThere());
  }

  @Test
  void anotherRangeIsRefused() throws IOException {
    leavePart(Arrays.copyOf(content, 100_000));
    answer =
        (exchange, from) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 5-299999/300000");
          exchange.sendResponseHeaders(206, SIZE - 5);
          exchange.getResponseBody().write(content, 5, SIZE - 5);
        };
    assertEquals("Content-Range", refused(descriptor(), 1).field());
  }

  @Test
  void moreThanTheDiskHoldsIsRefusedBeforehand() {
    InputException e = refused(descriptor(Long.MAX_VALUE, "0".repeat(64)), 1);
    assertEquals("room on the disk", e.field());
    assertEquals(List.of(), ranges);
  }

  @Test
  void aDamagedFileIsNamedAndLeft() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Path file = Files.writeString(folder.resolve("new/words.tar.gz"), "mine");
    InputException e = refused(descriptor(), 1);
    assertEquals("size", e.field());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void whatCannotBeFetchedSaysHowToGetIt() {
    DatasetDescriptor timit =
        new DatasetDescriptor("TIMIT", "LDC", "timit", "files", "ask LDC", null, 0, null, null);
    assertTrue(refused(timit, 1).getMessage().contains("ask LDC"));
  }
}
