package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.report.BarPlot;
import org.keyspike.report.Labels;
import org.keyspike.report.Plot;

/** The costs of the image on the machine: cycles and power, by what they go to. */
public final class Costs {
  /** Of the section. */
  public static final String ID = "costs";

  /** Of the section. */
  public static final String TITLE = "Cycles and energy";

  private Costs() {}

  /**
   * Plots and tables.
   *
   * @param cycles of an average frame, by stage of the machine, in its order
   * @param microwatts by component
   */
  public static List<Block> of(Map<String, Double> cycles, Map<String, Double> microwatts) {
    Map<String, Double> largest = new LinkedHashMap<>();
    microwatts.entrySet().stream()
        .filter(one -> one.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(one -> largest.put(one.getKey(), one.getValue()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Figure(
            bars("Cycles of an average frame", "stage of the machine", "cycles a frame", cycles)
                .draw(ID + "-cycles"),
            "The highest bar is where time goes. feedForward and recurrent follow the spikes, update the number"
                + " of neurons."));
    blocks.add(
        new Block.Figure(
            bars("Power in real time", "component", "power (µW)", largest).draw(ID + "-power"),
            "Of frames that come every 10 ms, largest first. Leakage flows while nothing happens: spikes cannot"
                + " save it, a smaller memory can."));
    blocks.add(
        table(
            "Cycles of an average frame, by stage of the machine.",
            "stage",
            "cycles",
            "%.2f",
            cycles));
    blocks.add(table("Power in real time, by component.", "component", "µW", "%.4f", largest));
    return blocks;
  }

  private static Plot bars(String title, String x, String y, Map<String, Double> values) {
    return BarPlot.of(
        new Labels(title, x, y),
        List.copyOf(values.keySet()),
        Map.of(y, values.values().stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static Block.Table table(
      String caption, String name, String unit, String format, Map<String, Double> values) {
    double all = values.values().stream().mapToDouble(Double::doubleValue).sum();
    List<List<String>> rows = new ArrayList<>();
    values.forEach(
        (key, value) ->
            rows.add(
                List.of(
                    key,
                    NumberText.text(format, value),
                    all == 0 ? "–" : NumberText.text("%.1f %%", 100 * value / all))));
    return new Block.Table(caption, List.of(name, unit, "share"), rows);
  }
}
