package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.rtl.CircuitArea;
import org.keyspike.rtl.UnitArea;
import org.keyspike.simulator.Architecture;

class AreaMeterTest {
  @Test
  void whatIsNotMeasuredSaysWhy() throws Exception {
    Area area =
        AreaMeter.idle("nobody asked")
            .of(MadeWorkloads.image(1, 16, Packing.DENSE), Architecture.preset("tiny"));
    assertEquals(new Area(Optional.empty(), Optional.empty(), "not measured: nobody asked"), area);
  }

  @Test
  void whereItMeasuresAnImageThatDoesNotFitHasNoArea() throws Exception {
    boolean installed = CircuitArea.installed().isPresent();
    Area area =
        AreaMeter.measuring()
            .of(MadeWorkloads.image(1, 16, Packing.DENSE), Architecture.reference());
    assertEquals(
        "not measured: " + (installed ? "the image does not fit" : "yosys is not installed"),
        area.areaFrom());
  }

  @Test
  void anAreaHasTheCellsOfAllUnits() {
    List<UnitArea> units = List.of(new UnitArea("a", 100, 20), new UnitArea("b", 1, 0));
    assertEquals(
        new Area(Optional.of(101L), Optional.of(20L), "Yosys 0.23"),
        Area.of(new CircuitArea("Yosys 0.23", units, 4_096)));
  }
}
