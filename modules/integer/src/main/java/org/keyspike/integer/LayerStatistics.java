package org.keyspike.integer;

/**
 * The statistics of a layer of a float network over training clips: what the search for scales
 * weighs errors with. Means and variances are over frames and steps.
 *
 * @param inputMean of each input, (M)
 * @param inputVariance likewise
 * @param outputMean of each output, as U reads them, (N)
 * @param outputVariance likewise
 * @param largest |u|, or |w| of an adaptive neuron, with the headroom wanted, (N)
 */
public record LayerStatistics(
    double[] inputMean,
    double[] inputVariance,
    double[] outputMean,
    double[] outputVariance,
    double[] largest) {}
