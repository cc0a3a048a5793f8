package org.keyspike.rtl;

/**
 * The script by which Yosys counts the cells of a machine: generic gates and flip-flops, unit by
 * unit. Memories stay what they are, as every technology has its own; so nothing is known of them
 * here but their bits. Nothing is flattened: units are optimised one by one.
 */
final class AreaScript {
  /** Its name in the folder of an export. */
  static final String FILE = "area.ys";

  /** What it writes. */
  static final String REPORT = "area.txt";

  private static final String TEST_BENCH = "comparer.v";

  private AreaScript() {}

  /** The text, for a top module of this name. */
  static String text(String top) {
    StringBuilder text = new StringBuilder();
    text.append("# Made by Keyspike: gates and flip-flops by unit. yosys -q ").append(FILE);
    text.append(
        "\n# Memories stay as they are: cells of the type $mem_v2, of which only bits count.");
    text.append("\nread_verilog ").append(top).append(".v");
    VerilogExport.UNITS.stream()
        .filter(unit -> !unit.equals(TEST_BENCH))
        .forEach(unit -> text.append(' ').append(unit));
    text.append("\nsynth -top ").append(top).append(" -run begin:fine\n");
    // The rest of synth, without memory_map.
    text.append(
        "opt -fast -full\nopt_clean\ntechmap\nopt -fast\nabc -fast\nopt -fast\nopt_clean\n");
    return text.append("tee -o ").append(REPORT).append(" stat\n").toString();
  }
}
