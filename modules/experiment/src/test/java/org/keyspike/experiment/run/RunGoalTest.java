package org.keyspike.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.pipeline.Run;

class RunGoalTest {
  @Test
  void learningEndsBeforeAnyStageThatTouchesTheTestPart() {
    for (RunGoal goal : RunGoal.values()) {
      assertTrue(goal.learned().compareTo(Run.LastStage.EXPORT) < 0, goal::toString);
      assertTrue(goal.last().compareTo(goal.learned()) >= 0, goal::toString);
    }
    assertEquals(Run.LastStage.VERIFY, RunGoal.VERIFY.last());
  }

  @Test
  void whatIsTestedIsWhatTheGoalLeaves() {
    assertEquals("float", RunGoal.TRAIN.form());
    assertEquals("quantized", RunGoal.QUANTIZE.form());
    assertEquals("integer", RunGoal.VERIFY.form());
    assertEquals("quantized", RunGoal.VERIFY.checkpoint(), "which chooses by validation");
  }
}
