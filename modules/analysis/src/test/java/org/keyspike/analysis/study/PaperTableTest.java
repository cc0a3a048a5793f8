package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;

class PaperTableTest {
  private static final Architecture MACHINE = Architecture.preset("paper-71uw").withClock(100_000);
  private static final Workload WORKLOAD =
      MadeWorkloads.workload(MadeWorkloads.image(4, MACHINE.lanes(), Packing.DENSE), 4);
  private static final StudyTable STUDY = PaperTable.of(WORKLOAD, EnergyTable.standard());

  private static PaperTable.Row row(String figure) {
    return STUDY.rows().stream()
        .map(PaperTable.Row.class::cast)
        .filter(row -> row.figure().startsWith(figure))
        .findFirst()
        .orElseThrow();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  @Test
  void publishedFiguresStandInTheirOrder() {
    assertEquals(
        List.of("0.1", "145.7", "13.86", "13.86", "at most 1000", "71.2", "28.41"),
        STUDY.rows().stream().map(PaperTable.Row.class::cast).map(PaperTable.Row::paper).toList());
    assertEquals("paper", STUDY.study());
    assertEquals("paper-71uw", STUDY.architecture());
    assertEquals(List.of(), STUDY.files());
  }

  @Test
  void oursAreCounted() {
    Counts counts = WORKLOAD.counts(MACHINE);
    double work = counts.total().count(Event.ACCUMULATIONS) / 12.0;
    double gated = counts.total().count(Event.GATED_ACCUMULATIONS) / 12.0;
    assertTrue(gated > 0, "a network with weights of 0");
    // A hundred frames a second: so many a frame are 1e-4 of them in millions a second.
    assertEquals(number(1e-4 * work), row("effective work").ours());
    assertEquals(number(1e-4 * (work + gated)), row("work of the lanes").ours());
    assertEquals(number(1e-6 * ByteBreakdown.of(WORKLOAD.image()).loaded()), row("size").ours());
    assertEquals(
        String.format(
            Locale.ROOT,
            "%.1f mean, %d worst",
            counts.total().totalCycles() / 12.0,
            counts.maxCyclesPerFrame()),
        row("cycles").ours());
    assertEquals(
        number(
            new EnergyModel(EnergyTable.standard(), MACHINE)
                .realTime(counts, 100_000)
                .microwatts()),
        row("power").ours());
  }

  @Test
  void denseWorkIsNoLessThanTheLanesDo() {
    double dense = Double.parseDouble(row("dense work").ours());
    assertTrue(dense >= Double.parseDouble(row("work of the lanes").ours()));
    assertTrue(dense > Double.parseDouble(row("effective work").ours()));
  }
}
