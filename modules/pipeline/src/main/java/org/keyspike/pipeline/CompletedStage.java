package org.keyspike.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * A stage that is done.
 *
 * @param stage its name
 * @param skipped whether it was done already
 * @param summary what came of it, for people
 * @param outputs the files it made
 */
public record CompletedStage(String stage, boolean skipped, String summary, List<String> outputs) {
  CompletedStage(Stage stage, boolean skipped, String summary) {
    this(stage.name(), skipped, summary, stage.outputs().stream().map(Path::toString).toList());
  }
}
