package org.keyspike.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One line with points a method, and behind them the front of all methods together. */
public final class FrontsPlot {
  private static final Color BEHIND = new Color(0x999999);

  private FrontsPlot() {}

  /**
   * Draws it.
   *
   * @param methods name → x, (n), ascending, and y, (n), at least one of each
   * @param front the name of the line behind
   * @param line x and y along it
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file, Labels labels, Map<String, double[][]> methods, String front, double[][] line)
      throws IOException {
    of(labels, methods, front, line).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(
      Labels labels, Map<String, double[][]> methods, String front, double[][] line) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(8);
    XYSeries behind = chart.addSeries(front, line[0], line[1]);
    behind.setMarker(SeriesMarkers.NONE);
    behind.setLineColor(BEHIND);
    behind.setLineStyle(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int colour = 0;
    for (Map.Entry<String, double[][]> method : methods.entrySet()) {
      XYSeries series =
          chart.addSeries(method.getKey(), method.getValue()[0], method.getValue()[1]);
      Color own = PlotStyle.COLOURS[colour % PlotStyle.COLOURS.length];
      series.setLineColor(own);
      series.setMarkerColor(own);
      // Past the last colour another marker and a dashed line tell them apart.
      boolean again = colour++ >= PlotStyle.COLOURS.length;
      series.setMarker(again ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
      series.setLineStyle(again ? dashed() : new BasicStroke(2));
    }
    return new Plot(labels, chart);
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
  }
}
