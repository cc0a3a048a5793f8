package org.keyspike.evaluation;

/**
 * The best class of a smoothed answer: a detection, if it reaches the threshold outside of the
 * refractory time.
 *
 * @param millis time of the answer in its stream, ms
 * @param label class
 * @param score smoothed posterior
 */
public record ScoredDecision(long millis, int label, double score) {}
