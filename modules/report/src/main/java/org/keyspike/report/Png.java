package org.keyspike.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.keyspike.io.AtomicFiles;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pixels to a file. */
final class Png {
  static {
    // Drawing into memory must not wait for, or fail for want of, a display.
    System.setProperty("java.awt.headless", "true");
  }

  private Png() {}

  static BufferedImage canvas(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  static void write(Chart<?, ?> chart, Path file) throws IOException {
    BufferedImage image = canvas(chart.getWidth(), chart.getHeight());
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    write(image, file);
  }

  static void write(BufferedImage image, Path file) throws IOException {
    AtomicFiles.write(file, out -> ImageIO.write(image, "png", out));
  }
}
