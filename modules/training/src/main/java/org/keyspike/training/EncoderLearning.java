package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.network.SpecException;

/** The goal by which the encoder's steps are moved. */
public enum EncoderLearning {
  /** The task's loss, with all other parameters. */
  @JsonProperty("task")
  TASK,
  /** Nothing: they stay where they started. */
  @JsonProperty("frozen")
  FROZEN,
  /** Mean (x − x̂ − r̂)² alone: the encoder learns to reconstruct and sees nothing of the task. */
  @JsonProperty("reconstruction")
  RECONSTRUCTION;

  /**
   * Refuses a rule that cannot move the steps by this goal: the reconstruction error reaches them
   * through the estimates x̂ and r̂ alone, where a rule may stop gradients.
   *
   * @throws SpecException naming the rule
   */
  public void require(LearningRule rule) {
    if (this == RECONSTRUCTION && rule.stops().recurrence()) {
      throw new SpecException(
          "encoder.learning",
          "reconstruction with training.rule " + rule.name(),
          "task or frozen, or training.rule bptt: "
              + rule.name()
              + " stops the gradient of the reconstruction error");
    }
  }
}
