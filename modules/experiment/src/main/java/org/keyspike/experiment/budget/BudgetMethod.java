package org.keyspike.experiment.budget;

import org.keyspike.compression.PruningSchedule;
import org.keyspike.compression.RecoverySettings;
import org.keyspike.compression.Saliency;

/**
 * The method by which a search for a budget compresses, where a recipe does not say. {@link #BEST}
 * is the only place to change when a study finds a better one.
 *
 * @param neurons by what neurons are chosen, of a recipe that prunes none
 * @param weights by what weights are chosen, of a recipe that does not say
 * @param schedule when things go, of a recipe that does not prune such things; its ramp also of one
 *     that does, without a ramp
 * @param distillation weight of the float network's answers, of a recipe without a teacher; 0 for
 *     none
 */
record BudgetMethod(Saliency neurons, Saliency weights, Schedule schedule, double distillation) {

  /** The best one that is known. */
  static final BudgetMethod BEST =
      new BudgetMethod(Saliency.ACTIVITY, Saliency.MAGNITUDE, new Schedule(2, 4, null), 0);

  /**
   * When things go.
   *
   * @param steps prunings
   * @param epochs of learning in all
   * @param ramp as in {@link PruningSchedule}, or null for none
   */
  record Schedule(int steps, int epochs, Double ramp) {}

  /** The schedule of a recipe that does not prune such things. */
  PruningSchedule schedule(double learningRate) {
    return new PruningSchedule(schedule.steps(), schedule.epochs(), learningRate, schedule.ramp());
  }

  /** The schedule of a recipe that does: its own, with a ramp. */
  PruningSchedule schedule(PruningSchedule own) {
    if (own.gradual() || schedule.ramp() == null) {
      return own;
    }
    return new PruningSchedule(
        schedule.steps(), Math.max(2, own.epochs()), own.learningRate(), schedule.ramp());
  }

  /** What fine-tuning does to win back accuracy. */
  RecoverySettings recovery(RecoverySettings own) {
    return own.distillation() > 0 || distillation == 0
        ? own
        : new RecoverySettings(
            distillation, own.temperature(), own.patience(), own.rates(), own.teacher());
  }
}
