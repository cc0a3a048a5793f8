package org.keyspike.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.run.Hash;
import org.keyspike.cli.run.RunFolder;
import org.keyspike.cli.run.Stage;

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
    for (Path file : Material.files(run)) {
      inputs.add(Files.exists(file) ? Hash.of(file) : "");
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
