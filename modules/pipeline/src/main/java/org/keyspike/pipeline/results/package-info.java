/**
 * The results of a run: what was scored, counted and spent, as records, JSON files and tables.
 *
 * <p>Data flow: scores and counts → {@link org.keyspike.pipeline.results.PartResult} (one
 * checkpoint on one part), {@link org.keyspike.pipeline.results.Results} (every form of a network
 * on the test part), {@link org.keyspike.pipeline.results.CompressionLedger} (what each stage of
 * compression cost and saved), {@link org.keyspike.pipeline.results.RunCosts} (cycles and power) →
 * tables in Markdown and {@link org.keyspike.pipeline.results.ModelCard}. Each is read back by its
 * own {@code read}.
 */
package org.keyspike.pipeline.results;
