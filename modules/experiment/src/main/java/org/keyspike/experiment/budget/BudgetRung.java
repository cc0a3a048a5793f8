package org.keyspike.experiment.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.compression.CompressionSettings;
import org.keyspike.compression.PruningSchedule;
import org.keyspike.compression.PruningSettings;

/**
 * A rung of the ladder: how much of the network is left. The rungs turn by turn take neurons, which
 * saves most where layers are wide, and weights of every word, which the accuracy feels less.
 *
 * @param number from 0, the whole network
 * @param neurons the part of every layer that is left
 * @param weights the part of every weight word that is left
 */
public record BudgetRung(int number, double neurons, double weights) {
  private static final double[][] PARTS = {
    {1, 1},
    {1, 0.7},
    {0.75, 0.7},
    {0.75, 0.5},
    {0.5, 0.5},
    {0.5, 0.35},
    {0.375, 0.35},
    {0.375, 0.25},
    {0.25, 0.25},
    {0.25, 0.15}
  };

  /** All rungs, from the whole network down. */
  static List<BudgetRung> ladder() {
    List<BudgetRung> ladder = new ArrayList<>();
    for (double[] parts : PARTS) {
      ladder.add(new BudgetRung(ladder.size(), parts[0], parts[1]));
    }
    return ladder;
  }

  /** For people. */
  String label() {
    return String.format(
        Locale.ROOT, "%.1f %% of neurons, %.0f %% of weights", 100 * neurons, 100 * weights);
  }

  /**
   * A recipe's compression with these parts: it fine-tunes as the recipe's own does, and what that
   * does not say is done by the best method.
   */
  CompressionSettings of(CompressionSettings recipe) {
    List<PruningSettings> prunings = new ArrayList<>();
    if (neurons < 1) {
      prunings.add(neurons(first(recipe, PruningSettings.Neurons.class), recipe));
    }
    if (weights < 1) {
      prunings.add(weights(first(recipe, PruningSettings.Weights.class), recipe));
    }
    return new CompressionSettings(
        prunings, recipe.quantization(), BudgetMethod.BEST.recovery(recipe.recovery()));
  }

  private PruningSettings neurons(PruningSettings.Neurons like, CompressionSettings recipe) {
    BudgetMethod best = BudgetMethod.BEST;
    return new PruningSettings.Neurons(
        null,
        null,
        1 - neurons,
        1,
        like == null ? best.neurons() : like.saliency(),
        schedule(like, recipe));
  }

  private PruningSettings weights(PruningSettings.Weights like, CompressionSettings recipe) {
    PruningSchedule schedule = schedule(like, recipe);
    return new PruningSettings.Weights(
        null,
        null,
        null,
        null,
        null,
        1 - weights,
        like == null || schedule.gradual() ? 0 : like.regrowth(),
        like == null || like.saliency() == null ? BudgetMethod.BEST.weights() : like.saliency(),
        schedule);
  }

  private static PruningSchedule schedule(PruningSettings like, CompressionSettings recipe) {
    return like == null
        ? BudgetMethod.BEST.schedule(recipe.quantization().learningRate())
        : BudgetMethod.BEST.schedule(like.schedule());
  }

  private static <T extends PruningSettings> T first(CompressionSettings recipe, Class<T> kind) {
    return recipe.pruning().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElse(null);
  }
}
