package org.keyspike.experiment.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.CopiedRun;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;

class RunReportTest {
  @TempDir Path folder;

  @Test
  void refusesAFolderWithoutARun() {
    InputException refused =
        assertThrows(InputException.class, () -> RunReport.of(new RunFolder(folder)));
    assertTrue(refused.getMessage().contains("a folder without a run in it"), refused::getMessage);
  }

  @Test
  @Tag("slow")
  void everySectionIsEitherThereOrHasAReason() throws IOException {
    RunReport report = RunReport.of(TinyRun.run());
    List<String> all = new ArrayList<>(report.included());
    all.addAll(report.leftOut().keySet());
    assertEquals(report.page().sections().size(), all.stream().distinct().count());
    assertEquals(report.page().sections().size(), all.size());
    assertTrue(report.included().contains("learning"), () -> report.included().toString());
    assertTrue(report.leftOut().containsKey("trade-off"), () -> report.leftOut().toString());
    report.leftOut().values().forEach(reason -> assertFalse(reason.isBlank()));
    assertEquals("Keyspike: run", report.page().title());
    assertTrue(
        report.page().lead().startsWith("A spiking network of 2 classes: low, high. Data: tones"),
        report.page().lead());
  }

  @Test
  @Tag("slow")
  void whatIsMissingIsLeftOut() throws IOException {
    RunFolder run = CopiedRun.to(folder.resolve("copy"));
    List<String> before = RunReport.of(run).included();
    Files.delete(run.metrics());
    Files.delete(run.results());
    RunReport report = RunReport.of(run);
    assertTrue(before.containsAll(report.included()));
    assertTrue(report.leftOut().containsKey("learning"), () -> report.leftOut().toString());
    Files.delete(run.image());
    assertEquals(
        "A run of Keyspike that has no weight image yet.", RunReport.of(run).page().lead());
  }
}
