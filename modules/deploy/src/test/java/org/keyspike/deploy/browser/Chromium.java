package org.keyspike.deploy.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven by its DevTools protocol over a WebSocket. Its microphone is
 * a sound file that it plays once, in real time, whenever somebody opens the microphone. Every wait
 * ends.
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final Process process;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Chromium(Process process, URI address) {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(SECONDS))
            .buildAsync(address, new Reader())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** The program, if it is installed. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder that is its own
   * @param microphone a WAV file
   */
  static Chromium start(Path program, Path profile, Path microphone)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone + "%noloop",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      List<String> lines = Files.exists(port) ? Files.readAllLines(port) : List.of();
      if (lines.size() >= 2) {
        return new Chromium(
            process, URI.create("ws://127.0.0.1:" + lines.get(0).strip() + lines.get(1).strip()));
      }
      Thread.sleep(20);
    }
    process.destroyForcibly();
    throw new IOException(program + " does not start");
  }

  /** What pages complained of: errors and warnings on the console, exceptions. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Opens a page. */
  Tab open(String address) {
    ObjectNode target = JSON.createObjectNode().put("url", address);
    String id = call("Target.createTarget", target, null).get("targetId").asText();
    ObjectNode attach = JSON.createObjectNode().put("targetId", id).put("flatten", true);
    Tab tab = new Tab(id, call("Target.attachToTarget", attach, null).get("sessionId").asText());
    for (String domain : List.of("Runtime", "Log", "DOM")) {
      tab.call(domain + ".enable", JSON.createObjectNode());
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!tab.ready()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(address + " does not open");
      }
    }
    return tab;
  }

  private JsonNode call(String method, ObjectNode parameters, String session) {
    int id = last.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).orTimeout(SECONDS, TimeUnit.SECONDS).join();
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method, e);
    }
  }

  @Override
  public void close() {
    call("Browser.close", JSON.createObjectNode(), null);
    socket.abort();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A page that is open. */
  final class Tab implements AutoCloseable {
    private final String id;
    private final String session;

    private Tab(String id, String session) {
      this.id = id;
      this.session = session;
    }

    @Override
    public void close() {
      Chromium.this.call("Target.closeTarget", JSON.createObjectNode().put("targetId", id), null);
    }

    JsonNode call(String method, ObjectNode parameters) {
      return Chromium.this.call(method, parameters, session);
    }

    /** What an expression is there, as JSON; of a promise what it comes to. */
    JsonNode evaluate(String expression) {
      ObjectNode parameters =
          JSON.createObjectNode()
              .put("expression", expression)
              .put("awaitPromise", true)
              .put("returnByValue", true)
              .put("userGesture", true);
      JsonNode answer = call("Runtime.evaluate", parameters);
      if (answer.has("exceptionDetails")) {
        throw new IllegalStateException(answer.get("exceptionDetails").toString());
      }
      return answer.at("/result/value");
    }

    /** Whether the page's script has run; before that the place of the page may be another. */
    private boolean ready() {
      try {
        Thread.sleep(20);
        return !evaluate("document.documentElement?.dataset?.state ?? ''").asText().isEmpty();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } catch (IllegalStateException e) {
        return false;
      }
    }

    String text(String id) {
      return evaluate("document.getElementById('" + id + "').innerText").asText();
    }

    String state(String name) {
      return evaluate("document.documentElement.dataset." + name).asText();
    }

    /** Waits for a condition, in the page and without asking again and again. */
    void await(String condition) {
      boolean came =
          evaluate(
                  "new Promise(resolve => { const end = performance.now() + "
                      + 1_000 * (SECONDS - 10)
                      + "; const look = () => { if ("
                      + condition
                      + ") { resolve(true); } else if (performance.now() > end) { resolve(false); }"
                      + " else { setTimeout(look, 30); } }; look(); })")
              .asBoolean();
      if (!came) {
        throw new IllegalStateException("never: " + condition + "; " + text("status"));
      }
    }

    /** Has the user choose a file. */
    void choose(String id, Path file) throws IOException {
      ObjectNode parameters =
          JSON.createObjectNode().put("expression", "document.getElementById('" + id + "')");
      String object = call("Runtime.evaluate", parameters).at("/result/objectId").asText();
      ObjectNode files = JSON.createObjectNode().put("objectId", object);
      files.putArray("files").add(file.toRealPath().toString());
      call("DOM.setFileInputFiles", files);
    }
  }

  /** Puts answers where they are waited for, and complaints into the list. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      text.append(part);
      if (whole) {
        try {
          take(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
        if (message.has("error")) {
          answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
        } else {
          answer.complete(message.get("result"));
        }
        return;
      }
      String method = message.path("method").asText();
      JsonNode parameters = message.path("params");
      String kind = parameters.path("type").asText() + parameters.at("/entry/level").asText();
      boolean bad = List.of("error", "warning", "assert").contains(kind);
      if (method.equals("Runtime.exceptionThrown")
          || bad && List.of("Runtime.consoleAPICalled", "Log.entryAdded").contains(method)) {
        complaints.add(parameters.toString());
      }
    }
  }

  /** Where pages of a test may lie, for {@link #open}. */
  static String address(Path page) {
    return page.toUri().toString();
  }

  static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>(array.size());
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }
}
