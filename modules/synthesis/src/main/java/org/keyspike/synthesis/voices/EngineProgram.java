package org.keyspike.synthesis.voices;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;

/**
 * A program that is run for each text and writes a WAV file.
 *
 * @param engine name of the engine, for messages
 * @param timeoutSeconds after which a run is ended
 */
record EngineProgram(String engine, int timeoutSeconds) {
  /** A sentence takes a fraction of a second, the start of a large neural voice a few. */
  static final int USUAL_TIMEOUT_SECONDS = 60;

  /** Name of the file that holds what is to be said. */
  static final String TEXT = "text.txt";

  private static final int MOST_WORDS = 300;
  private static final String EXPECTED = "a program that speaks";

  EngineProgram(String engine) {
    this(engine, USUAL_TIMEOUT_SECONDS);
  }

  /** Whether there is a program of this name. */
  static boolean installed(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a program writes into a WAV file.
   *
   * @param text what it is to say, which is also in the file {@value #TEXT} beside
   * @param command the command for the file it is to write
   * @return samples at 16 kHz; empty if the file holds none
   */
  float[] speak(String text, Function<Path, List<String>> command) throws IOException {
    Path folder = Files.createTempDirectory("keyspike-voice");
    Path wav = folder.resolve("said.wav");
    Path words = folder.resolve("words.txt");
    Path script = folder.resolve(TEXT);
    try {
      Files.writeString(script, text);
      List<String> line = command.apply(wav);
      String said = run(line, words);
      if (!Files.exists(wav) || Files.size(wav) == 0) {
        throw wrong(line, "no WAV file was written" + said);
      }
      return AudioFiles.readAt(wav, FrontEndSettings.SAMPLE_RATE).samples();
    } finally {
      Files.deleteIfExists(wav);
      Files.deleteIfExists(words);
      Files.deleteIfExists(script);
      Files.deleteIfExists(folder);
    }
  }

  /** What a program prints, whatever its exit code: some end their version with 1. */
  String print(List<String> line) throws IOException {
    Path words = Files.createTempFile("keyspike-voice", ".txt");
    try {
      started(line, words);
      return Files.readString(words, StandardCharsets.ISO_8859_1);
    } finally {
      Files.deleteIfExists(words);
    }
  }

  /** Runs a program to its end; its words, for a message. */
  private String run(List<String> line, Path words) throws IOException {
    int code = started(line, words);
    if (code != 0) {
      throw wrong(line, "exit code " + code + said(words));
    }
    return said(words);
  }

  private int started(List<String> line, Path words) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(words.toFile()).start();
    } catch (IOException e) {
      throw wrong(line, "does not start: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
        throw wrong(line, "not done after " + timeoutSeconds + " s" + said(words));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(engine + ": interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  private static String said(Path words) throws IOException {
    String text = Files.readString(words, StandardCharsets.ISO_8859_1).strip();
    text = text.replaceAll("\\s*\\R\\s*", "; ");
    if (text.length() > MOST_WORDS) {
      text = text.substring(0, MOST_WORDS) + "…";
    }
    return text.isEmpty() ? "" : ", saying: " + text;
  }

  private InputException wrong(List<String> line, String found) {
    return new InputException("speech engine " + engine, String.join(" ", line), found, EXPECTED);
  }
}
