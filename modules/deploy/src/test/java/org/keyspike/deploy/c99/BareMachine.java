package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The machines without an operating system that {@code bare/bare.mk} makes programs for. */
enum BareMachine {
  M0(
      "m0",
      List.of("arm-none-eabi-gcc"),
      "qemu-system-arm",
      "gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm"),
  M4("m4", M0.compiler, M0.emulator, M0.packages),
  RV32(
      "rv32",
      List.of("riscv64-unknown-elf-gcc", "--specs=picolibc.specs"),
      "qemu-system-riscv32",
      "gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf qemu-system-misc");

  /** As in the names of make's targets. */
  final String name;

  private final List<String> compiler;
  private final String emulator;
  private final String packages;

  BareMachine(String name, List<String> compiler, String emulator, String packages) {
    this.name = name;
    this.compiler = compiler;
    this.emulator = emulator;
    this.packages = packages;
  }

  /** Skips a test where a tool is missing, and says which and where it is found. */
  void require() {
    List<String> headers = new ArrayList<>(compiler);
    headers.addAll(List.of("-E", "-include", "stdio.h", "-x", "c", "/dev/null"));
    for (List<String> tool :
        List.of(headers, List.of("make", "--version"), List.of(emulator, "--version"))) {
      Assumptions.assumeTrue(
          works(tool), tool.get(0) + " is missing: apt-get install make " + packages);
    }
  }

  /** The program of a folder, made and run; warnings are errors. */
  HostCompiler.Said run(Path folder, String... variables) throws IOException {
    return make(folder, List.of("qemu-" + name), variables);
  }

  /** The program of a folder, made. */
  Path link(Path folder, String... variables) throws IOException {
    String elf = "build/bare-" + name + ".elf";
    HostCompiler.Said said = make(folder, List.of(elf), variables);
    if (said.status() != 0) {
      throw new AssertionError(said.text());
    }
    return Path.of(elf);
  }

  private static HostCompiler.Said make(Path folder, List<String> goal, String... variables)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("make", "-s"));
    command.addAll(goal);
    command.add("WARNINGS=" + String.join(" ", HostCompiler.STRICT));
    command.addAll(List.of(variables));
    return HostCompiler.run(folder, new byte[0], command);
  }

  private static boolean works(List<String> command) {
    try {
      return HostCompiler.run(Path.of(""), new byte[0], command).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
