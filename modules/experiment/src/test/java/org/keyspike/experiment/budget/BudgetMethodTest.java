package org.keyspike.experiment.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.compression.CompressionSettings;
import org.keyspike.compression.PruningSchedule;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.QuantizationSettings;
import org.keyspike.compression.RecoverySettings;
import org.keyspike.compression.Saliency;
import org.keyspike.compression.Scales;

/** What a recipe says holds, the rest is the method's. */
class BudgetMethodTest {
  private static final BudgetMethod GRADUAL =
      new BudgetMethod(
          Saliency.SECOND_ORDER, Saliency.MOVEMENT, new BudgetMethod.Schedule(7, 5, 0.6), 0.25);

  @Test
  void aScheduleIsTheRecipesWithARamp() {
    assertEquals(new PruningSchedule(7, 5, 0.01, 0.6), GRADUAL.schedule(0.01));
    assertEquals(
        new PruningSchedule(7, 9, 0.02, 0.6), GRADUAL.schedule(new PruningSchedule(3, 9, 0.02)));
    assertEquals(
        new PruningSchedule(7, 2, 0.02, 0.6), GRADUAL.schedule(new PruningSchedule(1, 1, 0.02)));
    PruningSchedule own = new PruningSchedule(3, 9, 0.02, 0.5);
    assertSame(own, GRADUAL.schedule(own));
    PruningSchedule steps = new PruningSchedule(3, 9, 0.02);
    BudgetMethod stepwise =
        new BudgetMethod(
            Saliency.ACTIVITY, Saliency.MAGNITUDE, new BudgetMethod.Schedule(2, 4, null), 0);
    assertSame(steps, stepwise.schedule(steps));
    assertEquals(new PruningSchedule(2, 4, 0.01), stepwise.schedule(0.01));
  }

  @Test
  void aTeacherIsTheRecipesIfItHasOne() {
    RecoverySettings own = new RecoverySettings(0.5, 2, 3, 0, 0);
    assertSame(own, GRADUAL.recovery(own));
    assertEquals(
        new RecoverySettings(0.25, 2, 3, 4, 0.1),
        GRADUAL.recovery(new RecoverySettings(0, 2, 3, 4, 0.1)));
  }

  @Test
  void rungsUseTheBestWhereARecipeSaysNothing() {
    QuantizationSettings grid = new QuantizationSettings(4, 16, Scales.ERROR, 3, 0.004);
    RecoverySettings recovery = new RecoverySettings(0.5, 2, 0, 0, 0);
    BudgetRung rung = BudgetRung.ladder().get(4);
    BudgetMethod best = BudgetMethod.BEST;
    assertEquals(
        List.of(
            new PruningSettings.Neurons(null, null, 0.5, 1, best.neurons(), best.schedule(0.004)),
            new PruningSettings.Weights(
                null, null, null, null, null, 0.5, 0.0, best.weights(), best.schedule(0.004))),
        rung.of(new CompressionSettings(List.of(), grid, recovery)).pruning());
    PruningSchedule ramp = new PruningSchedule(5, 6, 0.001, 0.5);
    PruningSettings.Weights own =
        new PruningSettings.Weights(
            null, null, 0.3, null, null, null, 0.0, Saliency.SECOND_ORDER, ramp);
    assertEquals(
        new PruningSettings.Weights(
            null, null, null, null, null, 0.5, 0.0, Saliency.SECOND_ORDER, ramp),
        rung.of(new CompressionSettings(List.of(own), grid, recovery)).pruning().get(1));
  }
}
