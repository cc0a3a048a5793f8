/**
 * The kinds of data sets that every recipe can name, one a file. Each is a {@link
 * org.keyspike.pipeline.recipe.DatasetKind}, found by {@link java.util.ServiceLoader}; nothing
 * refers to these classes by name, and a kind in another module is found the same way.
 */
package org.keyspike.pipeline.datasets;
