package org.keyspike.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keyspike.evaluation.ParetoFront;
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
   * @param points kind → its points, at least one of each; x is their cost, y their worth
   * @param front the name of the line
   * @param line the points along it
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path file,
      Labels labels,
      Map<String, List<ParetoFront.Point>> points,
      String front,
      List<ParetoFront.Point> line)
      throws IOException {
    of(labels, points, front, line).write(file);
  }

  /** The same plot, for a page. */
  public static Plot of(
      Labels labels,
      Map<String, List<ParetoFront.Point>> points,
      String front,
      List<ParetoFront.Point> line) {
    XYChart chart = chart(10);
    points.forEach(
        (kind, some) -> {
          XYSeries series = series(chart, kind, some);
          series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
          series.setMarker(SeriesMarkers.CIRCLE);
        });
    XYSeries through = series(chart, front, line);
    through.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    through.setMarker(SeriesMarkers.NONE);
    return new Plot(labels, chart);
  }

  /**
   * The plot of methods: a line through the points of each, and the front of all behind them.
   *
   * @param methods name → its points, the cheapest first, at least one of each
   * @param front the name of the line behind
   * @param line the points along it
   */
  public static Plot ofMethods(
      Labels labels,
      Map<String, List<ParetoFront.Point>> methods,
      String front,
      List<ParetoFront.Point> line) {
    XYChart chart = chart(8);
    XYSeries behind = series(chart, front, line);
    behind.setMarker(SeriesMarkers.NONE);
    behind.setLineColor(BEHIND);
    behind.setLineStyle(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int colour = 0;
    for (Map.Entry<String, List<ParetoFront.Point>> method : methods.entrySet()) {
      XYSeries series = series(chart, method.getKey(), method.getValue());
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

  private static XYSeries series(XYChart chart, String name, List<ParetoFront.Point> points) {
    return chart.addSeries(
        name,
        points.stream().mapToDouble(ParetoFront.Point::cost).toArray(),
        points.stream().mapToDouble(ParetoFront.Point::worth).toArray());
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
  }
}
