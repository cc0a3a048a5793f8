package org.keyspike.experiment.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.report.html.NumberText;
import org.keyspike.report.html.Page;
import org.keyspike.report.html.Section;

/**
 * The report of a run.
 *
 * @param page to be written
 */
public record RunReport(Page page) {

  /**
   * Gathers what lies in a run folder.
   *
   * @throws org.keyspike.io.InputException if it is no run folder, or a file in it is not what it
   *     should be
   * @throws IOException if it cannot be read
   */
  public static RunReport of(RunFolder run) throws IOException {
    return of(run, run.report());
  }

  /**
   * The same for a report that is written elsewhere.
   *
   * @param file that it is written to, from which its links begin
   */
  public static RunReport of(RunFolder run, Path file) throws IOException {
    RunContents contents = RunContents.of(run);
    return new RunReport(
        new Page(
            "Keyspike: " + run.path().toAbsolutePath().normalize().getFileName(),
            lead(contents),
            List.of(
                SummarySection.of(contents, file),
                LearningSection.of(contents),
                ResultSections.confusion(contents),
                ResultSections.ledger(contents),
                NetworkSections.raster(contents),
                NetworkSections.histograms(contents),
                TradeOffSection.of(contents),
                ResultSections.costs(contents),
                DetectionSection.of(contents),
                ProvenanceSection.of(contents))));
  }

  /** Ids of the sections that have something in them. */
  public List<String> included() {
    return page.sections().stream()
        .filter(section -> section.whyLeftOut().isEmpty())
        .map(Section::id)
        .toList();
  }

  /** Ids of the others, and why. */
  public Map<String, String> leftOut() {
    Map<String, String> why = new LinkedHashMap<>();
    for (Section section : page.sections()) {
      section.whyLeftOut().ifPresent(reason -> why.put(section.id(), reason));
    }
    return why;
  }

  private static String lead(RunContents contents) {
    if (contents.image() == null) {
      return "A run of Keyspike that has no weight image yet.";
    }
    List<String> classes = contents.image().classes();
    String words = classes.size() > 40 ? "" : ": " + String.join(", ", classes);
    return NumberText.text(
        "A spiking network of %d classes%s. Data: %s, seed %s.",
        classes.size(),
        words,
        contents.image().provenance().getOrDefault("dataset", "unknown"),
        contents.image().provenance().getOrDefault("seed", "unknown"));
  }
}
