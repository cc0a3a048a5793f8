package org.keyspike.deploy.c99;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What an exported network costs on an emulated Cortex-M while it hears a sound: for each frame and
 * part of the runtime the instructions, which the plugin in count.c counts, and its estimate of
 * cycles; the deepest stack; and what it adds to flash and RAM.
 *
 * @param frames one for each frame of 10 ms
 * @param stack bytes below the call of ks_push
 */
record CountedRun(List<Frame> frames, int stack) {
  /** Parts of the runtime that counts are split by, in the plugin's numbers, from 1 on. */
  static final List<String> PARTS =
      List.of("front end", "encoder", "layers", "readout", "detector");

  /** The parts that files belong to; what is in no file of these belongs to whoever calls it. */
  private static final Map<String, Integer> PART_OF =
      Map.ofEntries(
          Map.entry("keyspike.c", 1),
          Map.entry("ks_spectrum.c", 1),
          Map.entry("ks_bands.c", 1),
          Map.entry("ks_encoder.c", 2),
          Map.entry("ks_layers.c", 3),
          Map.entry("ks_neurons.c", 3),
          Map.entry("ks_delay.c", 3),
          Map.entry("ks_window.c", 4),
          Map.entry("ks_readout.c", 4),
          Map.entry("ks_detector.c", 5),
          Map.entry("cost.c", 0),
          Map.entry("semihost.c", 0),
          Map.entry("cortex-m.c", 0));

  private static final int KINDS = 5;

  /**
   * The counts of a frame.
   *
   * @param counts [part][instructions, cycles, loads and stores, multiplications, branches taken]
   */
  record Frame(int[][] counts) {
    int instructions() {
      return sum(0);
    }

    int cycles() {
      return sum(1);
    }

    /** Whether there was an answer at its end. */
    boolean answered() {
      return counts[5][0] > 0;
    }

    /** Of all parts. */
    int sum(int kind) {
      int sum = 0;
      for (int part = 1; part < counts.length; part++) {
        sum += counts[part][kind];
      }
      return sum;
    }
  }

  /**
   * Runs an exported network, to which cost.c has been copied.
   *
   * @param sound samples, little-endian
   * @throws AssertionError if something does not end well
   */
  static CountedRun of(Path folder, BareMachine machine, String optimize, byte[] sound)
      throws IOException {
    Files.write(folder.resolve("sound.raw"), sound);
    String options = "OPTIMIZE=" + optimize + " -g";
    Path elf = machine.link(folder, "PROGRAM=cost.c", options);
    String mark = parts(folder, elf.toString());
    run(folder, "gcc", "-O2", "-shared", "-fPIC", "-o", "count.so", "count.c");
    String plugin = "-plugin ./count.so,parts=parts.txt,rows=rows.bin,mark=%s,core=%s";
    HostCompiler.Said said =
        machine.run(
            folder, "PROGRAM=cost.c", options, "QEMU=" + plugin.formatted(mark, machine.name));
    String text = said.text().strip();
    return new CountedRun(rows(folder), Integer.parseInt(text.replaceFirst("(?s).* ", "")));
  }

  static String run(Path folder, String... command) throws IOException {
    return new String(HostCompiler.output(folder, new byte[0], List.of(command)), UTF_8);
  }

  /** Writes down which addresses belong to which part; returns where the program is marked. */
  private static String parts(Path folder, String elf) throws IOException {
    List<String> lines = new ArrayList<>();
    String mark = "";
    for (String line : run(folder, "arm-none-eabi-nm", "-S", "-l", elf).split("\n")) {
      String[] words = line.split("\\s+");
      if (words.length < 5 || !words[2].equalsIgnoreCase("t")) {
        continue;
      }
      long from = Long.parseLong(words[0], 16);
      mark = words[3].equals("mark") ? words[0] : mark;
      Integer part = PART_OF.get(words[4].replaceFirst(".*/", "").replaceFirst(":.*", ""));
      if (part != null) {
        long to = from + Long.parseLong(words[1], 16);
        lines.add(Long.toHexString(from) + " " + Long.toHexString(to) + " " + part);
      }
    }
    Files.write(folder.resolve("parts.txt"), lines);
    return mark;
  }

  private static List<Frame> rows(Path folder) throws IOException {
    ByteBuffer rows =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("rows.bin")))
            .order(ByteOrder.nativeOrder());
    List<Frame> frames = new ArrayList<>();
    while (rows.hasRemaining()) {
      int[][] counts = new int[PARTS.size() + 1][KINDS];
      for (int[] part : counts) {
        for (int kind = 0; kind < KINDS; kind++) {
          part[kind] = rows.getInt();
        }
      }
      frames.add(new Frame(counts));
    }
    return frames;
  }

  double mean(ToIntFunction<Frame> what) {
    return frames.stream().mapToInt(what).average().orElseThrow();
  }

  int worst(ToIntFunction<Frame> what) {
    return frames.stream().mapToInt(what).max().orElseThrow();
  }

  /** Instructions of readout and detector where there is an answer. */
  double instructionsAnAnswer() {
    return frames.stream()
        .filter(Frame::answered)
        .mapToInt(frame -> frame.counts()[4][0] + frame.counts()[5][0])
        .average()
        .orElseThrow();
  }

  /** The most cycles of ten frames, one after another: 100 ms of sound. */
  int worstTenth() {
    int most = 0;
    for (int i = 0; i + 10 <= frames.size(); i++) {
      most = Math.max(most, frames.subList(i, i + 10).stream().mapToInt(Frame::cycles).sum());
    }
    return most;
  }
}
