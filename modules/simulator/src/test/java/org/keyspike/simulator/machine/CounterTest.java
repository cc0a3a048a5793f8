package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;

class CounterTest {
  private static final FrameStage ENCODE = new FrameStage(0, Phase.ENCODE);
  private static final FrameStage READOUT = new FrameStage(2, Phase.READOUT);

  private final Counter counter = new Counter(List.of(ENCODE, READOUT));

  @Test
  void eventsBelongToTheStageThatWasEnteredLast() {
    counter.add(Event.CYCLES, 2);
    counter.enter(1);
    counter.add(Event.CYCLES, 5);
    counter.add(Event.STALLS, 1);
    assertEquals(5, counter.value(Event.CYCLES));
    counter.enter(0);
    counter.add(Event.CYCLES, 1);
    assertEquals(3, counter.value(Event.CYCLES));
    FrameCounts frame = counter.frame();
    assertEquals(3, frame.count(ENCODE, Event.CYCLES));
    assertEquals(5, frame.count(READOUT, Event.CYCLES));
    assertEquals(0, frame.count(ENCODE, Event.STALLS));
    assertEquals(1, frame.count(READOUT, Event.STALLS));
    assertEquals(8, frame.totalCycles());
  }

  @Test
  void accessesAreCountedInWordsAndInBits() {
    counter.reads(Memory.WEIGHT, 3, 20);
    counter.enter(1);
    counter.reads(Memory.WEIGHT, 1, 7);
    counter.writes(Memory.WEIGHT, 2, 9);
    counter.writes(Memory.SUM, Integer.MAX_VALUE, 4);
    FrameCounts frame = counter.frame();
    assertEquals(4, frame.reads(Memory.WEIGHT));
    assertEquals(67, frame.readBits(Memory.WEIGHT));
    assertEquals(2, frame.writes(Memory.WEIGHT));
    assertEquals(18, frame.writtenBits(Memory.WEIGHT));
    assertEquals(4L * Integer.MAX_VALUE, frame.writtenBits(Memory.SUM), "more than 32 bits");
    for (Memory memory : Memory.values()) {
      if (memory != Memory.WEIGHT) {
        assertEquals(0, frame.reads(memory), memory.key());
        assertEquals(0, frame.readBits(memory), memory.key());
      }
    }
  }

  @Test
  void aFrameKeepsItsCountsWhenTheNextOneBegins() {
    counter.add(Event.UPDATES, 4);
    FrameCounts first = counter.frame();
    counter.clear();
    assertEquals(0, counter.value(Event.UPDATES));
    counter.add(Event.UPDATES, 1);
    assertEquals(4, first.count(Event.UPDATES));
    assertEquals(1, counter.frame().count(Event.UPDATES));
    assertEquals(List.of(ENCODE, READOUT), first.stages());
  }
}
