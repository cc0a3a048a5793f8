package org.keyspike.experiment.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.keyspike.io.Assignment;

/**
 * One value for every key that varies.
 *
 * @param values by key, in the order of the variations; none if nothing varies
 */
public record Combination(Map<String, String> values) {
  private static final int LONGEST_NAME = 80;

  /** Keeps the order. */
  public Combination {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Every combination; the last variation changes fastest. */
  public static List<Combination> all(List<Variation> variations) {
    List<Combination> all = List.of(new Combination(Map.of()));
    for (Variation variation : variations) {
      List<Combination> longer = new ArrayList<>();
      for (Combination shorter : all) {
        for (String value : variation.values()) {
          Map<String, String> values = new LinkedHashMap<>(shorter.values);
          values.put(variation.key(), value);
          longer.add(new Combination(values));
        }
      }
      all = longer;
    }
    return all;
  }

  /** What it lays over a recipe. */
  public List<Assignment> assignments() {
    return values.entrySet().stream()
        .map(value -> new Assignment(value.getKey(), value.getValue(), "--vary " + value.getKey()))
        .toList();
  }

  /** For people: the last part of every key with its value. */
  public String label() {
    return values.isEmpty()
        ? "the recipe"
        : values.entrySet().stream()
            .map(v -> v.getKey().substring(v.getKey().lastIndexOf('.') + 1) + "=" + v.getValue())
            .collect(Collectors.joining(" "));
  }

  /**
   * Name of its folder. It depends on nothing but the values, so that another sweep in the same
   * folder finds the runs that it shares; a checksum tells apart what looks alike in a file name.
   */
  String folder() {
    if (values.isEmpty()) {
      return "recipe";
    }
    String readable = label().replaceAll("[^A-Za-z0-9=.,_-]+", "_");
    CRC32 checksum = new CRC32();
    checksum.update(values.toString().getBytes(StandardCharsets.UTF_8));
    return String.format(
        "%s-%08x",
        readable.substring(0, Math.min(LONGEST_NAME, readable.length())), checksum.getValue());
  }
}
