package org.keyspike.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;
import org.jfree.svg.ViewBox;
import org.knowm.xchart.style.AxesChartStyler;

/** Lines for a page: small enough to be read on a phone, in the colours of the page. */
final class Svg {
  /** Of a plot in units of the page at its full size; a phone shows it at seven tenths of that. */
  static final int WIDTH = 480;

  static final int HEIGHT = 330;

  /** Up to here, far beyond any page, ten times a value is exact to much less than a hundredth. */
  private static final double LARGEST_TENTHS = 1e9;

  private static final Color CLEAR = new Color(255, 255, 255, 0);
  private static final Color AXIS = new Color(0x828282);

  /** What the page calls each colour; all others stay what they are. */
  private static final Map<String, String> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put(rgb(Color.BLACK), "var(--ink)");
    VARIABLES.put(rgb(AXIS), "var(--axis)");
    VARIABLES.put(rgb(PlotStyle.GRID), "var(--grid)");
    for (int i = 0; i < PlotStyle.COLOURS.length; i++) {
      VARIABLES.put(rgb(PlotStyle.COLOURS[i]), "var(--series-" + (i + 1) + ")");
    }
  }

  private final String id;
  private final int width;
  private final int height;
  private final SVGGraphics2D graphics;

  Svg(String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
    graphics = new SVGGraphics2D(width, height);
    graphics.setDefsKeyPrefix(id);
    graphics.setGeomDoubleConverter(Svg::number);
    graphics.setTransformDoubleConverter(Svg::number);
    graphics.setRenderingHint(SVGHints.KEY_IMAGE_HANDLING, SVGHints.VALUE_IMAGE_HANDLING_EMBED);
  }

  static void style(AxesChartStyler styler) {
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setChartPadding(4);
    styler.setAxisTickMarksColor(AXIS);
    styler.setAnnotationLineColor(AXIS);
    styler.setAnnotationLineStroke(new BasicStroke(1));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
  }

  Graphics2D graphics() {
    return graphics;
  }

  /** What was drawn. A page needs no names of namespaces. */
  String element() {
    String element =
        graphics
            .getSVGElement(id, false, new ViewBox(0, 0, width, height), null, null)
            .replaceAll(" xmlns(:\\w+)?='[^']*'", "")
            .replace("xlink:href", "href");
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      element = element.replace(variable.getKey(), variable.getValue());
    }
    return element;
  }

  private static String rgb(Color colour) {
    return "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
  }

  /** A tenth of a pixel is as fine as anybody sees: the nearest, and of two the even one. */
  static String number(double value) {
    double tenths = Math.rint(10 * value);
    boolean near = Math.abs(10 * value - tenths) < 0.499 && Math.abs(tenths) < LARGEST_TENTHS;
    // About the middle of two tenths the digits of the value decide, which are slow to be had.
    BigDecimal rounded =
        near
            ? BigDecimal.valueOf((long) tenths, 1)
            : BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
