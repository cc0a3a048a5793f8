package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.PhoneErrors;

class DecodeStageTest {

  /** 30 of 100 and 1 of 10: 31/110 of all phones, but 0.2 of what a speaker says. */
  @Test
  void weightsAreChosenBySpeaker() {
    PhoneErrors many = new PhoneErrors(10, 10, 10, 100);
    PhoneErrors few = new PhoneErrors(1, 0, 0, 10);
    assertEquals(0.2, DecodeStage.rate(Map.of("a", many, "b", few)), 1e-15);
    assertEquals(31.0 / 110, DecodeStage.rate(Map.of("", many.plus(few))), 1e-15);
  }
}
