package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.deploy.Listener;

/** A network compiled together with the program in replay.c, and compared with Java. */
final class Comparison {
  private final Listener network;
  private final Path folder;

  private Comparison(Listener network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /**
   * Compiles a network.
   *
   * @param folder where its files go
   * @throws AssertionError if the compiler has anything to say
   */
  static Comparison compile(Listener network, Path folder, String compiler, List<String> options)
      throws IOException {
    compile("replay", network, folder, compiler, options);
    return new Comparison(network, folder);
  }

  /** Compiles a program among the resources, which includes what it needs of the library. */
  static void compile(
      String program, Listener network, Path folder, String compiler, List<String> options)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, String> files = new LinkedHashMap<>();
    C99Layout.library(network, name -> name, files);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Program.copy(program + ".c", folder);
    List<String> command = new ArrayList<>(List.of(compiler, "-o", program, program + ".c"));
    command.addAll(HostCompiler.STRICT);
    command.addAll(options);
    HostCompiler.Said said = HostCompiler.run(folder, new byte[0], command);
    if (said.status() != 0 || said.output().length > 0) {
      throw new AssertionError(command + "\n" + said.text());
    }
  }

  /**
   * Runs records through both.
   *
   * @return detections
   * @throws AssertionError if a byte differs
   */
  int detections(byte[] records) throws IOException {
    Replay java = new Replay(network);
    byte[] expected = java.said(records);
    byte[] found = HostCompiler.output(folder, records, List.of("./replay"));
    int differs = Arrays.mismatch(expected, found);
    if (differs >= 0) {
      throw new AssertionError(
          "byte " + differs + " of " + expected.length + " in Java, " + found.length);
    }
    return java.detections();
  }
}
