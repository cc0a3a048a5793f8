/**
 * A sweep: one recipe with other values of some keys, each with several seeds.
 *
 * <p>Data flow: {@link org.keyspike.experiment.sweep.Variation}s → every {@link
 * org.keyspike.experiment.sweep.Combination} of their values × every seed, a {@link
 * org.keyspike.experiment.sweep.SweepRun} with a run folder of its own → a {@link
 * org.keyspike.experiment.run.RunExecutor} lets them learn → validation accuracies → {@link
 * org.keyspike.experiment.sweep.BestCombination}, written → only now the test part, once a run →
 * {@link org.keyspike.experiment.sweep.SweepResults}, written, and its table.
 *
 * <p>Questions: answers, each a combination × every seed → the same → analyse, once a run → {@link
 * org.keyspike.experiment.sweep.QuestionResults}, written, with its tables and plots.
 *
 * <p>A run that is finished is not started again, one that was killed goes on: the sweep keeps no
 * state but that of its runs. On the command line runs are processes, since an engine allows one
 * learner in each; one whose sweep dies ends too.
 *
 * <h2>Sweep folder</h2>
 *
 * <table>
 * <caption>Files</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td><i>combination</i>/seed-<i>n</i>/</td><td>a run folder ({@link org.keyspike.pipeline}),
 * and {@code said.txt}, what its process said</td></tr>
 * <tr><td>choice.json</td><td>{@link org.keyspike.experiment.sweep.BestCombination}</td></tr>
 * <tr><td>sweep.png</td><td>accuracy against bytes, with the Pareto front; where sizes
 * differ</td></tr>
 * <tr><td>sweep.json</td><td>{@link org.keyspike.experiment.sweep.SweepResults}</td></tr>
 * <tr><td>questions.json, questions.md</td><td>{@link org.keyspike.experiment.sweep.QuestionResults}, and
 * its tables in Markdown</td></tr>
 * <tr><td>accuracy.png, operations.png</td><td>the same as plots</td></tr>
 * <tr><td>bytes.png</td><td>accuracy against bytes, a line a method, with the front of all; where
 * sizes differ</td></tr>
 * </table>
 */
package org.keyspike.experiment.sweep;
