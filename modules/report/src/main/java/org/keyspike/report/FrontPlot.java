package org.keyspike.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Points of several kinds, and a line through the best of them. Points of a kind stand by
 * themselves, or, where a kind is a method at several sizes, on a line of their own.
 */
public final class FrontPlot {
  private static final Color BEHIND = new Color(0x999999);

  private FrontPlot() {}

  /**
   * Draws points that stand by themselves.
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
    XYChart chart = chart(10);
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

  /**
   * The plot of methods: a line through the points of each, and the front of all behind them.
   *
   * @param methods name → x, (n), ascending, and y, (n), at least one of each
   * @param front the name of the line behind
   * @param line x and y along it
   */
  public static Plot ofMethods(
      Labels labels, Map<String, double[][]> methods, String front, double[][] line) {
    XYChart chart = chart(8);
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

  private static XYChart chart(int markerSize) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PlotStyle.HEIGHT);
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(markerSize);
    return chart;
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
  }
}
