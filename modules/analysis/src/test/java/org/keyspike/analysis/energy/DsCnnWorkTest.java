package org.keyspike.analysis.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Interval;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.energy.ProductWork;
import org.keyspike.training.dscnn.DsCnnSettings;
import org.keyspike.training.dscnn.DsCnnSpec;

/** The published form on 128 lanes, by hand. */
class DsCnnWorkTest {
  private static final DsCnnSpec SPEC = DsCnnSettings.USUAL.spec(40, 100, 13);

  /**
   * Of 64 channels two places go at once, 65 times; of 10 coefficients twelve, 5 times; 13 logits
   * once.
   */
  @Test
  void cyclesAndTraffic() {
    ProductWork work = DsCnnWork.of(SPEC, 128);
    assertEquals(5 * 41 + 65 * 41 + 4 * (65 * 10 + 65 * 65) + 65, work.cycles());
    assertEquals(2_783_072, work.products());
    assertEquals(500 + 9 * 8_320 + 13, work.outputs());
    long weights = 5 * 400 + 65 * 2_560 + 4 * 65 * (576 + 4_096) + 832;
    assertEquals(8 * weights, work.weights().bits());
    assertEquals(72 * (5 * 10 + 9 * 65 * 64 + 13), work.parameters().bits());
    long read = 50 * 40 + 130 * 40 + 4 * (130 * 64 * 9 + 130 * 64) + 64;
    assertEquals(8 * (read + 500 + 9 * 8_320) + 32 * 13, work.values().bits());
    // 22,480 weights, 599 channels, 500 coefficients and two maps.
    assertEquals(176, work.weights().memory().depth());
    assertEquals(599, work.parameters().memory().depth());
    assertEquals((500 + 2 * 8_320 + 127) / 128, work.values().memory().depth());
  }

  /** With fewer lanes than channels a place takes several groups. */
  @Test
  void channelsTakeTurns() {
    ProductWork work = DsCnnWork.of(SPEC, 32);
    assertEquals(17 * 41 + 130 * 2 * 41 + 4 * (130 * 2 * 10 + 130 * 2 * 65) + 65, work.cycles());
    assertEquals(DsCnnWork.of(SPEC, 128).products(), work.products());
  }

  @Test
  void itsRowIsThatOfItsIntegers() {
    ScoredAccuracy score =
        new ScoredAccuracy(
            0.9, 9, 10, new Interval(0.8, 1, Interval.Unit.SPEAKERS, 4), Optional.of(0.91));
    BaselineResults results =
        new BaselineResults(
            new Results.Origin("made", "data", 1, "djl", "clips"),
            List.of(new BaselineResults.Row("8-bit", "test", score)),
            SPEC.parameterCount(),
            27_871,
            2_783_072,
            0.4);
    Architecture machine = Architecture.reference();
    EnergyRow row =
        MeasuredDsCnn.row(
            SPEC,
            results,
            machine,
            EnergyTable.standard(),
            new EnergyRow.Source("made", "1", "data", "hash", "any"));
    assertEquals(0.91, row.score().bySpeaker());
    assertEquals(0.4, row.work().zeros());
    assertEquals(2.783072, row.work().mmacPerSecond(), 1e-12);
    assertEquals(DsCnnWork.of(SPEC, 128).cycles() / 100.0, row.work().cyclesPerFrame(), 1e-12);
    assertEquals(27_871, row.size().bytes());
    assertEquals(RivalKind.DS_CNN, row.kind());
  }
}
