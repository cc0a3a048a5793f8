package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The compilers of this machine, as far as there are any. */
final class HostCompiler {
  static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");

  static final List<String> CHECKED =
      List.of("-fsanitize=undefined,address", "-fno-sanitize-recover=all");

  private HostCompiler() {}

  /** Those of gcc and clang that are installed; a test without any is skipped and says so. */
  static List<String> all() {
    List<String> found = new ArrayList<>();
    for (String name : List.of("gcc", "clang")) {
      if (runs(name)) {
        found.add(name);
      }
    }
    Assumptions.assumeFalse(found.isEmpty(), "neither gcc nor clang is installed");
    return found;
  }

  private static boolean runs(String compiler) {
    try {
      return run(Path.of(""), new byte[0], List.of(compiler, "--version")).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a program said, on both of its outputs. */
  record Said(int status, byte[] output) {
    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }

  /** What a program says that must end well. */
  static byte[] output(Path folder, byte[] input, List<String> command) throws IOException {
    Said said = run(folder, input, command);
    assertEquals(0, said.status(), () -> command + "\n" + said.text());
    return said.output();
  }

  static Said run(Path folder, byte[] input, List<String> command) throws IOException {
    // From a file, as a program may say more than a pipe holds before it has heard everything.
    Path in = Files.createTempFile("input", ".bin");
    try {
      Files.write(in, input);
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      return new Said(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(in);
    }
  }
}
