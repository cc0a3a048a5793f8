package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.network.SpecException;

class LearningRuleTest {
  @Test
  void rulesAreFoundByName() {
    assertEquals(new Bptt(), LearningRule.named("bptt"));
    assertEquals(new DfaInstant(), LearningRule.named("dfa-instant"));
    assertEquals(new DfaTrace(), LearningRule.named("dfa-trace"));
    assertEquals(new Desire(0.3, 0.05, 0.75, 0.5), LearningRule.named("desire"));
  }

  /** Feedback alignment stops stages and recurrence; only its trace runs through the membrane. */
  @Test
  void eachRuleStopsGradientsInItsOwnPlaces() {
    assertEquals(GradientStops.NONE, new Bptt().stops());
    assertEquals(new GradientStops(false, false, false), GradientStops.NONE);
    assertEquals(new GradientStops(true, true, true), new DfaInstant().stops());
    assertEquals(new GradientStops(true, true, false), new DfaTrace().stops());
    assertEquals(new GradientStops(true, true, true), new Desire().stops());
    assertFalse(new Desire().feedback());
    for (String name : new String[] {"bptt", "dfa-instant", "dfa-trace"}) {
      LearningRule rule = LearningRule.named(name);
      assertEquals(rule.stops().stages(), rule.feedback(), name);
    }
  }

  /** The reconstruction error reaches the steps through the estimates, where these rules stop. */
  @Test
  void onlyARuleThatGoesThroughTheEstimatesLearnsToReconstruct() {
    for (String name : new String[] {"bptt", "desire", "dfa-instant", "dfa-trace"}) {
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

  /** A penalty on the encoder's rate is refused where it would move nothing, here by one rule. */
  @Test
  void aPenaltyOnTheEncoderNeedsARuleThatMovesItsSteps() {
    for (String name : new String[] {"bptt", "dfa-instant", "dfa-trace"}) {
      assertTrue(LearningRule.named(name).movesEncoder(), name);
      LearningRule.named(name).requireEncoderRateWeight(1);
    }
    LearningRule desire = new Desire();
    desire.requireEncoderRateWeight(0);
    SpecException e =
        assertThrows(
            SpecException.class,
            () -> new Objective(desire, Feedback.NONE, 1, 0.25, 0, EncoderLearning.TASK, 0));
    assertEquals("training.encoderRateWeight", e.field());
    assertEquals("0.25 with training.rule desire", e.found());
  }

  @Test
  void constantsOfDesireBackpropagationHaveRanges() {
    assertEquals(new Desire(), new Desire(0.3, 0.05, 0.75, 0.5));
    assertEquals(0, new Desire(2, 0, 0, Double.POSITIVE_INFINITY).traceDecay());
    for (Executable made :
        new Executable[] {
          () -> new Desire(0, 0, 0, 1),
          () -> new Desire(1, -1, 0, 1),
          () -> new Desire(1, Double.NaN, 0, 1),
          () -> new Desire(1, 0, 1, 1),
          () -> new Desire(1, 0, 0, 0)
        }) {
      assertTrue(assertThrows(SpecException.class, made).field().startsWith("training.desire."));
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
    assertTrue(e.getMessage().contains("bptt, desire, dfa-instant, dfa-trace"), e.getMessage());
  }
}
