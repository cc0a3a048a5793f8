package org.keyspike.pipeline.recipe;

/**
 * The sections of a recipe that say what is done with the trained network beside compressing it.
 *
 * @param mining how it learns from its false alarms
 * @param decoding how its frames become phones
 * @param adaptation how it learns from own recordings, once it is compressed
 */
public record AfterTraining(
    MiningSettings mining, DecodingSettings decoding, AdaptationSettings adaptation) {}
