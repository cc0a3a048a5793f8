package org.keyspike.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.keyspike.cli.console.Console;
import org.keyspike.pipeline.CompletedStage;
import org.keyspike.pipeline.Run;

/**
 * The answer of a command that ends in the middle of a run.
 *
 * @param run the run folder
 * @param stages what was done
 */
record StagesAnswer(String run, List<CompletedStage> stages) {

  static StagesAnswer of(Run run, List<CompletedStage> stages) {
    return new StagesAnswer(run.folder().path().toString(), stages);
  }

  void on(Console console) {
    on(console, 1);
  }

  /** The same, where the last stages matter to people. */
  void on(Console console, int last) {
    console.answer(
        this,
        stages.subList(stages.size() - last, stages.size()).stream()
            .map(done -> String.join(" ", done.outputs()) + ": " + done.summary())
            .collect(Collectors.joining(System.lineSeparator())));
  }
}
