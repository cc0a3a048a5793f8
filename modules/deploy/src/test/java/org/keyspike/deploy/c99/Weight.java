package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What an exported network adds to the flash and the RAM of a program for a Cortex-M, in bytes.
 *
 * @param flash all of it, what it needs of the compiler's and the C library included
 * @param tables of it, those of front end and detector, the same for all networks of as many bands
 * @param image of it, the numbers of the network
 * @param ram static
 */
record Weight(int flash, int tables, int image, int ram) {
  private static final Set<String> TABLES =
      Set.of(
          "ks_hann",
          "ks_cosine",
          "ks_log2",
          "ks_compression",
          "ks_rising",
          "ks_segment_bins",
          "ks_band_kept",
          "ks_powers");

  int code() {
    return flash - tables - image;
  }

  /** Links cost.c with the library and without it, and compares. */
  static Weight of(Path folder, BareMachine machine, String optimize) throws IOException {
    int[] with = linked(folder, machine, optimize, "$(wildcard src/*.c)");
    int[] without = linked(folder, machine, optimize, "silent.c");
    CountedRun.run(
        folder,
        "arm-none-eabi-gcc",
        "-mcpu=cortex-m0plus",
        "-mthumb",
        optimize,
        "-std=c99",
        "-fdata-sections",
        "-Isrc",
        "-c",
        "-o",
        "image.o",
        "src/ks_image.c");
    int tables = 0;
    int image = 0;
    for (String line : CountedRun.run(folder, "arm-none-eabi-size", "-A", "image.o").split("\n")) {
      String[] words = line.split("\\s+");
      if (words[0].startsWith(".rodata")) {
        int size = Integer.parseInt(words[1]);
        boolean table = TABLES.contains(words[0].replaceFirst("\\.rodata\\.?", ""));
        tables += table ? size : 0;
        image += table ? 0 : size;
      }
    }
    return new Weight(with[0] - without[0], tables, image, with[1] - without[1]);
  }

  /** Flash and RAM. */
  private static int[] linked(Path folder, BareMachine machine, String optimize, String library)
      throws IOException {
    String elf =
        machine
            .link(folder, "PROGRAM=cost.c", "OPTIMIZE=" + optimize, "LIBRARY=" + library)
            .toString();
    String[] lines = CountedRun.run(folder, "arm-none-eabi-size", elf).split("\n");
    String[] sizes = lines[1].strip().split("\\s+");
    int data = Integer.parseInt(sizes[1]);
    return new int[] {Integer.parseInt(sizes[0]) + data, data + Integer.parseInt(sizes[2])};
  }
}
