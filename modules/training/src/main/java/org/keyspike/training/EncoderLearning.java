package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonProperty;

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
  RECONSTRUCTION
}
