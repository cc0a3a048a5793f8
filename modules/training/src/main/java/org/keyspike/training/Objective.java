package org.keyspike.training;

/**
 * What is minimised, and by which rule: mean cross-entropy + λ Σ_ℓ mean(s^ℓ) over the spiking
 * layers; frame-wise the mean is over valid frames.
 *
 * @param rule how gradients are found
 * @param rateWeight λ, 0 or more
 */
public record Objective(LearningRule rule, double rateWeight) {}
