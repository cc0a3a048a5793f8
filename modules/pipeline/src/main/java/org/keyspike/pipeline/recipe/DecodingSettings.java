package org.keyspike.pipeline.recipe;

import java.util.List;
import org.keyspike.io.SettingException;

/**
 * The settings by which frames become phones, where every frame has a label: the recipe's {@code
 * decoding}.
 *
 * @param shortest part of a phone's durations in the training part, from 0 to 1, below which it is
 *     taken for not said
 * @param languageWeights weights of the bigram to choose from by validation, 0 or more
 * @param priorWeights weights of the classes' priors to choose from, 0 or more
 */
public record DecodingSettings(
    double shortest, List<Double> languageWeights, List<Double> priorWeights) {
  public DecodingSettings {
    if (!(shortest >= 0 && shortest <= 1)) {
      throw new SettingException("shortest", shortest, "0 to 1");
    }
    requireWeights("languageWeights", languageWeights);
    requireWeights("priorWeights", priorWeights);
  }

  private static void requireWeights(String name, List<Double> weights) {
    if (weights.isEmpty() || !weights.stream().allMatch(weight -> weight >= 0)) {
      throw new SettingException(name, weights, "numbers of 0 or more, at least one");
    }
  }
}
