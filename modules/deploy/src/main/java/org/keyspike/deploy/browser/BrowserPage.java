package org.keyspike.deploy.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.RecordWriter;

/** The page that listens: one HTML file with an image, which loads nothing and works from disk. */
public final class BrowserPage {
  /** The name of the page of a run, in its folder. */
  public static final String FILE_NAME = "page.html";

  private BrowserPage() {}

  /**
   * Writes a page, whole or not at all. The same image, card and answers give the same bytes.
   *
   * @param answers to the image; the sound of up to four clips goes into the page
   * @throws IllegalArgumentException if these are not what the image says
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Listener listener, PageCard card, Optional<KnownAnswers> answers, Path file)
      throws IOException {
    AtomicFiles.write(file, html(listener, card, answers).getBytes(StandardCharsets.UTF_8));
  }

  /** All of it. */
  static String html(Listener listener, PageCard card, Optional<KnownAnswers> answers) {
    PageData data = PageData.of(listener.image(), answers);
    return filled(
        resource("page.html"),
        Map.of(
            "name", escaped(card.name()),
            "styles", resource("page.css"),
            "figures", figures(card.figures()),
            "data", RecordWriter.json(data).replace("<", "\\u003c"),
            "program", inScript(resource("program.js")),
            "script", inScript(resource("page.js"))));
  }

  /** A text with each {@code {{key}}} replaced, once: what is put in is left as it is. */
  private static String filled(String template, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int at = template.indexOf("{{"); at >= 0; at = template.indexOf("{{", from)) {
      int end = template.indexOf("}}", at);
      text.append(template, from, at).append(values.get(template.substring(at + 2, end)));
      from = end + 2;
    }
    return text.append(template.substring(from)).toString();
  }

  private static String figures(List<PageCard.Figure> figures) {
    return figures.stream()
        .map(
            figure ->
                "<div><dt>"
                    + escaped(figure.name())
                    + "</dt><dd>"
                    + escaped(figure.value())
                    + "</dd></div>")
        .collect(Collectors.joining("\n"));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A script in which nothing ends the element that it stands in. */
  private static String inScript(String script) {
    return script.replace("</", "<\\/").replace("<!--", "<\\!--");
  }

  private static String resource(String name) {
    try (InputStream in = BrowserPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is made when module deploy is built by Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a part of the program", e);
    }
  }
}
