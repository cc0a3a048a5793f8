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
import org.keyspike.simulator.Phase;
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

  /** Both bands rise: channels 0, 1, 4 and 5 spike in both steps; words of 2 bytes for 2 groups. */
  @Test
  void aBroadcastHasItsInputItsStepsAndItsWord() throws IOException {
    List<String> broadcasts = new ArrayList<>();
    machine.trace(
        FEATURES,
        0,
        0,
        cycle -> {
          boolean none = cycle.input() < 0;
          assertEquals(none, cycle.steps() == 0);
          assertEquals(none, cycle.address() == -1);
          if (cycle.stage().phase() == Phase.FEED_FORWARD) {
            broadcasts.add(cycle.input() + " " + cycle.steps() + " " + cycle.address());
          }
        });
    assertEquals(
        List.of("0 3 0", "1 3 4", "4 3 16", "5 3 20", "0 3 2", "1 3 6", "4 3 18", "5 3 22"),
        broadcasts);
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
