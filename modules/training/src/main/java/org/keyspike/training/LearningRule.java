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
