package org.keyspike.training;

import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.network.Checkpoint;

/**
 * What is to be learned.
 *
 * @param stage a name for progress and metrics, such as {@code train} or {@code quantize}
 * @param start the network and the numbers that learning starts from
 * @param training the clips to learn from
 * @param validation the clips that choose the epoch
 * @param holdZeros whether zero weights stay zero: the masks of pruning
 * @param seed of order and augmentation
 */
public record TrainingTask(
    String stage,
    Checkpoint start,
    LabelledFeatures training,
    LabelledFeatures validation,
    boolean holdZeros,
    long seed) {}
