/**
 * The recipe: everything that decides a run, one section a module, and the data set that it names.
 *
 * <p>Data flow: a recipe file, laid over {@code defaults.yaml}, which explains every key → {@link
 * org.keyspike.io.RecordBinder} → {@link org.keyspike.pipeline.recipe.Recipe}. {@link
 * org.keyspike.pipeline.recipe.Datasets} goes from its {@code dataset} section to the data set in
 * one step, by the {@link org.keyspike.pipeline.recipe.DatasetKind} that the section names. A
 * recipe that cannot be used is an {@link org.keyspike.io.InputException}, which names file, line,
 * key path, what was found and what would be right.
 */
package org.keyspike.pipeline.recipe;
