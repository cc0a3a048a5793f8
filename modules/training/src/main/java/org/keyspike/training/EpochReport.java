package org.keyspike.training;

import java.util.Optional;

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
 * @param cycles what the network costs on the machine that it is trained for, if cycles count
 */
public record EpochReport(
    String stage,
    int epoch,
    int epochs,
    double learningRate,
    Scores training,
    Scores validation,
    double seconds,
    Optional<Cycles> cycles) {

  /**
   * What a network costs.
   *
   * @param expected cycles of a mean frame of the validation part
   * @param weight μ of the epoch's last step
   */
  public record Cycles(double expected, double weight) {}
}
