package org.keyspike.integer;

/**
 * The statistics of a keyword readout of a float network over training clips.
 *
 * @param inputMean over clips of each mean output s̄ of the last layer, (N)
 * @param inputVariance likewise
 * @param hiddenSquare mean of h², (R)
 * @param hiddenLargest h, with the headroom wanted, (R)
 */
public record ReadoutStatistics(
    double[] inputMean, double[] inputVariance, double[] hiddenSquare, double[] hiddenLargest) {}
