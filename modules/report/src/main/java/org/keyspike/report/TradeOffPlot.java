package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One line a name, each over places of its own on a logarithmic axis. */
public final class TradeOffPlot {
  private TradeOffPlot() {}

  /**
   * Draws it.
   *
   * @param lines name → x, (n), all above 0, and y, (n), at least one of each
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Labels labels, Map<String, double[][]> lines)
      throws IOException {
    of(labels, lines).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(Labels labels, Map<String, double[][]> lines) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    lines.forEach((name, xy) -> chart.addSeries(name, xy[0], xy[1]).setMarker(SeriesMarkers.NONE));
    return new Plot(labels, chart);
  }
}
