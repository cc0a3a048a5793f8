package org.keyspike.training;

/**
 * The control of μ, the weight of cycles in the loss, by a budget B: dual ascent on log μ with
 * bounded steps, and a part in proportion to the excess that damps it. After a step whose batch
 * took C expected cycles a frame,
 *
 * <pre>
 * e ← clip(C / B − 1, −1, 1)
 * m ← clip(m + clip(0.08 e, −0.02, 0.02), m₀ − 12, m₀ + 12)
 * μ = exp(m + e)
 * </pre>
 *
 * m starts at m₀ = log of the weight that the recipe gives, or of 0.1/B, and e at 0. μ is never
 * switched: a network below the budget pays less and less for its cycles, one above it more and
 * more. Without a budget μ stays what it is.
 *
 * @param budget B, or 0 for none
 * @param start μ at the beginning
 * @param level m
 * @param excess e
 */
record CycleControl(double budget, double start, double level, double excess) {
  /** How far above the budget an epoch may be to count as within it: batches differ. */
  private static final double TOLERANCE = 0.02;

  private static final double GAIN = 0.08;
  private static final double STEP = 0.02;
  private static final double RANGE = 12;
  private static final double FIRST_SHARE = 0.1;

  /** The control before the first step. */
  static CycleControl of(RateSettings settings) {
    double budget = settings.cycleBudget();
    double weight = settings.cycleWeight();
    double start = budget > 0 && weight == 0 ? FIRST_SHARE / budget : weight;
    return new CycleControl(budget, start, start > 0 ? StrictMath.log(start) : 0, 0);
  }

  /** μ. */
  double weight() {
    return budget == 0 ? start : StrictMath.exp(level + excess);
  }

  /** The control after a step. */
  CycleControl after(double cycles) {
    if (budget == 0) {
      return this;
    }
    double e = clip(cycles / budget - 1, 1);
    double first = StrictMath.log(start);
    double m = first + clip(level + clip(GAIN * e, STEP) - first, RANGE);
    return new CycleControl(budget, start, m, e);
  }

  /** How far cycles are above what counts as within the budget, over the budget; 0 without one. */
  double overrun(double cycles) {
    return budget == 0 ? 0 : Math.max(0, cycles / budget - 1 - TOLERANCE);
  }

  private static double clip(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }
}
