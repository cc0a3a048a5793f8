package org.keyspike.synthesis.voices;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;
import org.keyspike.io.Staging;

/**
 * A program that is run for a text, or for several, and writes WAV files.
 *
 * @param engine name of the engine, for messages
 * @param timeoutSeconds after which a run is ended, and as long again for every {@value
 *     #TEXTS_IN_TIME} texts more
 */
record EngineProgram(String engine, int timeoutSeconds) {
  /** A sentence takes a fraction of a second, the start of a large neural voice a few. */
  static final int USUAL_TIMEOUT_SECONDS = 60;

  private static final int TEXTS_IN_TIME = 20;
  private static final int MOST_WORDS = 300;
  private static final String EXPECTED = "a program that speaks";

  EngineProgram(String engine) {
    this(engine, USUAL_TIMEOUT_SECONDS);
  }

  /** The command that writes one text's WAV file. */
  @FunctionalInterface
  interface TextCommand {
    List<String> of(SpokenText text, Path wav) throws IOException;
  }

  /** The command that writes the WAV files of all texts; it may leave files beside them. */
  @FunctionalInterface
  interface BatchCommand {
    List<String> of(List<Path> wavs) throws IOException;
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

  /** What a program that is run for each text says. */
  List<float[]> speakEach(List<SpokenText> texts, TextCommand command) throws IOException {
    List<float[]> spoken = new ArrayList<>();
    for (SpokenText text : texts) {
      spoken.addAll(speakAll(1, wavs -> command.of(text, wavs.get(0))));
    }
    return spoken;
  }

  /**
   * What a program that is run once says.
   *
   * @param count texts
   * @return samples at 16 kHz of each; empty where a file holds none
   */
  List<float[]> speakAll(int count, BatchCommand command) throws IOException {
    Path folder = Files.createTempDirectory("keyspike-voice");
    try {
      List<Path> wavs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        wavs.add(folder.resolve("said" + i + ".wav"));
      }
      List<String> line = command.of(wavs);
      long seconds = timeoutSeconds * (1L + (count - 1) / TEXTS_IN_TIME);
      String said = run(line, folder.resolve("words.txt"), seconds);
      List<float[]> spoken = new ArrayList<>();
      for (Path wav : wavs) {
        if (!Files.exists(wav) || Files.size(wav) == 0) {
          throw wrong(line, "no WAV file was written" + said);
        }
        spoken.add(AudioFiles.readAt(wav, FrontEndSettings.SAMPLE_RATE).samples());
      }
      return spoken;
    } finally {
      Staging.deleteAll(folder);
    }
  }

  /** What a program prints, whatever its exit code: some end their version with 1. */
  String print(List<String> line) throws IOException {
    return print(line, StandardCharsets.ISO_8859_1);
  }

  /** The same where it prints more than English. */
  String print(List<String> line, Charset charset) throws IOException {
    Path words = Files.createTempFile("keyspike-voice", ".txt");
    try {
      started(line, words, timeoutSeconds);
      return new String(Files.readAllBytes(words), charset);
    } finally {
      Files.deleteIfExists(words);
    }
  }

  /** Runs a program to its end; its words, for a message. */
  private String run(List<String> line, Path words, long seconds) throws IOException {
    int code = started(line, words, seconds);
    if (code != 0) {
      throw wrong(line, "exit code " + code + said(words));
    }
    return said(words);
  }

  private int started(List<String> line, Path words, long seconds) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(words.toFile()).start();
    } catch (IOException e) {
      throw wrong(line, "does not start: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw wrong(line, "not done after " + seconds + " s" + said(words));
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
