package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One line a name, over the same places. */
public final class LinePlot {
  private LinePlot() {}

  /**
   * Draws it.
   *
   * @param x (n), at least one
   * @param lines name → (n); not a number where there is none
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Labels labels, double[] x, Map<String, double[]> lines)
      throws IOException {
    of(labels, x, lines).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(Labels labels, double[] x, Map<String, double[]> lines) {
    return of(labels, x, lines, new double[0]);
  }

  /** The same plot with vertical lines at some places. */
  public static Plot of(
      Labels labels, double[] x, Map<String, double[]> lines, double[] verticals) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0);
    lines.forEach((name, values) -> chart.addSeries(name, x, values).setMarker(SeriesMarkers.NONE));
    for (double vertical : verticals) {
      chart.addAnnotation(new AnnotationLine(vertical, true, false));
    }
    return new Plot(labels, chart);
  }
}
