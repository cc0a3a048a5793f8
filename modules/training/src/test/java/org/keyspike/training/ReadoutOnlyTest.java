package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Names;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.ParameterSpec.Role;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

class ReadoutOnlyTest {
  private static final List<String> READOUT =
      List.of(Names.HIDDEN_WEIGHT, Names.HIDDEN_BIAS, Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS);
  private static final List<String> OTHERS =
      List.of(Names.RHO, Names.KAPPA, Names.weight(0), Names.recurrent(1), Names.leak(0));

  private final List<ParameterSpec> specs =
      Stream.concat(READOUT.stream(), OTHERS.stream())
          .map(name -> new ParameterSpec(name, Role.WEIGHT, 1, 1))
          .toList();

  private Parameters all(float value) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    specs.forEach(
        spec -> tensors.put(spec.name(), new Tensor(new int[] {1, 1}, new float[] {value})));
    return new Parameters(tensors);
  }

  /** What does not learn does not decay either. */
  @Test
  void theReadoutMovesAsEverAndNothingElseMoves() {
    Optimizer adam = new AdamW(0.1);
    Optimizer readout = new ReadoutOnly(adam);
    Parameters moved = all(1);
    Parameters expected = all(1);
    OptimizerMemory memory = OptimizerMemory.empty(readout, moved);
    OptimizerMemory whole = OptimizerMemory.empty(adam, expected);
    for (int step = 0; step < 3; step++) {
      readout.update(specs, moved, all(0.5f), memory, 0.1);
      adam.update(specs, expected, all(0.5f), whole, 0.1);
      memory = memory.next();
      whole = whole.next();
    }
    for (String name : READOUT) {
      assertNotEquals(1, moved.data(name)[0], name);
      assertEquals(expected.data(name)[0], moved.data(name)[0], name);
    }
    for (String name : OTHERS) {
      assertEquals(1, moved.data(name)[0], name);
    }
  }

  /** A training that was interrupted goes on with the optimiser that it began with alone. */
  @Test
  void saysWhatItIs() {
    assertEquals(
        "ReadoutOnly[optimizer=AdamW[weightDecay=0.1]]",
        new ReadoutOnly(new AdamW(0.1)).toString());
  }
}
