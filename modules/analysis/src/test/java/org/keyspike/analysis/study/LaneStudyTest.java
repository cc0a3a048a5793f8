package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.energy.EnergyTable;

@Tag("slow")
class LaneStudyTest {
  private static final AreaMeter AREA = AreaMeter.idle("no test");
  private static final Architecture MACHINE = Architecture.reference();
  private static final int CLOCKS = 7;

  @TempDir Path folder;

  private static Workload workload(long seed) {
    return MadeWorkloads.workload(MadeWorkloads.image(seed, MACHINE.lanes(), Packing.DENSE), seed);
  }

  private List<LaneStudy.Row> rows(StudyTable study) {
    return study.rows().stream().map(LaneStudy.Row.class::cast).toList();
  }

  @Test
  void everyMachineAtEveryClock() throws IOException {
    StudyTable study = LaneStudy.of(workload(2), MACHINE, EnergyTable.standard(), AREA, folder);
    List<LaneStudy.Row> rows = rows(study);
    List<Integer> lanes = rows.stream().map(LaneStudy.Row::lanes).distinct().toList();
    assertEquals(List.of(16, 32, 64, 128, 256, 512), lanes);
    assertEquals(lanes.size() * CLOCKS, rows.size());
    for (LaneStudy.Row row : rows) {
      assertEquals(100 * row.cost().worstCycles(), row.lowestClockHz());
      assertEquals(row.clockHz() >= row.lowestClockHz(), row.cost().inTime(), row::toString);
    }
    assertEquals(lanes.size(), study.findings().size());
    for (String file : study.files()) {
      assertTrue(Files.size(Path.of(file)) > 0, file);
    }
  }

  @Test
  void theClockChangesNoWork() throws IOException {
    StudyTable study = LaneStudy.of(workload(4), MACHINE, EnergyTable.standard(), AREA, folder);
    List<LaneStudy.Row> rows = rows(study);
    for (int i = 0; i < rows.size(); i++) {
      Cost first = rows.get(i / CLOCKS * CLOCKS).cost();
      assertEquals(first.meanCycles(), rows.get(i).cost().meanCycles());
      assertEquals(first.accesses(), rows.get(i).cost().accesses());
      assertEquals(first.dynamicNanojoules(), rows.get(i).cost().dynamicNanojoules());
    }
  }

  @Test
  void fewerLanesNeverGiveFewerCycles() {
    long gained = 0;
    for (long seed : LongStream.rangeClosed(1, 8).toArray()) {
      Workload workload = workload(seed);
      Counts before = null;
      for (int lanes = 16; lanes <= 128; lanes *= 2) {
        Counts counts =
            workload
                .with(workload.image().repacked(lanes, Packing.DENSE))
                .counts(MACHINE.scaledTo(lanes));
        if (before != null) {
          long more = before.total().totalCycles() - counts.total().totalCycles();
          assertTrue(more >= 0, "seed " + seed + ", " + lanes + " lanes");
          assertTrue(before.maxCyclesPerFrame() >= counts.maxCyclesPerFrame(), "seed " + seed);
          gained += more;
        }
        before = counts;
      }
    }
    assertTrue(gained > 0, "layers of up to 70 neurons need more than 16 lanes");
  }
}
