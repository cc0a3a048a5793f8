package org.keyspike.cli;

import java.util.List;
import org.keyspike.cli.run.Done;
import org.keyspike.cli.run.Run;

/**
 * What a command that ends in the middle of a run answers.
 *
 * @param run the run folder
 * @param stages what was done
 */
record StagesAnswer(String run, List<Done> stages) {

  static StagesAnswer of(Run run, List<Done> stages) {
    return new StagesAnswer(run.folder().path().toString(), stages);
  }

  void on(Console console) {
    Done last = stages.get(stages.size() - 1);
    console.answer(this, String.join(" ", last.outputs()) + ": " + last.summary());
  }
}
