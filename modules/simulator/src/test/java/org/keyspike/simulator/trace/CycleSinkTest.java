package org.keyspike.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.TinyImage;

class CycleSinkTest {
  private static final byte[] FEATURES = {10, 20, 90, 80, 30, 0, 50, 99};

  private final Machine machine =
      new Machine(TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 4));

  @Test
  void takesOneCycleAfterTheOther() throws IOException {
    List<CycleView> cycles = new ArrayList<>();
    CycleSink sink = cycles::add;
    machine.trace(FEATURES, 0, 2, sink);
    long expected =
        machine.run(FEATURES).frames().subList(0, 3).stream()
            .mapToLong(FrameCounts::totalCycles)
            .sum();
    assertEquals(expected, cycles.size());
    for (int i = 0; i < cycles.size(); i++) {
      assertEquals(i, cycles.get(i).cycle());
    }
  }

  /** The very exception of the sink ends the run, and the machine is as good as before. */
  @Test
  void aSinkThatFailsEndsTheTrace() throws IOException {
    int[] logits = machine.run(FEATURES).trace().logits();
    List<CycleView> cycles = new ArrayList<>();
    IOException full = new IOException("no space left on device");
    CycleSink sink =
        cycle -> {
          cycles.add(cycle);
          if (cycles.size() == 3) {
            throw full;
          }
        };
    assertSame(full, assertThrows(IOException.class, () -> machine.trace(FEATURES, 0, 2, sink)));
    assertEquals(3, cycles.size());
    assertArrayEquals(logits, machine.run(FEATURES).trace().logits());
    assertEquals(3, cycles.size(), "nobody looks any more");
  }
}
