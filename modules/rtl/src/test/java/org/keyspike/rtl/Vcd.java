package org.keyspike.rtl;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of value change dumps (IEEE 1364-2005, section 18): what some signals are just before
 * each rising edge of a clock, which is what registers take.
 */
final class Vcd {
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final String[] signals;
  private final String[] values;
  private final int[] widths;

  /** A rising edge. */
  interface Edge {
    /**
     * Called in the order of time.
     *
     * @param time of the edge
     * @param values of the signals before it, in the order in which they were asked for: all bits,
     *     each 0, 1, x or z; null before the first change
     */
    void rises(long time, String[] values);
  }

  /**
   * Some bits of a value, as a number.
   *
   * @param value as {@link Edge} gets it
   * @param from the lowest bit
   * @return null if one of them is neither 0 nor 1
   */
  static BigInteger bits(String value, int from, int count) {
    if (value == null) {
      return null;
    }
    String bits = value.substring(value.length() - from - count, value.length() - from);
    return bits.chars().allMatch(bit -> bit == '0' || bit == '1') ? new BigInteger(bits, 2) : null;
  }

  /** All bits of it. */
  static BigInteger number(String value) {
    return value == null ? null : bits(value, 0, value.length());
  }

  private Vcd(List<String> signals) {
    this.signals = signals.toArray(String[]::new);
    values = new String[this.signals.length];
    widths = new int[this.signals.length];
  }

  /**
   * Reads a dump.
   *
   * @param clock its full name, as {@code top.unit.clk}
   * @param signals their full names
   */
  static void read(Path file, String clock, List<String> signals, Edge edge) throws IOException {
    List<String> all = new ArrayList<>(signals);
    all.add(clock);
    Vcd vcd = new Vcd(all);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      vcd.header(lines);
      vcd.changes(lines, edge);
    }
  }

  private void header(BufferedReader lines) throws IOException {
    Deque<String> scopes = new ArrayDeque<>();
    int found = 0;
    for (String line = lines.readLine(); ; line = lines.readLine()) {
      String[] words = line.trim().split(" +");
      if (words[0].equals("$enddefinitions")) {
        break;
      } else if (words[0].equals("$scope")) {
        scopes.addLast(words[2]);
      } else if (words[0].equals("$upscope")) {
        scopes.removeLast();
      } else if (words[0].equals("$var")) {
        String name = String.join(".", scopes) + "." + words[4];
        for (int i = 0; i < signals.length; i++) {
          if (signals[i].equals(name)) {
            widths[i] = Integer.parseInt(words[2]);
            places.computeIfAbsent(words[3], id -> new ArrayList<>()).add(i);
            found++;
          }
        }
      }
    }
    if (found < signals.length) {
      throw new IOException("the dump lacks one of " + String.join(", ", signals));
    }
  }

  private void changes(BufferedReader lines, Edge edge) throws IOException {
    int clock = signals.length - 1;
    String[] before = values.clone();
    long time = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#")) {
        rise(time, before, clock, edge);
        time = Long.parseLong(line.substring(1));
        System.arraycopy(values, 0, before, 0, before.length);
      } else if (!line.startsWith("$")) {
        int space = line.indexOf(' ');
        String id = space < 0 ? line.substring(1) : line.substring(space + 1);
        for (int place : places.getOrDefault(id, List.of())) {
          String bits = space < 0 ? line.substring(0, 1) : line.substring(1, space);
          // What a dump leaves out on the left is 0 behind a 1, else what stands there.
          String fill = bits.charAt(0) == '1' ? "0" : bits.substring(0, 1);
          values[place] = fill.repeat(widths[place] - bits.length()) + bits;
        }
      }
    }
    rise(time, before, clock, edge);
  }

  private void rise(long time, String[] before, int clock, Edge edge) {
    if ("0".equals(before[clock]) && "1".equals(values[clock])) {
      edge.rises(time, Arrays.copyOf(before, before.length - 1));
    }
  }
}
