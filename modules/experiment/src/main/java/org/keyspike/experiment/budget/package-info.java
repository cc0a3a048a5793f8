/**
 * A compression that keeps to a budget: bytes, work, lost accuracy.
 *
 * <p>Data flow: a trained run → the {@link org.keyspike.experiment.budget.BudgetRung}s of a ladder,
 * each a compression of its own → sizes, before anything is learned → those that {@link
 * org.keyspike.experiment.budget.BudgetSearch} has to try are compressed in run folders of their
 * own and scored on the validation part → the one that keeps to the {@link
 * org.keyspike.experiment.budget.Budget} becomes the run's own, and only then the test part is
 * touched.
 *
 * <h2>In the run folder</h2>
 *
 * <table>
 * <caption>Files</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>budget/level-<i>n</i>/</td><td>a run folder ({@link org.keyspike.pipeline}) without
 * results</td></tr>
 * <tr><td>budget.json</td><td>{@link org.keyspike.experiment.budget.BudgetResult}</td></tr>
 * <tr><td>budget.png</td><td>validation accuracy against bytes of the rungs tried</td></tr>
 * </table>
 */
package org.keyspike.experiment.budget;
