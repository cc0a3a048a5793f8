package org.keyspike.training;

import java.util.List;

/**
 * The activity of a network on a batch of B clips of T frames, TS steps a frame.
 *
 * @param logits (B, K), or (B, T, K) frame-wise
 * @param encoderRate mean of the encoder's spikes over valid frames; NaN without spikes
 * @param rates mean of each layer's spikes over valid frames
 * @param encoderSpikes (B, T, 4C) of 0 and 1; empty unless asked for or without spikes
 * @param spikes (B, T, TS, N) of 0 and 1 for each layer; no entries unless asked for
 */
public record Activity(
    float[] logits,
    double encoderRate,
    double[] rates,
    float[] encoderSpikes,
    List<float[]> spikes) {}
