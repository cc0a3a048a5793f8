package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.network.SpecException;

class LearningRuleTest {
  @Test
  void rulesAreFoundByName() {
    assertEquals(new Bptt(), LearningRule.named("bptt"));
    assertEquals(new DfaInstant(), LearningRule.named("dfa-instant"));
    assertEquals(new DfaTrace(), LearningRule.named("dfa-trace"));
  }

  /** Feedback alignment stops stages and recurrence; only its trace runs through the membrane. */
  @Test
  void eachRuleStopsGradientsInItsOwnPlaces() {
    assertEquals(GradientStops.NONE, new Bptt().stops());
    assertEquals(new GradientStops(false, false, false), GradientStops.NONE);
    assertEquals(new GradientStops(true, true, true), new DfaInstant().stops());
    assertEquals(new GradientStops(true, true, false), new DfaTrace().stops());
    for (String name : new String[] {"bptt", "dfa-instant", "dfa-trace"}) {
      LearningRule rule = LearningRule.named(name);
      assertEquals(rule.stops().stages(), rule.feedback(), name);
    }
  }

  /** The reconstruction error reaches the steps through the estimates, where these rules stop. */
  @Test
  void onlyARuleThatGoesThroughTheEstimatesLearnsToReconstruct() {
    for (String name : new String[] {"bptt", "dfa-instant", "dfa-trace"}) {
      LearningRule rule = LearningRule.named(name);
      EncoderLearning.TASK.require(rule);
      EncoderLearning.FROZEN.require(rule);
      if (rule.equals(new Bptt())) {
        EncoderLearning.RECONSTRUCTION.require(rule);
        continue;
      }
      SpecException e =
          assertThrows(
              SpecException.class,
              () -> new Objective(rule, Feedback.NONE, 0, 0, 0, EncoderLearning.RECONSTRUCTION, 0));
      assertEquals("encoder.learning", e.field());
      assertTrue(e.found().contains(name), e.getMessage());
    }
  }

  @Test
  void theShortObjectiveHasNothingButItsPenalty() {
    assertEquals(
        new Objective(new Bptt(), Feedback.NONE, 0.5, 0, 0, EncoderLearning.TASK, 0),
        Objective.bptt(0.5));
  }

  @Test
  void anUnknownRuleIsRefusedWithTheKnownOnes() {
    SpecException e = assertThrows(SpecException.class, () -> LearningRule.named("hope"));
    assertEquals("training.rule", e.field());
    assertTrue(e.getMessage().contains("bptt, dfa-instant, dfa-trace"), e.getMessage());
  }
}
