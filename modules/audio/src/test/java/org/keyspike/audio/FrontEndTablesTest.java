package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrontEndTablesTest {
  /** Images hold bands as they are here: zeros before and after would be other bytes. */
  @Test
  void bandsBeginAndEndWithAWeight() {
    int empty = 0;
    for (int bands : List.of(1, 40, 80, 256)) {
      for (FrontEndTables.Band band : FrontEndTables.of(bands).bands()) {
        int[] weights = band.weights();
        if (weights.length == 0) {
          assertEquals(0, band.first(), "of no weights");
          empty++;
        } else {
          assertTrue(weights[0] > 0 && weights[weights.length - 1] > 0, "zeros around a band");
        }
      }
    }
    assertTrue(empty > 0, "with 256 bands some lie between two bins");
  }

  @Test
  void equalTablesAreEqual() {
    FrontEndTables tables = FrontEndTables.of(40);
    assertEquals(tables, FrontEndTables.of(40));
    assertEquals(tables.hashCode(), FrontEndTables.of(40).hashCode());
    assertNotEquals(tables, FrontEndTables.of(41));
    assertNotEquals(tables.bands().get(3), tables.bands().get(4));
    assertEquals(tables.bands().get(3), FrontEndTables.of(40).bands().get(3));
    int[] window = tables.window().clone();
    window[7]++;
    assertNotEquals(
        tables,
        new FrontEndTables(window, tables.cos(), tables.sin(), tables.log2(), tables.bands()));
    int[] log2 = tables.log2().clone();
    log2[7]++;
    assertNotEquals(
        tables,
        new FrontEndTables(tables.window(), tables.cos(), tables.sin(), log2, tables.bands()));
  }

  /** A clip's background begins with its own first frame, whatever was heard before. */
  @Test
  void aClipForgetsTheOneBefore() {
    FrontEndSettings settings =
        new FrontEndSettings(FrontEndKind.INTEGER, 12, 128, new BackgroundSettings(7, 4, 256));
    short[] loud = new short[1_600];
    short[] quiet = new short[1_600];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) (i % 16 < 8 ? 20_000 : -20_000);
      quiet[i] = (short) (i % 22 < 11 ? i : -i);
    }
    IntegerLogMel used = new IntegerLogMel(settings);
    used.features(loud);
    assertArrayEquals(new IntegerLogMel(settings).features(quiet), used.features(quiet));
  }
}
