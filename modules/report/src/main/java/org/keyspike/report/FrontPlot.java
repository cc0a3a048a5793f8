package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points of several kinds, and a line through the best of them. */
public final class FrontPlot {
  private FrontPlot() {}

  /**
   * Draws it.
   *
   * @param points kind → x, (n), and y, (n), of its points, at least one of each
   * @param front the name of the line
   * @param line x and y along it
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, Labels labels, Map<String, double[][]> points, String front, double[][] line)
      throws IOException {
    of(labels, points, front, line).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(
      Labels labels, Map<String, double[][]> points, String front, double[][] line) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(10);
    points.forEach(
        (kind, xy) -> {
          XYSeries series = chart.addSeries(kind, xy[0], xy[1]);
          series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
          series.setMarker(SeriesMarkers.CIRCLE);
        });
    XYSeries through = chart.addSeries(front, line[0], line[1]);
    through.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    through.setMarker(SeriesMarkers.NONE);
    return new Plot(labels, chart);
  }
}
