package org.keyspike.training;

/**
 * The figures of one epoch.
 *
 * @param stage what is being trained
 * @param epoch counted from 1
 * @param epochs of the whole training, unless patience ends it earlier
 * @param learningRate of its last step
 * @param training scores of its batches, each taken before its step: loss without penalties,
 *     accuracy, rates
 * @param validation scores of the validation part after it
 * @param seconds that it took, validation included
 */
public record EpochReport(
    String stage,
    int epoch,
    int epochs,
    double learningRate,
    Scores training,
    Scores validation,
    double seconds) {}
