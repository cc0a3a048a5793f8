package org.keyspike.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Spikes of one clip over time: the encoder's over the log-mel image, each layer's beneath, with
 * one time axis for all.
 */
public final class RasterPlot {
  private static final int PANEL_HEIGHT = 420;
  private static final int PAGE_HEIGHT = 260;
  private static final int AXIS_WIDTH = 70;
  private static final Color CLEAR = new Color(255, 255, 255, 0);

  /**
   * Spikes of one kind.
   *
   * @param name of the kind
   * @param frames when, in frames
   * @param rows which band or neuron
   */
  public record Spikes(String name, double[] frames, double[] rows) {}

  /**
   * Spikes over the same axes.
   *
   * @param labels of the panel; x is drawn beneath the last one only
   * @param rows how many bands or neurons there are
   * @param kinds drawn one over the other
   * @param markerSize in pixels
   */
  public record Panel(Labels labels, int rows, List<Spikes> kinds, int markerSize) {}

  private RasterPlot() {}

  /**
   * Draws it.
   *
   * @param features (T, C), shown behind the first panel, dark where loud
   * @param frames T
   * @param panels from the top
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, float[] features, int frames, List<Panel> panels)
      throws IOException {
    BufferedImage whole = Png.canvas(PlotStyle.WIDTH, PANEL_HEIGHT * panels.size());
    for (int i = 0; i < panels.size(); i++) {
      BufferedImage panel =
          draw(panels.get(i), frames, i == 0 ? features : null, i == panels.size() - 1);
      Graphics2D graphics = whole.createGraphics();
      graphics.drawImage(panel, 0, i * PANEL_HEIGHT, null);
      graphics.dispose();
    }
    Png.write(whole, file);
  }

  /**
   * Draws it into a page.
   *
   * @param id that no other drawing of the page has: letters, digits and hyphens
   * @param features (T, C), shown behind the first panel, dark where loud
   * @param frames T
   * @param panels from the top; the first one's kinds are the key
   */
  public static Drawing draw(String id, float[] features, int frames, List<Panel> panels) {
    Svg svg = new Svg(id, Svg.WIDTH, PAGE_HEIGHT * panels.size());
    List<XYChart> charts = aligned(panels, frames);
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      XYChart chart = charts.get(i);
      Graphics2D graphics = (Graphics2D) svg.graphics().create();
      graphics.translate(0, PAGE_HEIGHT * i);
      if (i == 0) {
        background(graphics, chart, features, frames, panel.rows);
      }
      for (int kind = 0; kind < panel.kinds.size(); kind++) {
        graphics.setColor(PlotStyle.COLOURS[kind]);
        spikes(graphics, chart, panel.kinds.get(kind), panel);
      }
      panel.kinds.forEach(kind -> chart.removeSeries(kind.name));
      chart.paint(graphics, Svg.WIDTH, PAGE_HEIGHT);
      graphics.dispose();
    }
    return new Drawing(
        panels.get(0).labels,
        svg.element(),
        panels.get(0).kinds.stream().map(Spikes::name).toList());
  }

  /** Panels whose axes are known, since they have been painted, and lie one above the other. */
  private static List<XYChart> aligned(List<Panel> panels, int frames) {
    List<XYChart> charts = new ArrayList<>();
    for (Panel panel : panels) {
      XYChart chart = chart(panel, frames, panel == panels.get(panels.size() - 1));
      Svg.style(chart.getStyler());
      measure(chart);
      charts.add(chart);
    }
    double widest = charts.stream().mapToDouble(XYChart::getYAxisLeftWidth).max().orElse(0);
    for (XYChart chart : charts) {
      int missing = (int) Math.round(widest - chart.getYAxisLeftWidth());
      chart.getStyler().setAxisTitlePadding(chart.getStyler().getAxisTitlePadding() + missing);
      measure(chart);
    }
    return charts;
  }

  /** Where the axes are is known only once they have been painted. */
  private static void measure(XYChart chart) {
    Graphics2D nowhere = Png.canvas(1, 1).createGraphics();
    chart.paint(nowhere, Svg.WIDTH, PAGE_HEIGHT);
    nowhere.dispose();
  }

  /** One stroke a spike, all of them one line: that is short to write. */
  private static void spikes(Graphics2D graphics, XYChart chart, Spikes kind, Panel panel) {
    double width = (double) panel.markerSize * Svg.WIDTH / PlotStyle.WIDTH;
    double row = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(1);
    graphics.setStroke(
        new BasicStroke(
            (float) Math.max(1, 0.8 * row), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    Path2D.Double all = new Path2D.Double();
    for (int i = 0; i < kind.frames.length; i++) {
      double x = chart.getScreenXFromChart(kind.frames[i]);
      double y = chart.getScreenYFromChart(kind.rows[i]);
      all.moveTo(x - width / 2, y);
      all.lineTo(x + width / 2, y);
    }
    graphics.draw(all);
  }

  private static void background(
      Graphics2D graphics, XYChart chart, float[] features, int frames, int rows) {
    int left = (int) Math.round(chart.getScreenXFromChart(-0.5));
    int right = (int) Math.round(chart.getScreenXFromChart(frames - 0.5));
    int top = (int) Math.round(chart.getScreenYFromChart(rows - 0.5));
    int bottom = (int) Math.round(chart.getScreenYFromChart(-0.5));
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(greys(features, frames, rows), left, top, right - left, bottom - top, null);
  }

  private static BufferedImage draw(Panel panel, int frames, float[] features, boolean last) {
    XYChart chart = chart(panel, frames, last);
    BufferedImage canvas = Png.canvas(PlotStyle.WIDTH, PANEL_HEIGHT);
    Graphics2D graphics = canvas.createGraphics();
    // Where the axes are is known only once they have been painted.
    chart.paint(graphics, PlotStyle.WIDTH, PANEL_HEIGHT);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, PlotStyle.WIDTH, PANEL_HEIGHT);
    if (features != null) {
      background(graphics, chart, features, frames, panel.rows);
    }
    chart.paint(graphics, PlotStyle.WIDTH, PANEL_HEIGHT);
    graphics.dispose();
    return canvas;
  }

  private static XYChart chart(Panel panel, int frames, boolean last) {
    XYChart chart = new XYChart(PlotStyle.WIDTH, PANEL_HEIGHT);
    Styler styler = chart.getStyler();
    PlotStyle.apply(chart.getStyler());
    chart.setTitle(panel.labels.title());
    chart.setXAxisTitle(last ? panel.labels.x() : "");
    chart.setYAxisTitle(panel.labels.y());
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setPlotContentSize(1);
    styler.setMarkerSize(panel.markerSize);
    styler.setYAxisLeftWidthHint(AXIS_WIDTH);
    styler.setLegendVisible(panel.kinds.size() > 1);
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisMin(-0.5);
    chart.getStyler().setXAxisMax(frames - 0.5);
    chart.getStyler().setYAxisMin(-0.5);
    chart.getStyler().setYAxisMax(panel.rows - 0.5);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern("0");
    for (Spikes kind : panel.kinds) {
      // A series cannot be empty; a point outside the axes is not seen.
      boolean none = kind.frames.length == 0;
      double[] outside = {Double.NaN};
      chart
          .addSeries(kind.name, none ? new double[] {0} : kind.frames, none ? outside : kind.rows)
          .setMarker(SeriesMarkers.SQUARE);
    }
    return chart;
  }

  /** One pixel a frame and band, the lowest band at the bottom; half as dark as can be. */
  private static BufferedImage greys(float[] features, int frames, int bands) {
    float largest = 1e-6f;
    for (int i = 0; i < frames * bands; i++) {
      largest = Math.max(largest, features[i]);
    }
    BufferedImage image = Png.canvas(frames, bands);
    for (int t = 0; t < frames; t++) {
      for (int c = 0; c < bands; c++) {
        float loud = Math.max(0, features[t * bands + c]) / largest;
        // The root shows quiet speech too.
        int grey = 255 - (int) Math.round(150 * Math.sqrt(loud));
        image.setRGB(t, bands - 1 - c, new Color(grey, grey, grey).getRGB());
      }
    }
    return image;
  }
}
