package org.keyspike.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
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
    BufferedImage whole = Png.canvas(Look.WIDTH, PANEL_HEIGHT * panels.size());
    for (int i = 0; i < panels.size(); i++) {
      BufferedImage panel =
          draw(panels.get(i), frames, i == 0 ? features : null, i == panels.size() - 1);
      Graphics2D graphics = whole.createGraphics();
      graphics.drawImage(panel, 0, i * PANEL_HEIGHT, null);
      graphics.dispose();
    }
    Png.write(whole, file);
  }

  private static BufferedImage draw(Panel panel, int frames, float[] features, boolean last) {
    XYChart chart = chart(panel, frames, last);
    BufferedImage canvas = Png.canvas(Look.WIDTH, PANEL_HEIGHT);
    Graphics2D graphics = canvas.createGraphics();
    // Where the axes are is known only once they have been painted.
    chart.paint(graphics, Look.WIDTH, PANEL_HEIGHT);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Look.WIDTH, PANEL_HEIGHT);
    if (features != null) {
      int left = (int) Math.round(chart.getScreenXFromChart(-0.5));
      int right = (int) Math.round(chart.getScreenXFromChart(frames - 0.5));
      int top = (int) Math.round(chart.getScreenYFromChart(panel.rows - 0.5));
      int bottom = (int) Math.round(chart.getScreenYFromChart(-0.5));
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      graphics.drawImage(
          greys(features, frames, panel.rows), left, top, right - left, bottom - top, null);
    }
    chart.paint(graphics, Look.WIDTH, PANEL_HEIGHT);
    graphics.dispose();
    return canvas;
  }

  private static XYChart chart(Panel panel, int frames, boolean last) {
    XYChart chart = new XYChart(Look.WIDTH, PANEL_HEIGHT);
    Styler styler = chart.getStyler();
    Look.apply(chart.getStyler());
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
