package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keyspike.network.SpecException;

/**
 * A rule by which an error becomes a change of parameters. Kinds are found by {@link
 * ServiceLoader}, as kinds of neuron are; what a rule does stands in the engines.
 */
public interface LearningRule {

  /** The name in recipes. */
  @JsonValue
  String name();

  /** The places where it lets no gradient pass. */
  GradientStops stops();

  /** Whether it needs fixed random feedback matrices ({@link Feedback}). */
  boolean feedback();

  /** Whether it can move the encoder's steps; with one that cannot they stay where they start. */
  default boolean movesEncoder() {
    return true;
  }

  /**
   * Refuses a penalty on the encoder's rate that would move nothing.
   *
   * @param encoderRateWeight λ₀
   * @throws SpecException naming the rule
   */
  default void requireEncoderRateWeight(double encoderRateWeight) {
    if (encoderRateWeight > 0 && !movesEncoder()) {
      throw new SpecException(
          "training.encoderRateWeight",
          encoderRateWeight + " with training.rule " + name(),
          "0: " + name() + " does not move the encoder's steps");
    }
  }

  /**
   * The rule of a name.
   *
   * @throws SpecException naming the known rules if there is none
   */
  @JsonCreator
  static LearningRule named(String name) {
    TreeMap<String, LearningRule> rules =
        ServiceLoader.load(LearningRule.class, LearningRule.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(LearningRule::name, r -> r, (a, b) -> a, TreeMap::new));
    if (!rules.containsKey(name)) {
      throw new SpecException("training.rule", name, "one of " + String.join(", ", rules.keySet()));
    }
    return rules.get(name);
  }
}
