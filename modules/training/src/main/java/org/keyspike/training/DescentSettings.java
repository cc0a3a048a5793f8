package org.keyspike.training;

/**
 * The settings of a descent step: keys of the recipe's {@code training}.
 *
 * @param schedule how the learning rate moves
 * @param learningRate its peak, above 0
 * @param weightDecay of weight matrices, decoupled, 0 or more
 * @param gradientClip the largest norm of all gradients together, above 0
 */
public record DescentSettings(
    Schedule schedule, double learningRate, double weightDecay, double gradientClip) {
  /** What holds where a recipe says nothing. */
  public static final DescentSettings USUAL =
      new DescentSettings(Schedule.ONE_CYCLE, 0.002, 0.01, 1);

  public DescentSettings {
    TrainingKey.require(learningRate > 0, "learningRate", learningRate, "a number above 0");
    TrainingKey.require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    TrainingKey.require(gradientClip > 0, "gradientClip", gradientClip, "a number above 0");
  }

  /** The same with another peak. */
  public DescentSettings withLearningRate(double other) {
    return new DescentSettings(schedule, other, weightDecay, gradientClip);
  }

  /** The rate of a step, counted from 0, of so many, after so many plateaus. */
  double rate(long step, long steps, int plateaus) {
    return schedule.rate(learningRate, step, steps, plateaus);
  }

  /** The same with another schedule. */
  public DescentSettings withSchedule(Schedule other) {
    return new DescentSettings(other, learningRate, weightDecay, gradientClip);
  }
}
