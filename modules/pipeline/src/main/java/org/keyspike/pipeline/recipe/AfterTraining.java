package org.keyspike.pipeline.recipe;

/**
 * The sections of a recipe that say what is done with the trained network before it is compressed.
 *
 * @param mining how it learns from its false alarms
 * @param decoding how its frames become phones
 */
public record AfterTraining(MiningSettings mining, DecodingSettings decoding) {}
