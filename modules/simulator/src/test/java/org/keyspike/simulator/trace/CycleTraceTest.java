package org.keyspike.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GoldenModels;
import org.keyspike.network.Golden;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.Machine;

class CycleTraceTest {
  private static final byte[] FEATURES = GoldenModels.features(Golden.read("integer-ts2"));

  @Test
  void everyCycleOfTheWindowIsShownAndAddsUpToTheCounts() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20; i++) {
      Architecture architecture = Machines.random(random);
      WeightImage image = Machines.image(GoldenModels.model("integer-ts2"), architecture.lanes());
      Machine machine = new Machine(image, architecture);
      List<FrameCounts> counts = machine.run(FEATURES).frames();
      List<CycleView> cycles = new ArrayList<>();
      machine.trace(FEATURES, 57, 59, cycles::add);
      for (int t = 57; t < 60; t++) {
        int frame = t;
        List<CycleView> seen = cycles.stream().filter(c -> c.frame() == frame).toList();
        assertEquals(counts.get(t).totalCycles(), seen.size());
        assertEquals(
            counts.get(t).count(Event.STALLS), seen.stream().filter(CycleView::stall).count());
        assertEquals(
            counts.get(t).count(Event.BROADCASTS),
            seen.stream().filter(c -> c.input() >= 0).count());
      }
      long before = counts.subList(0, 57).stream().mapToLong(FrameCounts::totalCycles).sum();
      assertEquals(before, cycles.get(0).cycle());
      assertEquals(counts, machine.run(FEATURES).frames());
    }
  }

  @Test
  void textAndValueChangesSayTheSame() throws IOException {
    Machine machine =
        new Machine(
            Machines.image(GoldenModels.model("integer-ts2"), 128),
            Architecture.preset("paper-71uw"));
    StringBuilder text = new StringBuilder();
    machine.trace(FEATURES, 2, 3, new TextTrace(text));
    StringBuilder dump = new StringBuilder();
    try (VcdTrace vcd = new VcdTrace(dump, 100_000)) {
      machine.trace(FEATURES, 2, 3, vcd);
    }
    List<String> lines = text.toString().lines().toList();
    assertEquals("cycle frame layer phase group event", lines.get(0));
    assertTrue(lines.get(1).matches("\\d+ 2 0 encode 0 -"), lines.get(1));
    assertTrue(
        lines.stream()
            .anyMatch(l -> l.matches("\\d+ 3 1 feedForward 0 input=\\d+ .*address=\\d+")));
    // A rising clock for each cycle, 10 µs apart.
    assertEquals(lines.size() - 1, dump.toString().lines().filter("1!"::equals).count());
    long cycle = Long.parseLong(lines.get(1).split(" ")[0]);
    assertTrue(dump.toString().contains("$enddefinitions $end\n#" + cycle * 10_000_000 + "\n"));
    assertTrue(dump.toString().contains("$var wire 32 * address $end"));
  }

  private static final CycleView BROADCAST =
      new CycleView(2, 1, new FrameStage(1, Phase.FEED_FORWARD), 0, false, 5, 3, 16);
  private static final CycleView STALL =
      new CycleView(3, 1, new FrameStage(1, Phase.FEED_FORWARD), 0, true, -1, 0, -1);

  /** A cycle of 4 ps; the second cycle says only what has changed. */
  @Test
  void valueChangesAreThoseOfEachSignal() throws IOException {
    StringBuilder dump = new StringBuilder();
    try (VcdTrace vcd = new VcdTrace(dump, 250_000_000_000L)) {
      vcd.accept(BROADCAST);
      vcd.accept(STALL);
    }
    String end = "$enddefinitions $end\n";
    assertEquals(
        "#8 1! b1 \" b1 # b1 $ b0 % 0& 1' b101 ( b11 ) b10000 * #10 0!"
            + " #12 1! 1& 0' bx ( bx ) bx * #14 0! #16 ",
        dump.substring(dump.indexOf(end) + end.length()).replace('\n', ' '));
  }

  @Test
  void aLineOfTextIsACycle() throws IOException {
    StringBuilder text = new StringBuilder();
    TextTrace trace = new TextTrace(text);
    trace.accept(BROADCAST);
    trace.accept(STALL);
    trace.accept(new CycleView(4, 1, new FrameStage(1, Phase.UPDATE), 1, false, -1, 0, -1));
    assertEquals(
        List.of(
            "2 1 1 feedForward 0 input=5 steps=3 address=16",
            "3 1 1 feedForward 0 stall",
            "4 1 1 update 1 -"),
        text.toString().lines().skip(1).toList());
  }
}
