package org.keyspike.experiment.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Stage;

/**
 * Everything in a run folder → report.html.
 *
 * @param run the folder
 */
public record ReportStage(RunFolder run) implements Stage {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    for (Path file : RunContents.files(run)) {
      inputs.add(Files.exists(file) ? Hashes.sha256Hex(file) : "");
    }
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.report());
  }

  @Override
  public String perform() throws IOException {
    RunReport report = RunReport.of(run);
    report.page().write(run.report());
    return report.included().size() + " sections";
  }
}
