/**
 * The seam between many runs and the place where they are done.
 *
 * <p>Data flow: a {@link org.keyspike.experiment.run.RunTask} says which run goes how far → a
 * {@link org.keyspike.experiment.run.RunExecutor} does it → files in the run folder ({@link
 * org.keyspike.pipeline}), and whether it failed. {@link org.keyspike.experiment.LocalExecutor}
 * works in this process; the command line starts processes; a cluster sends tasks to its machines,
 * each of which calls {@link org.keyspike.experiment.LocalExecutor#perform(RunTask,
 * java.nio.file.Path, org.keyspike.io.ProgressListener)}.
 */
package org.keyspike.experiment.run;
