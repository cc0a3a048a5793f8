package org.keyspike.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.ParetoFront;

@Tag("slow")
class PlotsTest {
  private static final Labels LABELS = new Labels("Title", "x (unit)", "y (unit)");

  @TempDir private Path folder;

  private BufferedImage read(Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing is left beside the plot");
    }
    return ImageIO.read(file.toFile());
  }

  private static long pixels(BufferedImage image, int rgb) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).filter(pixel -> pixel == rgb).count();
  }

  @Test
  void linesAreDrawnInTheirColours() throws IOException {
    Path file = folder.resolve("lines.png");
    LinePlot.write(
        file,
        LABELS,
        new double[] {1, 2, 3, 4},
        Map.of("one", new double[] {0, 1, 2, 3}, "other", new double[] {2, 1, Double.NaN, 0}));
    BufferedImage image = read(file);
    assertEquals(PlotStyle.WIDTH, image.getWidth());
    assertTrue(pixels(image, PlotStyle.COLOURS[0].getRGB()) > 100);
    assertTrue(pixels(image, PlotStyle.COLOURS[1].getRGB()) > 10);
  }

  @Test
  void tradeOffsAreDrawnEachOverItsOwnPlaces() throws IOException {
    Path file = folder.resolve("tradeoff.png");
    Map<String, double[][]> lines = new LinkedHashMap<>();
    lines.put("one", new double[][] {{0.1, 5, 700}, {0.9, 0.5, 0.1}});
    lines.put("other", new double[][] {{3, 90}, {0.7, 0.2}});
    TradeOffPlot.write(file, LABELS, lines);
    BufferedImage image = read(file);
    assertTrue(pixels(image, PlotStyle.COLOURS[0].getRGB()) > 100);
    assertTrue(pixels(image, PlotStyle.COLOURS[1].getRGB()) > 100);
    TradeOffPlot.write(file, LABELS, Map.of("one", new double[][] {{3}, {0.7}}));
    assertEquals(PlotStyle.WIDTH, read(file).getWidth(), "one point is no line, and no failure");
  }

  @Test
  void oneScatteredPointIsDrawn() throws IOException {
    Path file = folder.resolve("scatter.png");
    ScatterPlot.write(file, LABELS, "band", new double[] {1}, new double[] {1});
    assertTrue(pixels(read(file), PlotStyle.COLOURS[0].getRGB()) > 20);
  }

  @Test
  void aMissingBarIsLeftOut() throws IOException {
    Path file = folder.resolve("bars.png");
    BarPlot.write(file, LABELS, List.of("a", "b"), Map.of("rate", new double[] {0.5, Double.NaN}));
    assertTrue(pixels(read(file), PlotStyle.COLOURS[0].getRGB()) > 1000);
  }

  private static ParetoFront.Point point(double cost, double worth) {
    return new ParetoFront.Point("", cost, worth);
  }

  @Test
  void frontHasPointsOfEveryKindAndALine() throws IOException {
    Path file = folder.resolve("front.png");
    Map<String, List<ParetoFront.Point>> points = new LinkedHashMap<>();
    points.put("four", List.of(point(1, 0.5), point(2, 0.7), point(3, 0.6)));
    points.put("eight", List.of(point(4, 0.9)));
    List<ParetoFront.Point> front = List.of(point(1, 0.5), point(2, 0.7), point(4, 0.9));
    FrontPlot.write(file, LABELS, points, "front", front);
    BufferedImage image = read(file);
    assertTrue(pixels(image, PlotStyle.COLOURS[0].getRGB()) > 100);
    assertTrue(pixels(image, PlotStyle.COLOURS[1].getRGB()) > 30);
    assertTrue(pixels(image, PlotStyle.COLOURS[2].getRGB()) > 300, "the line");
  }

  @Test
  void frontsHaveALineAMethodAndTheBestOfAllBehind() throws IOException {
    Map<String, List<ParetoFront.Point>> methods = new LinkedHashMap<>();
    for (int i = 0; i < 7; i++) {
      methods.put("m" + i, List.of(point(10, 0.1 * i), point(20, 0.1 * i + 0.05)));
    }
    List<ParetoFront.Point> front = List.of(point(10, 0.6), point(20, 0.65));
    Path file = folder.resolve("fronts.png");
    Plot plot = FrontPlot.ofMethods(LABELS, methods, "front of all", front);
    plot.write(file);
    BufferedImage image = read(file);
    for (int i = 0; i < 6; i++) {
      assertTrue(pixels(image, PlotStyle.COLOURS[i].getRGB()) > 300, "line " + i);
    }
    assertTrue(pixels(image, 0xFF999999) > 1000, "the front behind");
    assertEquals("front of all", plot.names().get(0));
  }

  @Test
  void histogramCountsEveryValueOnce() throws IOException {
    double[] counts = HistogramPlot.counts(new double[] {0, 0.5, 0.999, 2, 25}, 1);
    assertEquals(3, counts[0]);
    assertEquals(1, counts[2]);
    assertEquals(1, counts[HistogramPlot.BINS - 1], "the largest is in the last bin");
    assertEquals(5, Arrays.stream(counts).sum());
    Path file = folder.resolve("histogram.png");
    HistogramPlot.write(file, LABELS, Map.of("silent", new double[] {0, 0}));
    assertTrue(pixels(read(file), PlotStyle.COLOURS[0].getRGB()) > 100);
  }

  @Test
  void histogramBinsAreRoundAndCoverAll() {
    assertEquals(0.05, HistogramPlot.width(0.9), 1e-12);
    assertEquals(0.02, HistogramPlot.width(0.5), 1e-12);
    assertEquals(1, HistogramPlot.width(25), 1e-12);
    assertEquals(1, HistogramPlot.width(0), 1e-12);
  }

  @Test
  void rasterShowsSpikesOverFeatures() throws IOException {
    Path file = folder.resolve("raster.png");
    float[] features = new float[4 * 2];
    features[2 * 2 + 1] = 3;
    RasterPlot.Spikes up = new RasterPlot.Spikes("up", new double[] {0, 1}, new double[] {0, 1});
    RasterPlot.Spikes none = new RasterPlot.Spikes("none", new double[0], new double[0]);
    RasterPlot.write(
        file,
        features,
        4,
        List.of(
            new RasterPlot.Panel(LABELS, 2, List.of(up, none), 6),
            new RasterPlot.Panel(LABELS, 3, List.of(none), 3)));
    BufferedImage image = read(file);
    assertArrayEquals(
        new int[] {PlotStyle.WIDTH, 840}, new int[] {image.getWidth(), image.getHeight()});
    assertTrue(pixels(image, PlotStyle.COLOURS[0].getRGB()) > 30);
    assertTrue(pixels(image, 0xFF696969) > 1000, "the loud frame is dark");
  }
}
