/**
 * Experiments of many runs, from Java: {@link org.keyspike.experiment.LocalExecutor} does the runs
 * of a sweep ({@link org.keyspike.experiment.sweep}) in this process.
 *
 * <pre>{@code
 * Path cache = Path.of("cache");
 * Path folder = Path.of("sweeps/rates");
 * RunExecutor executor = new LocalExecutor(cache, ProgressListener.NONE);
 * List<List<SweepRun>> runs = new ArrayList<>();
 * for (Combination combination : Combination.all(variations)) {
 *   Recipe recipe = Recipe.read(file, combination.assignments());
 *   runs.add(SweepRun.ofSeeds(folder, RunGoal.TRAIN, combination, recipe, List.of(1L, 2L, 3L)));
 * }
 * SweepResults results =
 *     new Sweep(folder, RunGoal.TRAIN, executor, cache, ProgressListener.NONE).perform(runs);
 * }</pre>
 */
package org.keyspike.experiment;
