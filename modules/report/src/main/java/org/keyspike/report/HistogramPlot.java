package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A histogram: how many of each name have a value in each of {@value #BINS} equal bins from 0 on.
 */
public final class HistogramPlot {
  static final int BINS = 25;

  private HistogramPlot() {}

  /**
   * Draws it.
   *
   * @param values name → values of 0 or more, at least one
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Labels labels, Map<String, double[]> values)
      throws IOException {
    of(labels, values).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(Labels labels, Map<String, double[]> values) {
    double largest = values.values().stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    double width = width(largest);
    double[] edges = new double[BINS + 1];
    Arrays.setAll(edges, bin -> bin * width);
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
    values.forEach(
        (name, all) ->
            chart.addSeries(name, edges, counts(all, width)).setMarker(SeriesMarkers.NONE));
    return new Plot(labels, chart);
  }

  /** The smallest of 1, 2 or 5 times a power of ten that covers all with the bins. */
  static double width(double largest) {
    if (largest == 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(largest / BINS)));
    for (int times : new int[] {1, 2, 5}) {
      if (largest <= times * power * BINS) {
        return times * power;
      }
    }
    return 10 * power;
  }

  /** How many lie in each bin; a last 0 closes the steps. */
  static double[] counts(double[] values, double width) {
    double[] counts = new double[BINS + 1];
    for (double value : values) {
      counts[Math.min(BINS - 1, (int) (value / width))]++;
    }
    return counts;
  }
}
