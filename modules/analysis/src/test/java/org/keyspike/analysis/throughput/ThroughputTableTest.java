package org.keyspike.analysis.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.io.RecordWriter;

class ThroughputTableTest {
  private static final HostMachine MACHINE =
      new HostMachine("P", 2, 2, "os", "vm", "Java 17", "PyTorch", 64, 100, 2048);

  @Test
  void tableHasRatiosAndDoesWithoutSimd() {
    String with = ThroughputTable.of(List.of(result(Optional.of(300.0))), MACHINE);
    assertTrue(with.contains("3.00") && with.contains("2.00"), with);
    String without = ThroughputTable.of(List.of(result(Optional.empty())), MACHINE);
    assertTrue(without.contains("–"), without);
  }

  @Test
  void aCaseIsALine() {
    assertEquals(
        "320-512-512-35 at 10.0 %: djl 100, vector –, scalar 200, dense bound 150 clips/s"
            + " (9 rounds)",
        ThroughputTable.line(result(Optional.empty())));
  }

  @Test
  void jsonIsFlatAndSaysNullWithoutSimd() {
    assertEquals(
        "{\"network\":\"320-512-512-35\",\"spikeRate\":0.1,\"clipsPerSecond\":{\"djl\":100.0,"
            + "\"vector\":null,\"vectorScalar\":200.0,\"denseBound\":150.0},"
            + "\"layerRates\":[0.1,0.1],\"activeSurrogates\":[0.4,0.4],"
            + "\"multiplyAddsPerClip\":1000000,\"denseProductGflops\":180.0,\"djlThreads\":1,"
            + "\"rounds\":9,\"disturbance\":1.1,\"memory\":{\"djl\":{"
            + "\"allocatedBytesPerStep\":1048576,\"heapPeakBytes\":2097152}}}",
        RecordWriter.json(result(Optional.empty())));
  }

  private static CaseResult result(Optional<Double> vector) {
    return new CaseResult(
        "320-512-512-35",
        0.1,
        new CaseResult.ClipsPerSecond(100, vector, 200, 150),
        new CaseResult.Load(List.of(0.1, 0.1), List.of(0.4, 0.4), 1_000_000),
        new CaseResult.Measurement(180, 1, 9, 1.1),
        Map.of("djl", new HeapUse(1 << 20, 1 << 21)));
  }
}
