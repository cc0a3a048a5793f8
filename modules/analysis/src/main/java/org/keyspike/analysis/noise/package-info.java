/**
 * The accuracy of a network in noise and rooms that no training heard: a {@link
 * org.keyspike.analysis.noise.NoiseTable} of all conditions of {@link
 * org.keyspike.datasets.noise.NoisyClips}, by speaker. Whatever predicts classes from features can
 * be put into one ({@link org.keyspike.analysis.noise.NoiseEvaluation.Predictor}).
 */
package org.keyspike.analysis.noise;
