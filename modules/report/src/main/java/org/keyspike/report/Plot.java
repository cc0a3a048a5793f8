package org.keyspike.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** A chart that is ready to be drawn: as pixels into a file, or as lines into a page. */
public final class Plot {
  private final Labels labels;
  private final Chart<? extends AxesChartStyler, ?> chart;

  Plot(Labels labels, Chart<? extends AxesChartStyler, ?> chart) {
    this.labels = labels;
    this.chart = chart;
    chart.setTitle(labels.title());
    chart.setXAxisTitle(labels.x());
    chart.setYAxisTitle(labels.y());
  }

  /** What it says of itself. */
  public Labels labels() {
    return labels;
  }

  /** What is drawn, in the order of the colours. */
  List<String> names() {
    return List.copyOf(chart.getSeriesMap().keySet());
  }

  /**
   * Draws it into a PNG file.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Png.write(chart, file);
  }

  /**
   * Draws it into a page, which has its title and its key in words of its own. A plot that was
   * drawn so has lost both.
   *
   * @param id that no other drawing of the page has: letters, digits and hyphens
   */
  public Drawing draw(String id) {
    Svg.style(chart.getStyler());
    Svg svg = new Svg(id, Svg.WIDTH, Svg.HEIGHT);
    chart.paint(svg.graphics(), Svg.WIDTH, Svg.HEIGHT);
    return new Drawing(labels, svg.element(), names());
  }
}
