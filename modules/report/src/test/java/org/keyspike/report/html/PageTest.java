package org.keyspike.report.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.report.Labels;
import org.keyspike.report.RasterPlot;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@Tag("slow")
class PageTest {
  private static final String HOSTILE = "</title><script>alert(1)</script>";
  private static final String QUOTES = "\" onload='x()' a=\"&lt;${1+1}<#stop>";

  /** Anything that a browser would load, run, or follow out of the page. */
  private static final Pattern OUTWARD =
      Pattern.compile(
          "https?:|<script|<iframe|<object|<embed|@import|url\\((?!#)|(src|href)=[\"'](?!#|data:)|\\son\\w+=",
          Pattern.CASE_INSENSITIVE);

  @TempDir private Path folder;

  private static LearningCurves.Epoch epoch(String stage, double loss) {
    return new LearningCurves.Epoch(
        stage, loss, loss + 0.1, 1 - loss / 3, 0.9 - loss / 3, 0.1, List.of(0.2, 0.3));
  }

  private static Section confusion(String... names) {
    List<ConfusionMatrix.PerClass> classes =
        Stream.of(names)
            .map(name -> new ConfusionMatrix.PerClass(name, 4, Double.NaN, 0.5, 0.5))
            .toList();
    List<List<Integer>> counts = new ArrayList<>();
    for (int row = 0; row < names.length; row++) {
      List<Integer> cells = new ArrayList<>(Collections.nCopies(names.length, 0));
      cells.set(0, 4);
      counts.add(cells);
    }
    return ConfusionMatrix.of(classes, counts, "clips");
  }

  private static Section spikes() {
    RasterPlot.Spikes up = new RasterPlot.Spikes("up", new double[] {0, 1}, new double[] {0, 1});
    RasterPlot.Spikes none = new RasterPlot.Spikes(HOSTILE, new double[0], new double[0]);
    return Spikes.of(
        "A clip of " + HOSTILE,
        new float[] {0, 1, 2, 3, 4, 5, 6, 7},
        4,
        List.of(
            new RasterPlot.Panel(
                new Labels("Spikes of " + QUOTES, "time", "band"), 2, List.of(up, none), 4),
            new RasterPlot.Panel(new Labels("Layer", "time", "neuron"), 3, List.of(none), 3)));
  }

  private static Page page() {
    List<Block> histograms = new ArrayList<>();
    histograms.addAll(Histograms.weights(4, Map.of(HOSTILE, new byte[] {-8, 0, 0, 7})));
    histograms.addAll(Histograms.rates("2 clips", Map.of("layer 1", new double[] {0, 0.5})));
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("layer 1 " + QUOTES, 3.0);
    parts.put("nothing", 0.0);
    List<ParetoFront.Point> points =
        List.of(
            new ParetoFront.Point(HOSTILE, 100, 0.5),
            new ParetoFront.Point("larger", 200, 0.6),
            new ParetoFront.Point("worse", 300, 0.55));
    return new Page(
        HOSTILE,
        QUOTES,
        List.of(
            new Section(
                "summary",
                "Summary",
                List.of(
                    new Block.Facts(List.of(new Block.Fact(HOSTILE, QUOTES, "a < b & c"))),
                    new Block.Text(HOSTILE),
                    new Block.Table(
                        "of " + QUOTES, List.of("a", HOSTILE), List.of(List.of("x", "<b>"))),
                    new Block.Listing("recipe", "a: <b> # " + HOSTILE, true))),
            LearningCurves.of(
                List.of(epoch("train", 2), epoch("train", 1), epoch("quantize", 0.5))),
            confusion("yes", HOSTILE, QUOTES),
            spikes(),
            new Section(Histograms.ID, Histograms.TITLE, histograms),
            new Section(
                "trade-off",
                "Trade-off",
                TradeOffCurve.of("t", HOSTILE, "test", Map.of("k", points))),
            new Section(Costs.ID, Costs.TITLE, Costs.of(parts, parts)),
            DetectionCurve.of(
                List.of(
                    new DetectionCurve.Sound(
                        HOSTILE,
                        1,
                        List.of(
                            new DetectionCurve.Point(0.2, 0.1, 30),
                            new DetectionCurve.Point(0.9, 0.8, 0),
                            new DetectionCurve.Point(0.5, 0.4, 2))),
                    new DetectionCurve.Sound(
                        "rain", 2, List.of(new DetectionCurve.Point(0.5, 0.4, 2)))),
                Optional.of(
                    new DetectionCurve.Sound(
                        HOSTILE, 3, List.of(new DetectionCurve.Point(0.4, 0.3, 1))))),
            Section.leftOut("none", "Nothing", "There is none of " + HOSTILE + ".", "make <it>")));
  }

