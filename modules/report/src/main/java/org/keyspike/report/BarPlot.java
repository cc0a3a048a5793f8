package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;

/** Groups of bars: one group a category, one bar in it a name. */
public final class BarPlot {
  private BarPlot() {}

  /**
   * Draws it.
   *
   * @param categories (n), at least one
   * @param bars name → (n), NaN where there is none
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, Labels labels, List<String> categories, Map<String, double[]> bars)
      throws IOException {
    of(labels, categories, bars).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(Labels labels, List<String> categories, Map<String, double[]> bars) {
    CategoryChart chart = chart(categories);
    bars.forEach(
        (name, values) ->
            chart.addSeries(
                name,
                categories,
                // The library draws nothing for null.
                Arrays.stream(values).mapToObj(bar -> Double.isNaN(bar) ? null : bar).toList()));
    return new Plot(labels, chart);
  }

  /**
   * Draws one bar a category, with how far it is uncertain.
   *
   * @param name what all bars are of
   * @param bars (n)
   * @param spread (n), drawn up and down from each bar's end
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file,
      Labels labels,
      List<String> categories,
      String name,
      List<Double> bars,
      List<Double> spread)
      throws IOException {
    CategoryChart chart = chart(categories);
    chart.addSeries(name, categories, bars, spread);
    new Plot(labels, chart).write(file);
  }

  private static CategoryChart chart(List<String> categories) {
    CategoryChart chart = new CategoryChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisLabelRotation(crowded(categories) ? 45 : 0);
    return chart;
  }

  /** Whether there is too little room to write names side by side. */
  private static boolean crowded(List<String> categories) {
    int characters = categories.stream().mapToInt(String::length).sum();
    return characters > 45 || categories.size() > 8 && characters > 2 * categories.size();
  }
}
