package org.keyspike.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.Counter;

/** Two ports to every memory, and words that come in the cycle in which they are asked for. */
class TimelineTest {
  private static Architecture machine() {
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      memories.put(memory, new MemoryShape(64, 8, 2, 0));
    }
    return new Architecture("two ports", 4, 1000, 8, EnumSet.noneOf(Mechanism.class), memories);
  }

  /**
   * The step is computed in the cycle of the last read, which leaves a port for a write, or none.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 2, 2", "2, 1, 2", "3, 1, 2", "3, 2, 3", "3, 4, 4", "4, 1, 3"})
  void writesTakeThePortsThatTheLastReadLeaves(int reads, int writes, int cycles) {
    Counter counter = new Counter(List.of(new FrameStage(1, Phase.UPDATE)));
    new Timeline(machine(), counter).group(1, 1, words(reads), words(writes), 0);
    FrameCounts frame = counter.frame();
    assertEquals(cycles, frame.totalCycles());
    assertEquals(cycles - 1, frame.count(Event.STALLS));
  }

  private static EnumMap<Memory, Integer> words(int count) {
    EnumMap<Memory, Integer> words = new EnumMap<>(Memory.class);
    words.put(Memory.MEMBRANE, count);
    return words;
  }
}