  private static Document parsed(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  @Test
  void isWellFormedWithHostileNames() throws Exception {
    Document document = parsed(page().html());
    assertEquals(HOSTILE, elements(document, "title").get(0).getTextContent());
    assertEquals(HOSTILE, elements(document, "h1").get(0).getTextContent());
    assertEquals(9, elements(document, "section").size());
    assertTrue(elements(document, "script").isEmpty());
    List<String> headers = elements(document, "th").stream().map(Element::getTextContent).toList();
    assertTrue(headers.contains(HOSTILE) && headers.contains(QUOTES), headers::toString);
    assertEquals(
        "a: <b> # " + HOSTILE, elements(document, "pre").get(0).getTextContent(), "as it was");
  }

  @Test
  void idsAreUniqueAndLinksLeadToThem() throws Exception {
    Document document = parsed(page().html());
    Set<String> ids = new HashSet<>();
    for (Element element : elements(document, "*")) {
      if (element.hasAttribute("id")) {
        assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id"));
      }
    }
    List<Element> links = elements(document, "a");
    assertEquals(9, links.size());
    links.forEach(link -> assertTrue(ids.contains(link.getAttribute("href").substring(1))));
    for (Element element : elements(document, "*")) {
      String clip = element.getAttribute("clip-path");
      if (!clip.isEmpty()) {
        assertTrue(ids.contains(clip.replaceAll("url\\(#(.*)\\)", "$1")), clip);
      }
    }
  }

  @Test
  void loadsNothing() {
    // Escaped text may speak of handlers: what is in quotes or between tags is no markup.
    String html = page().html().replace("onload=&#39;", "");
    assertFalse(OUTWARD.matcher(html).find(), () -> found(html));
    for (String bad :
        List.of("<img src=\"x.png\"/>", "<a href='http://x'/>", "url(x)", "<p onclick=''/>")) {
      assertTrue(OUTWARD.matcher(bad).find(), bad);
    }
  }

  private static String found(String html) {
    return OUTWARD.matcher(html).results().map(r -> r.group()).collect(Collectors.joining(" "));
  }

  @Test
  void everyPlotHasAxesACaptionAndWordsForThoseWhoDoNotSeeIt() throws Exception {
    Page page = page();
    List<Block.Figure> figures =
        page.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .filter(block -> block instanceof Block.Figure)
            .map(block -> (Block.Figure) block)
            .toList();
    assertEquals(10, figures.size());
    for (Block.Figure figure : figures) {
      Labels labels = figure.drawing().labels();
      for (String text : List.of(labels.title(), labels.x(), labels.y(), figure.caption())) {
        assertFalse(text.isBlank(), labels::toString);
      }
      assertTrue(figure.caption().length() > 40, figure::caption);
      assertTrue(figure.description().contains(labels.x()), figure::description);
      assertTrue(figure.description().contains(labels.y()), figure::description);
      assertTrue(figure.drawing().svg().startsWith("<svg "), labels::toString);
      assertFalse(figure.drawing().svg().contains("rgb(0,114,178)"), "colours are the page's");
    }
    Document document = parsed(page.html());
    assertEquals(10, elements(document, "svg").size());
    assertEquals(10, elements(document, "figcaption").size());
    for (Element table : elements(document, "table")) {
      assertFalse(table.getElementsByTagName("caption").item(0).getTextContent().isBlank());
    }
    elements(document, "th").forEach(th -> assertFalse(th.getAttribute("scope").isEmpty()));
  }

  @Test
  void whatIsMissingIsSaid() {
    Page page = page();
    assertEquals(Optional.empty(), page.sections().get(0).whyLeftOut());
    assertEquals(
        Optional.of("There is none of " + HOSTILE + "."), page.sections().get(8).whyLeftOut());
    assertTrue(page.html().contains("To make it: <code>make &lt;it&gt;</code>"));
  }

  @Test
  void theSameFiguresGiveTheSameBytes() throws IOException {
    Path first = folder.resolve("first.html");
    Path second = folder.resolve("second.html");
    page().write(first);
    page().write(second);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing is left beside them");
    }
  }

