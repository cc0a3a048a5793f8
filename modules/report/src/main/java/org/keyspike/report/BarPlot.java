package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
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
   * @param bars name → (n), null where there is none
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, Labels labels, List<String> categories, Map<String, List<Double>> bars)
      throws IOException {
    CategoryChart chart = chart(labels, categories);
    bars.forEach((name, values) -> chart.addSeries(name, categories, values));
    Png.write(chart, file);
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
    CategoryChart chart = chart(labels, categories);
    chart.addSeries(name, categories, bars, spread);
    Png.write(chart, file);
  }

  private static CategoryChart chart(Labels labels, List<String> categories) {
    CategoryChart chart = new CategoryChart(Look.WIDTH, Look.HEIGHT);
    Look.apply(chart.getStyler());
    chart.setTitle(labels.title());
    chart.setXAxisTitle(labels.x());
    chart.setYAxisTitle(labels.y());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisLabelRotation(categories.size() > 8 ? 45 : 0);
    return chart;
  }
}
