/**
 * From a recipe file to records, strictly.
 *
 * <p>Data flow: YAML text → {@link org.keyspike.cli.recipe.YamlDocument} (a tree, and the line of
 * every key) → {@link org.keyspike.cli.recipe.Assignment} values laid over it → {@link
 * org.keyspike.cli.recipe.RecordBinder} → the records that the modules define. A key that no record
 * has, a key that stands twice, a value of another type or out of range is a {@link
 * org.keyspike.cli.recipe.RecipeException}, which names file, line, key path, what was found and
 * what would be right.
 */
package org.keyspike.cli.recipe;
