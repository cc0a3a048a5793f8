package org.keyspike.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.Hashes;
import org.keyspike.pipeline.RunFolder;

/**
 * A task of a run, as it travels: the run folder holds the recipe and everything else.
 *
 * @param folder of the run, absolute
 * @param recipe SHA-256 of the recipe that lies there
 * @param cache of data, absolute
 * @param goal how far the run is to go
 * @param step which part of the way
 */
record RunOrder(String folder, String recipe, String cache, RunGoal goal, RunTask.Step step)
    implements Serializable {
  private static final long serialVersionUID = 1;

  static RunOrder of(RunTask task, Path cache) throws IOException {
    RunFolder folder = task.folder();
    return new RunOrder(
        folder.path().toAbsolutePath().toString(),
        Hashes.sha256Hex(folder.recipe()),
        cache.toAbsolutePath().toString(),
        task.goal(),
        task.step());
  }
}
