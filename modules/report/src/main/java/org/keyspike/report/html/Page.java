package org.keyspike.report.html;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.io.AtomicFiles;

/**
 * A page.
 *
 * @param title of it
 * @param lead one sentence on what it is about
 * @param sections in order, each with an id of its own
 */
public record Page(String title, String lead, List<Section> sections) {
  private static final Configuration TEMPLATES = new Configuration(Configuration.VERSION_2_3_33);

  static {
    TEMPLATES.setClassForTemplateLoading(Page.class, "");
    TEMPLATES.setDefaultEncoding(StandardCharsets.UTF_8.name());
    TEMPLATES.setLocale(Locale.ROOT);
    TEMPLATES.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_33));
    TEMPLATES.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    TEMPLATES.setLogTemplateExceptions(false);
  }

  public Page {
    sections = List.copyOf(sections);
  }

  /**
   * Writes it to a file, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, html().getBytes(StandardCharsets.UTF_8));
  }

  /** All of it; every value is escaped. */
  String html() {
    StringWriter out = new StringWriter();
    try {
      TEMPLATES.getTemplate("page.ftlh").process(Map.of("page", this), out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the template is part of the program", e);
    }
    return out.toString();
  }
}
