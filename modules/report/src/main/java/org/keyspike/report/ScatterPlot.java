package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One point a thing. */
public final class ScatterPlot {
  private ScatterPlot() {}

  /**
   * Draws it.
   *
   * @param points what a point is, such as "band"
   * @param x (n), at least one
   * @param y (n)
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Labels labels, String points, double[] x, double[] y)
      throws IOException {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(9);
    chart.addSeries(points, x, y).setMarker(SeriesMarkers.CIRCLE);
    new Plot(labels, chart).write(file);
  }
}
