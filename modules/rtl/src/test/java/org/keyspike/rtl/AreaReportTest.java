package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaReportTest {
  /** As Yosys 0.23 writes it: modules with a hash of their parameters, with them, and without. */
  private static final String REPORT =
      """

      4. Printing statistics.

      === $paramod$0a1b2c\\memory ===

         Number of wires:                  4
         Number of cells:                 10
           $_SDFFE_PP0P_                   8
           $_MUX_                          1
           $mem_v2                         1

      === $paramod\\rings\\RINGS=s32'00000000000000000000000000000011 ===

         Number of cells:                 10
           $_ANDNOT_                       7
           $_DFF_P_                        3

      === group_operation ===

         Number of cells:                  5
           $_OR_                           5

      === keyspike ===

         Number of cells:                  7
           $_XOR_                          2
           $paramod$0a1b2c\\memory      3
           $paramod\\rings\\RINGS=s32'00000000000000000000000000000011      1
           group_operation                 1

      === design hierarchy ===

         keyspike                          1
           $paramod$0a1b2c\\memory      3

         Number of cells:                 50
           $_MUX_                          3
      """;

  @Test
  void unitsHaveTheCellsOfAllTheirPlaces() {
    assertEquals(
        List.of(
            new UnitArea("rings", 7, 3),
            new UnitArea("group_operation", 5, 0),
            new UnitArea("memory", 3, 24),
            new UnitArea("keyspike", 2, 0)),
        AreaReport.units(REPORT, "keyspike"));
  }
}
