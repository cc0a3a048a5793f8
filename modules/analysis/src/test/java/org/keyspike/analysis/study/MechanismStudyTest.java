package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.energy.EnergyTable;

@Tag("slow")
class MechanismStudyTest {
  private static final AreaMeter AREA = AreaMeter.idle("no test");
  private static final Architecture MACHINE = Architecture.reference();
  private static final EnergyTable TABLE = EnergyTable.standard();

  @TempDir Path folder;

  private StudyTable study(long seed, Packing packing) throws IOException {
    Workload workload =
        MadeWorkloads.workload(MadeWorkloads.image(seed, MACHINE.lanes(), packing), seed);
    return MechanismStudy.of(workload, MACHINE, TABLE, AREA, folder);
  }

  private static List<MechanismStudy.Row> rows(StudyTable study) {
    return study.rows().stream().map(MechanismStudy.Row.class::cast).toList();
  }

  @Test
  void aRowForEachMechanismAfterTheWholeMachine() throws IOException {
    StudyTable study = study(2, Packing.DENSE);
    List<String> expected = new ArrayList<>(List.of("nothing"));
    MACHINE.mechanisms().stream().map(Mechanism::key).forEach(expected::add);
    assertEquals(expected, rows(study).stream().map(MechanismStudy.Row::without).toList());
    MechanismStudy.Row whole = rows(study).get(0);
    assertEquals(1, whole.cyclesRatio());
    assertEquals(1, whole.accessesRatio());
    assertEquals(1, whole.energyRatio());
    assertEquals(Optional.empty(), whole.fit());
    assertEquals("not measured: no test", whole.area().areaFrom());
    assertEquals("mechanisms", study.study());
    assertEquals(MACHINE.name(), study.architecture());
    assertEquals(expected.size() - 1, study.findings().size());
    assertEquals(List.of(folder.resolve("mechanisms.png").toString()), study.files());
    assertTrue(Files.exists(folder.resolve("mechanisms.png")));
  }

  @Test
  void aMechanismLeftOutNeverCostsLess() throws IOException {
    for (long seed = 1; seed <= 8; seed++) {
      Workload workload =
          MadeWorkloads.workload(MadeWorkloads.image(seed, MACHINE.lanes(), Packing.DENSE), seed);
      Cost all = Cost.of(workload.counts(MACHINE), MACHINE, TABLE);
      for (Mechanism mechanism : MACHINE.mechanisms()) {
        Architecture without = MACHINE.without(mechanism);
        Cost cost = Cost.of(workload.counts(without), without, TABLE);
        String what = "seed " + seed + " without " + mechanism;
        assertTrue(cost.meanCycles() >= all.meanCycles(), what);
        assertTrue(cost.worstCycles() >= all.worstCycles(), what);
        assertTrue(cost.accesses() >= all.accesses(), what);
        assertTrue(cost.dynamicNanojoules() >= all.dynamicNanojoules(), what);
      }
    }
  }

  @Test
  void ratiosAreAgainstTheWholeMachine() throws IOException {
    StudyTable study = study(4, Packing.DENSE);
    List<MechanismStudy.Row> rows = rows(study);
    Cost all = rows.get(0).cost();
    boolean dearer = false;
    for (MechanismStudy.Row row : rows) {
      assertEquals(row.cost().meanCycles(), row.cyclesRatio() * all.meanCycles(), 1e-6);
      assertEquals(row.cost().accesses(), row.accessesRatio() * all.accesses(), 1e-6);
      dearer |= row.cyclesRatio() > 1;
    }
    assertTrue(dearer, "at least zero-skipping is worth something");
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    Map<Memory, MemoryShape> memories = new EnumMap<>(MACHINE.memories());
    memories.put(Memory.WEIGHT, new MemoryShape(1024, 1, 1, 0));
    Architecture small =
        new Architecture(
            "small",
            MACHINE.lanes(),
            MACHINE.clockHz(),
            MACHINE.spikeWordBits(),
            MACHINE.mechanisms(),
            memories);
    Workload workload =
        MadeWorkloads.workload(MadeWorkloads.image(2, MACHINE.lanes(), Packing.DENSE), 2);
    StudyTable study = MechanismStudy.of(workload, small, TABLE, AREA, folder);
    for (MechanismStudy.Row row : rows(study)) {
      assertTrue(row.fit().orElseThrow().contains("weight memory"), row.fit().toString());
    }
    for (String finding : study.findings()) {
      assertTrue(finding.contains("; does not fit ("), finding);
    }
    for (String finding : study(2, Packing.DENSE).findings()) {
      assertFalse(finding.contains("fit"), finding);
    }
  }
}
