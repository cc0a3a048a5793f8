package org.keyspike.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@link Plot} as a {@link Drawing} and as pixels. */
@Tag("slow")
class PlotTest {
  private static final Labels LABELS = new Labels("Title", "x (unit)", "y (unit)");

  @TempDir Path folder;

  private static Plot plot(double last) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("zebra", new double[] {0, 1, last});
    lines.put("ape", new double[] {1, 1, 1});
    return LinePlot.of(LABELS, new double[] {1, 2, 3}, lines);
  }

  @Test
  void drawingsSayWhatIsDrawnInTheOrderOfTheColours() {
    Drawing drawing = plot(2).draw("one");
    assertEquals(LABELS, drawing.labels());
    assertEquals(LABELS, plot(2).labels());
    assertEquals(List.of("zebra", "ape"), drawing.names());
    assertThrows(UnsupportedOperationException.class, () -> drawing.names().add("more"));
  }

  @Test
  void drawingsTakeTheirOwnCopyOfNames() {
    List<String> names = new ArrayList<>(List.of("a"));
    Drawing drawing = new Drawing(LABELS, "<svg/>", names);
    names.add("b");
    assertEquals(List.of("a"), drawing.names());
  }

  @Test
  void drawingsAreInTheColoursOfThePage() {
    String svg = plot(2).draw("one").svg();
    assertTrue(svg.startsWith("<svg") && svg.endsWith("</svg>"), svg);
    assertTrue(svg.contains("var(--series-1)") && svg.contains("var(--series-2)"), svg);
    assertFalse(svg.contains("var(--series-3)"), "there are two lines");
    assertFalse(svg.contains("rgb(0,114,178)"), "the colours of a file");
    assertFalse(svg.contains("http"), "nothing is loaded from elsewhere");
  }

  @Test
  void theSameFiguresGiveTheSameBytes() {
    assertEquals(plot(2).draw("one"), plot(2).draw("one"));
    assertNotEquals(plot(2).draw("one").svg(), plot(2.5).draw("one").svg());
    assertNotEquals(plot(2).draw("one").svg(), plot(2).draw("two").svg(), "ids differ");
  }

  @Test
  void filesHaveTheSizeOfAllPlots() throws IOException {
    Path file = folder.resolve("plot.png");
    plot(2).write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(PlotStyle.WIDTH, image.getWidth());
    assertEquals(PlotStyle.HEIGHT, image.getHeight());
  }
}
