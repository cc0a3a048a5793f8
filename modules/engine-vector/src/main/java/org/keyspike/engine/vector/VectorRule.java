package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.ServiceLoader;
import org.keyspike.network.SpecException;
import org.keyspike.training.LearningRule;

/**
 * A learning rule that this engine computes from its {@link LearningRule#stops} and {@link
 * LearningRule#feedback} alone: the error reaches every stage by backpropagation or, where stages
 * are stopped, through the stage's feedback matrix, and runs back through what is not stopped.
 * Desire backpropagation alone has code of its own. It is the counterpart of the {@link
 * LearningRule} of the same name and is found by {@link ServiceLoader}.
 */
public interface VectorRule {
  /** The name of its {@link LearningRule}. */
  String name();

  /**
   * Refuses a rule that has no counterpart here.
   *
   * @throws SpecException naming it, and the engine to ask instead
   */
  static void require(LearningRule rule) {
    List<String> known =
        ServiceLoader.load(VectorRule.class, VectorRule.class.getClassLoader()).stream()
            .map(provider -> provider.get().name())
            .sorted()
            .toList();
    if (!known.contains(rule.name())) {
      throw new SpecException(
          "training.rule",
          rule.name() + ", which engine vector does not compute",
          "one of " + String.join(", ", known) + ", or another training.engine");
    }
  }

  /** Backpropagation through time. */
  @AutoService(VectorRule.class)
  record Bptt() implements VectorRule {
    @Override
    public String name() {
      return "bptt";
    }
  }

  /** Direct feedback alignment, the local error running back through the neuron's own state. */
  @AutoService(VectorRule.class)
  record DfaTrace() implements VectorRule {
    @Override
    public String name() {
      return "dfa-trace";
    }
  }

  /** Desire backpropagation: the desires come down as {@link DesireRule} says. */
  @AutoService(VectorRule.class)
  record Desire() implements VectorRule {
    @Override
    public String name() {
      return "desire";
    }
  }

  /** Direct feedback alignment, step by step. */
  @AutoService(VectorRule.class)
  record DfaInstant() implements VectorRule {
    @Override
    public String name() {
      return "dfa-instant";
    }
  }
}
