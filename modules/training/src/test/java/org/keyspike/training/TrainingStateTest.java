package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.network.Parameters;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;

/** What an interrupted training leaves, in which no two numbers are equal. */
class TrainingStateTest {
  private static final AdamW ADAM = new AdamW(0.1);

  private static final CycleControl CONTROL =
      CycleControl.of(new RateSettings(0, 0, List.of(), 0.25, 100));

  @TempDir Path folder;

  private final TrainingState left =
      new TrainingState(
          "key",
          3,
          of(1, 2),
          new OptimizerMemory(Map.of("moment1", of(3, 4), "moment2", of(5, 6)), 17),
          of(7, 8),
          new TrainingState.Best(of(9, 10), 2, 0.75, 0.5, 0.125),
          new TrainingState.Plateaus(4, 1),
          new CycleControl(100, 0.25, -1.5, 0.375));

  @Test
  void comesBackWhole() throws IOException {
    left.save(folder);
    TrainingState back = TrainingState.resume(folder, "key", of(0, 0), ADAM, true, CONTROL);
    assertEquals(left.parameters(), back.parameters());
    assertEquals(of(3, 4), back.memory().moment("moment1"));
    assertEquals(of(5, 6), back.memory().moment("moment2"));
    assertEquals(17, back.memory().steps());
    assertEquals(left.average(), back.average());
    assertEquals(left, back, "and everything else");
  }

  @Test
  void withoutAveragingThereIsNoAverage() throws IOException {
    TrainingState plain = TrainingState.begin("key", of(1, 2), ADAM, false, CONTROL);
    plain.save(folder);
    TrainingState back = TrainingState.resume(folder, "key", of(0, 0), ADAM, false, CONTROL);
    assertEquals(plain, back);
    assertTrue(back.average().names().isEmpty());
  }

  @Test
  void ofAnotherKeyItIsBegunAnew() throws IOException {
    left.save(folder);
    TrainingState anew = TrainingState.resume(folder, "other", of(0, 1), ADAM, true, CONTROL);
    assertEquals(TrainingState.begin("other", of(0, 1), ADAM, true, CONTROL), anew);
    assertEquals(0, anew.epochs());
    assertEquals(of(0, 1), anew.parameters());
    assertEquals(of(0, 1), anew.average());
    assertEquals(of(0, 0), anew.memory().moment("moment2"));
    assertEquals(0, anew.memory().steps());
    assertEquals(0, anew.best().epoch());
  }

  /** What is trained in place must not move what training started from, or the best epoch. */
  @Test
  void theBeginningSharesNoNumbers() {
    Parameters start = of(1, 2);
    TrainingState state = TrainingState.begin("key", start, ADAM, true, CONTROL);
    state.parameters().data("w")[0] = 100;
    state.average().data("w")[0] = 200;
    assertEquals(of(1, 2), start);
    assertEquals(of(1, 2), state.best().parameters());
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    left.save(folder);
    Path file = folder.resolve("state.safetensors");
    Safetensors in = Safetensors.read(file);
    Map<String, String> metadata = new LinkedHashMap<>(in.metadata());
    metadata.put("steps", "many");
    Safetensors out = Safetensors.empty(metadata);
    in.names().forEach(name -> out.put(name, in.tensor(name)));
    out.write(file);
    InputException e =
        assertThrows(
            InputException.class,
            () -> TrainingState.resume(folder, "key", of(0, 0), ADAM, true, CONTROL));
    assertTrue(e.getMessage().contains("many"), e.getMessage());
    TrainingState.remove(folder);
    assertFalse(Files.exists(file));
  }

  @Test
  void theBestIsByAccuracyAndOfEqualsByLoss() {
    TrainingState.Best best = new TrainingState.Best(of(0, 0), 1, 0.5, 2, 0.25);
    assertTrue(best.beatenBy(0.75, 9, 0.25), "more accurate");
    assertFalse(best.beatenBy(0.25, 0, 0.25), "less accurate");
    assertTrue(best.beatenBy(0.5, 1.5, 0.25), "as accurate, with a lower loss");
    assertFalse(best.beatenBy(0.5, 2, 0.25), "the same: the earlier stays");
    assertFalse(best.beatenBy(0.5, 2.5, 0.25));
    assertTrue(best.beatenBy(0.25, 9, 0.125), "nearer to the budget of cycles");
    assertFalse(best.beatenBy(0.75, 0, 0.5), "farther from it");
    assertTrue(TrainingState.begin("k", of(0, 0), ADAM, false, CONTROL).best().beatenBy(0, 1e9, 0));
  }

  /** The best epoch is the second: 4 later there is a plateau, 4 after that another. */
  @Test
  void plateausAreCountedFromTheBestEpochOrTheLastPlateau() {
    TrainingState.Plateaus plateaus = new TrainingState.Plateaus(0, 0);
    List<Integer> counts = new ArrayList<>();
    for (int epoch = 1; epoch <= 11; epoch++) {
      plateaus = plateaus.after(epoch, Math.min(epoch, 2));
      counts.add(plateaus.count());
    }
    assertEquals(List.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2), counts);
    assertEquals(10, plateaus.last());
    assertEquals(plateaus, plateaus.after(13, 12), "a better epoch begins the count anew");
  }

  private static Parameters of(float w, float b) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", new Tensor(new int[] {1, 1}, new float[] {w}));
    tensors.put("b", new Tensor(new int[] {1}, new float[] {b}));
    return new Parameters(tensors);
  }
}
