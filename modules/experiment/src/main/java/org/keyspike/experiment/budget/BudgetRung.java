package org.keyspike.experiment.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.compression.CompressionSettings;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.Saliency;

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

  /** How a recipe fine-tunes that does not prune. */
  private static final int STEPS = 2;

  private static final int EPOCHS = 4;

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

  /** A recipe's compression with these parts; it fine-tunes as the recipe's own does. */
  CompressionSettings of(CompressionSettings recipe) {
    List<PruningSettings> prunings = new ArrayList<>();
    if (neurons < 1) {
      prunings.add(neurons(first(recipe, PruningSettings.Neurons.class), recipe));
    }
    if (weights < 1) {
      prunings.add(weights(first(recipe, PruningSettings.Weights.class), recipe));
    }
    return new CompressionSettings(prunings, recipe.quantization(), recipe.recovery());
  }

  private PruningSettings neurons(PruningSettings.Neurons like, CompressionSettings recipe) {
    return new PruningSettings.Neurons(
        null,
        null,
        1 - neurons,
        1,
        like == null ? Saliency.ACTIVITY : like.saliency(),
        like == null ? STEPS : like.steps(),
        like == null ? EPOCHS : like.epochs(),
        like == null ? recipe.quantization().learningRate() : like.learningRate());
  }

  private PruningSettings weights(PruningSettings.Weights like, CompressionSettings recipe) {
    return new PruningSettings.Weights(
        null,
        null,
        null,
        null,
        null,
        1 - weights,
        like == null ? 0 : like.regrowth(),
        like == null ? STEPS : like.steps(),
        like == null ? EPOCHS : like.epochs(),
        like == null ? recipe.quantization().learningRate() : like.learningRate());
  }

  private static <T extends PruningSettings> T first(CompressionSettings recipe, Class<T> kind) {
    return recipe.pruning().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElse(null);
  }
}
