package org.keyspike.experiment.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.CopiedRun;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.RunFolder;

class ReportStageTest {
  @TempDir Path folder;

  @Test
  void dependsOnWhatFilesHoldAndOnWhichAreThere() throws IOException {
    RunFolder run = new RunFolder(folder);
    ReportStage stage = new ReportStage(run);
    List<String> none = stage.inputs();
    assertTrue(none.stream().allMatch(String::isEmpty), none::toString);
    Files.writeString(run.metrics(), "{}");
    List<String> one = stage.inputs();
    assertEquals(none.size(), one.size());
    assertEquals(
        List.of(Hashes.sha256Hex(run.metrics())),
        one.stream().filter(hash -> !hash.isEmpty()).toList());
    Files.writeString(run.metrics(), "{} ");
    assertNotEquals(one, stage.inputs());
    Files.writeString(folder.resolve("other.txt"), "of no report");
    assertEquals(
        1, stage.inputs().stream().filter(hash -> !hash.isEmpty()).count(), "nothing else counts");
  }

  @Test
  @Tag("slow")
  void writesThePage() throws IOException {
    RunFolder run = CopiedRun.to(folder.resolve("copy"));
    ReportStage stage = new ReportStage(run);
    assertEquals("report", stage.name());
    assertEquals(List.of(run.report()), stage.outputs());
    int sections = RunReport.of(run).included().size();
    assertEquals(sections + " sections", stage.perform());
    String html = Files.readString(run.report());
    for (String id : RunReport.of(run).included()) {
      assertTrue(html.contains("id=\"" + id + "\""), id);
    }
  }
}
