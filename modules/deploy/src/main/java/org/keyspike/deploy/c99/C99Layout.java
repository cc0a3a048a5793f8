package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.io.AtomicFiles;

/** A way to lay an image out as C: runtime, image, self-test and an example. */
public enum C99Layout {
  /**
   * A folder for any C99 compiler: the library in {@code src/}, {@code listen.c} and {@code
   * selftest.c} beside it, built by make or CMake; also a component of ESP-IDF and a module of
   * Zephyr, and in {@code bare/} what a program without an operating system needs in QEMU.
   */
  FOLDER(
      "",
      "ks_answers.h",
      "Makefile",
      "CMakeLists.txt",
      "README.md",
      "listen.c",
      "selftest.c",
      "bare/bare.mk",
      "bare/cortex-m.c",
      "bare/cortex-m.ld",
      "bare/riscv.c",
      "bare/riscv.ld",
      "bare/semihost.c",
      "bare/semihost.h",
      "zephyr/module.yml"),
  /**
   * A library of Arduino, to be put into its folder {@code libraries}: the library in {@code src/},
   * a sketch for a microphone and one for the self-test in {@code examples/}.
   */
  ARDUINO(
      "arduino/",
      "examples/SelfTest/ks_answers.h",
      "library.properties",
      "README.md",
      "examples/Listen/Listen.ino",
      "examples/SelfTest/SelfTest.ino");

  private final String resources;
  private final String answersHeader;
  private final List<String> copied;

  /**
   * @param resources the folder among the resources whose files are copied
   * @param answersHeader where the known answers go
   */
  C99Layout(String resources, String answersHeader, String... copied) {
    this.resources = resources;
    this.answersHeader = answersHeader;
    this.copied = List.of(copied);
  }

  /** Path from the folder, with slashes, to content. */
  private Map<String, String> files(Listener network, KnownAnswers answers) {
    Map<String, String> files = new LinkedHashMap<>();
    library(network, name -> "src/" + name, files);
    copied.forEach(name -> files.put(name, Runtime.text(resources + name)));
    files.put(answersHeader, AnswersHeader.of(network, answers));
    return files;
  }

  /**
   * Writes the folder.
   *
   * @param network what is to listen
   * @param answers that the self-test replays, of sound: {@link ReplayedSound}
   * @return what was written
   * @throws org.keyspike.io.InputException if the network is too large for it
   */
  public List<Path> write(Listener network, KnownAnswers answers, Path folder) throws IOException {
    Extents.require(network.image());
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files(network, answers).entrySet()) {
      Path path = folder.resolve(file.getKey());
      AtomicFiles.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      written.add(path);
    }
    return written;
  }

  /** The files of the library, runtime and image, at their places. */
  static void library(Listener network, UnaryOperator<String> place, Map<String, String> files) {
    for (String name : Runtime.LIBRARY) {
      files.put(place.apply(name), Runtime.text(name));
    }
    files.put(place.apply("ks_config.h"), ConfigHeader.of(network.image()));
    files.put(place.apply("ks_image.c"), ImageSource.of(network.image()));
  }
}
