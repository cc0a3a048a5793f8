package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.simulator.explain.TraceCounts;

class ComparedTest {
  private static final Compared EACH = new Compared(1000, 2, 3, 4, 5, 9, 6, 7, 8);

  @Test
  void kindsAddUpApart() {
    Compared sum = EACH.plus(Compared.of(new TraceCounts(10, 20, 30, 50, 40))).plus(Compared.NONE);
    assertEquals(new Compared(1000, 2, 13, 24, 35, 59, 46, 7, 8), sum);
    // Samples are what both sides begin with.
    assertEquals(2 + 13 + 24 + 35 + 59 + 46 + 7 + 8, sum.total());
  }

  @Test
  void onlyKindsThatThereAreAnyOfAreTold() {
    assertEquals(
        "1,000 samples, 2 features, 3 spikes, 4 potentials (1 of the QAT forward), 5 adaptations,"
            + " 9 states, 6 logits, 7 posteriors, 8 detections (9 clips detected)",
        EACH.text(1, 9));
    assertEquals("3 spikes, 6 logits", new Compared(0, 0, 3, 0, 0, 0, 6, 0, 0).text(0, 0));
    assertEquals("8 detections", new Compared(0, 0, 0, 0, 0, 0, 0, 0, 8).text());
  }

  @Test
  void theFirstMismatchOfSeveralComparisonsStays() {
    Comparison good = new Comparison(EACH, 0, Optional.empty());
    Comparison bad = new Comparison(EACH, 2, Optional.of("logit of clip 4"));
    Comparison worse = new Comparison(EACH, 3, Optional.of("score of clip 5"));
    assertTrue(good.identical());
    Comparison sum = good.plus(bad.by("detector")).plus(worse);
    assertFalse(sum.identical());
    assertEquals(5, sum.mismatches());
    assertEquals("detector: logit of clip 4", sum.first().orElseThrow());
    assertEquals(EACH.plus(EACH).plus(EACH), sum.compared());
  }
}
