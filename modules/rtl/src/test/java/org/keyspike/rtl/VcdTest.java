package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcdTest {
  /** A clock, and a number of 4 bits under two names; it changes with the edge. */
  private static final String DUMP =
      """
      $timescale 1ns $end
      $scope module top $end
      $var wire 1 ! clk $end
      $scope module unit $end
      $var wire 4 " number [3:0] $end
      $upscope $end
      $var wire 4 " same [3:0] $end
      $upscope $end
      $enddefinitions $end
      #0
      $dumpvars
      0!
      bx "
      $end
      #5
      1!
      b101 "
      #10
      0!
      #15
      1!
      bx1 "
      #20
      0!
      #25
      1!
      """;

  @TempDir Path folder;

  private List<String> edges(String... signals) throws IOException {
    Path file = Files.writeString(folder.resolve("dump.vcd"), DUMP);
    List<String> edges = new ArrayList<>();
    Vcd.read(
        file,
        "top.clk",
        List.of(signals),
        (time, values) -> edges.add(time + " " + String.join(" ", values)));
    return edges;
  }

  @Test
  void valuesAreThoseBeforeTheEdge() throws IOException {
    assertEquals(
        List.of("5 xxxx xxxx", "15 0101 0101", "25 xxx1 xxx1"),
        edges("top.unit.number", "top.same"));
  }

  @Test
  void aSignalThatIsNotThereIsRefused() {
    assertThrows(IOException.class, () -> edges("top.number"));
  }

  @Test
  void bitsAreNumbersWhereAllAreKnown() {
    assertEquals(BigInteger.TWO, Vcd.bits("x101", 1, 2));
    assertEquals(BigInteger.ONE, Vcd.bits("x101", 0, 1));
    assertNull(Vcd.bits("x101", 2, 2));
    assertNull(Vcd.number("x101"));
    assertNull(Vcd.number(null));
  }
}
