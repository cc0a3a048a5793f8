package org.keyspike.training;

import org.keyspike.network.Parameters;

/**
 * The answer of an engine to a batch: loss, gradients and statistics.
 *
 * @param loss the objective's value
 * @param gradients by every learned parameter, under its name
 * @param batchStatistics mean and biased variance of every layer with batch norm, under the names
 *     of its running statistics
 * @param activity logits and rates of the same pass
 */
public record Gradients(
    double loss, Parameters gradients, Parameters batchStatistics, Activity activity) {}