  @Test
  void theSmallestFiguresAreDrawn() throws Exception {
    List<Block> few = new ArrayList<>();
    few.addAll(Histograms.rates("a clip", Map.of("silent", new double[] {0})));
    few.addAll(
        TradeOffCurve.of(
            "t", "One", "test", Map.of("k", List.of(new ParetoFront.Point("one", 1, 0.5)))));
    Page page =
        new Page(
            "small",
            "",
            List.of(
                LearningCurves.of(
                    List.of(
                        new LearningCurves.Epoch("train", 1, 1, 0, 0, Double.NaN, List.of(0.0)))),
                confusion("only"),
                new Section("few", "Few", few),
                DetectionCurve.of(
                    List.of(
                        new DetectionCurve.Sound(
                            "one", 0.5, List.of(new DetectionCurve.Point(0.5, 1, 0)))),
                    Optional.empty())));
    Document document = parsed(page.html());
    assertEquals(5, elements(document, "svg").size(), "a trade-off of one point needs no plot");
    assertTrue(page.html().contains("Nothing was taken for anything else."));
  }

  @Test
  void aLinkLeadsToAFileBeside() {
    Section section = new Section("s", "S", List.of(new Block.Link(HOSTILE, "a%20b/page.html")));
    String html = new Page("t", "l", List.of(section)).html();
    assertTrue(html.contains("<p><a href=\"a%20b/page.html\">&lt;/title&gt;&lt;script&gt;"), html);
  }

  @Test
  void aMatrixThatNobodyReadsIsLeftOut() {
    String[] many = new String[ConfusionMatrix.READABLE + 1];
    for (int k = 0; k < many.length; k++) {
      many[k] = "class-" + k;
    }
    assertFalse(confusion(many).blocks().stream().anyMatch(b -> b instanceof Block.Matrix));
    assertTrue(confusion("a", "b").blocks().stream().anyMatch(b -> b instanceof Block.Matrix));
  }

  /**
   * An alarm an hour cannot be told from none in half an hour; ten can. The threshold for ten is
   * 0.5 where it is chosen; what is reported of people is the next stricter setting tried there,
   * with its hours and Poisson interval.
   */
  @Test
  void thresholdsAreChosenInOtherSoundThanIsReported() {
    DetectionCurve.Sound choosing =
        new DetectionCurve.Sound(
            "hum",
            0.5,
            List.of(
                new DetectionCurve.Point(0.9, 0.8, 0),
                new DetectionCurve.Point(0.5, 0.4, 5),
                new DetectionCurve.Point(0.2, 0.1, 60)));
    DetectionCurve.Sound people =
        new DetectionCurve.Sound(
            "recorded speech",
            2,
            List.of(new DetectionCurve.Point(0.6, 0.3, 4), new DetectionCurve.Point(0.45, 0.2, 9)));
    Section section = DetectionCurve.of(List.of(people), Optional.of(choosing));
    Block.Table table = (Block.Table) section.blocks().get(1);
    assertEquals(
        List.of(
            List.of(
                "100", "recorded speech", "0.6000", "0.3000", "2.00 (0.545–5.12) (4 in 2.00 h)"),
            List.of("10", "recorded speech", "0.6000", "0.3000", "2.00 (0.545–5.12) (4 in 2.00 h)"),
            List.of("1", "", "cannot be told in 0.50 h", "", "")),
        table.rows());
    assertEquals(
        1,
        DetectionCurve.of(List.of(people), Optional.empty()).blocks().size(),
        "without other sound no threshold is named");
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    List<List<String>> rows = List.of(List.of("a", "b"));
    assertThrows(IllegalArgumentException.class, () -> new Block.Table("c", List.of("one"), rows));
  }
}
