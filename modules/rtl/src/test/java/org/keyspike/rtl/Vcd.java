package org.keyspike.rtl;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final BigInteger[] values;

  /** A rising edge. */
  interface Edge {
    /**
     * Called in the order of time.
     *
     * @param time of the edge
     * @param values of the signals before it, in the order in which they were asked for; null where
     *     a bit is neither 0 nor 1
     */
    void rises(long time, BigInteger[] values);
  }

  private Vcd(List<String> signals) {
    this.signals = signals.toArray(String[]::new);
    values = new BigInteger[this.signals.length];
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
    BigInteger[] before = values.clone();
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
          values[place] = value(space < 0 ? line.substring(0, 1) : line.substring(1, space));
        }
      }
    }
    rise(time, before, clock, edge);
  }

  private void rise(long time, BigInteger[] before, int clock, Edge edge) {
    if (BigInteger.ZERO.equals(before[clock]) && BigInteger.ONE.equals(values[clock])) {
      edge.rises(time, before.clone());
    }
  }

  private static BigInteger value(String bits) {
    return bits.chars().allMatch(bit -> bit == '0' || bit == '1') ? new BigInteger(bits, 2) : null;
  }
}
