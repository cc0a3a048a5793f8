package org.keyspike.rtl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report of the command {@code stat} of Yosys, which counts the cells of every module once:
 * taken together by units, each module as often as it is there.
 */
final class AreaReport {
  private static final Pattern MODULE = Pattern.compile("=== (.*) ===");
  private static final Pattern CELL = Pattern.compile(" {5}(\\S+) +(\\d+)");

  /** Cells of one bit: {@code $_AND_}, {@code $_SDFFE_PP0P_}. */
  private static final Pattern GATE = Pattern.compile("\\$_[A-Z0-9_]+_");

  private static final Pattern FLIP_FLOP = Pattern.compile("\\$_[A-Z]*(DFF|FF)[A-Z]*_.*");

  /** A module with its parameters, or with a hash of them. */
  private static final Pattern PARAMETRISED =
      Pattern.compile("\\$paramod(?:\\$[0-9a-f]+)?\\\\([^\\\\]+).*");

  private final Map<String, Map<String, Long>> modules = new LinkedHashMap<>();
  private final Map<String, UnitArea> units = new LinkedHashMap<>();

  private AreaReport(String report) {
    Map<String, Long> cells = new LinkedHashMap<>();
    for (String line : report.lines().toList()) {
      Matcher module = MODULE.matcher(line);
      Matcher cell = CELL.matcher(line);
      if (module.matches()) {
        cells = new LinkedHashMap<>();
        modules.put(module.group(1), cells);
      } else if (cell.matches()) {
        cells.put(cell.group(1), Long.parseLong(cell.group(2)));
      }
    }
  }

  /**
   * The units of a report.
   *
   * @param top the module that has all others
   * @return from the most gates to the fewest
   */
  static List<UnitArea> units(String report, String top) {
    AreaReport read = new AreaReport(report);
    read.add(top, 1);
    List<UnitArea> units = new ArrayList<>(read.units.values());
    units.sort(Comparator.comparingLong(UnitArea::gates).reversed());
    return units;
  }

  private void add(String module, long times) {
    Matcher parametrised = PARAMETRISED.matcher(module);
    String unit = parametrised.matches() ? parametrised.group(1) : module;
    for (Map.Entry<String, Long> cell : modules.get(module).entrySet()) {
      String type = cell.getKey();
      long count = times * cell.getValue();
      if (modules.containsKey(type)) {
        add(type, count);
      } else if (FLIP_FLOP.matcher(type).matches()) {
        units.merge(unit, new UnitArea(unit, 0, count), AreaReport::sum);
      } else if (GATE.matcher(type).matches()) {
        units.merge(unit, new UnitArea(unit, count, 0), AreaReport::sum);
      }
    }
  }

  private static UnitArea sum(UnitArea one, UnitArea other) {
    return new UnitArea(
        one.unit(), one.gates() + other.gates(), one.flipFlops() + other.flipFlops());
  }
}
