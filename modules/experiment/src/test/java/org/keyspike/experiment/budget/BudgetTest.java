package org.keyspike.experiment.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;

class BudgetTest {
  private static final BudgetResult.Tried TRIED =
      new BudgetResult.Tried(1, "half", 1000, 0.5, 0.75, 2);

  @TempDir Path folder;

  @Test
  void limitsHoldWhereTheyAreGivenAndAtTheirEnd() throws InputException {
    Budget exact = Budget.of(Optional.of(1000L), Optional.of(0.5), Optional.of(2.0));
    assertTrue(exact.fits(TRIED) && exact.accurate(TRIED) && exact.limited());
    assertFalse(Budget.of(Optional.of(999L), Optional.empty(), Optional.empty()).fits(TRIED));
    assertFalse(Budget.of(Optional.empty(), Optional.of(0.4), Optional.empty()).fits(TRIED));
    assertFalse(Budget.of(Optional.empty(), Optional.empty(), Optional.of(1.9)).accurate(TRIED));
    Budget none = Budget.of(Optional.empty(), Optional.empty(), Optional.empty());
    assertTrue(none.fits(TRIED) && none.accurate(TRIED));
    assertFalse(none.limited());
  }

  @Test
  void refusesWhatCannotBe() {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> Budget.of(Optional.of(0L), Optional.empty(), Optional.empty()));
    assertTrue(refused.getMessage().contains("--max-bytes: found 0"), refused.getMessage());
    assertThrows(
        InputException.class,
        () -> Budget.of(Optional.empty(), Optional.of(Double.NaN), Optional.empty()));
  }

  @Test
  void resultIsReadAsItWasWritten() throws IOException {
    Budget budget = Budget.of(Optional.of(1000L), Optional.empty(), Optional.empty());
    BudgetResult result =
        new BudgetResult(budget, Interval.Unit.SPEAKERS, 0.77, List.of(TRIED), 1, true);
    Path file = folder.resolve("budget.json");
    result.write(file);
    assertEquals(result, BudgetResult.read(file));
    assertEquals(
        "{\"budget\":{\"bytes\":1000,\"mmacs\":null,\"drop\":null},\"by\":\"speakers\",\"floatAccuracy\":0.77,"
            + "\"tried\":[{\"level\":1,\"label\":\"half\",\"bytes\":1000,\"mmacs\":0.5,"
            + "\"accuracy\":0.75,\"drop\":2.0}],\"chosen\":1,\"kept\":true}",
        RecordWriter.json(result));
  }

  @Test
  void laddersGetSmaller() {
    List<BudgetRung> ladder = BudgetRung.ladder();
    for (int i = 1; i < ladder.size(); i++) {
      BudgetRung above = ladder.get(i - 1);
      BudgetRung rung = ladder.get(i);
      assertTrue(rung.neurons() * rung.weights() < above.neurons() * above.weights(), rung::label);
    }
  }
}
