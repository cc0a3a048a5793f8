package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.ServiceLoader;
import org.keyspike.network.SpecException;
import org.keyspike.training.LearningRule;

/**
 * A learning rule as autograd sees it: a scalar whose gradient is then the change that the rule
 * wants. It is the counterpart of the {@link LearningRule} of the same name and is found by {@link
 * ServiceLoader}.
 */
public interface DjlRule {

  /** The name of its {@link LearningRule}. */
  String name();

  /** The scalar to differentiate. */
  NDArray objective(Pass pass);

  /**
   * The counterpart of a rule.
   *
   * @throws SpecException if this engine has none
   */
  static DjlRule of(LearningRule rule) {
    return ServiceLoader.load(DjlRule.class, DjlRule.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(kind -> kind.name().equals(rule.name()))
        .findFirst()
        .orElseThrow(
            () -> new SpecException("training.rule", rule.name(), "one that engine djl computes"));
  }
}
