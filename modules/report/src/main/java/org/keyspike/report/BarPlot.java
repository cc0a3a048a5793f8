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
    CategoryChart chart = new CategoryChart(Look.WIDTH, Look.HEIGHT);
    Look.apply(chart.getStyler());
    chart.setTitle(labels.title());
    chart.setXAxisTitle(labels.x());
    chart.setYAxisTitle(labels.y());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisLabelRotation(categories.size() > 8 ? 45 : 0);
    bars.forEach((name, values) -> chart.addSeries(name, categories, values));
    Png.write(chart, file);
  }
}
