package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.model.CycleModel;

@Tag("slow")
class RateStudyTest {
  private static final Architecture MACHINE = Architecture.reference();
  private static final EnergyTable TABLE = EnergyTable.standard();

  /** A network that answers every frame, so that no bit of a hidden layer depends on weights. */
  private static final WeightImage IMAGE =
      LongStream.iterate(2, seed -> seed + 2)
          .mapToObj(seed -> MadeWorkloads.image(seed, MACHINE.lanes(), Packing.DENSE))
          .filter(image -> image.model().readout() instanceof IntegerReadout.FrameWise)
          .filter(image -> image.model().layers().get(0).recurrent().isPresent())
          .findFirst()
          .orElseThrow();

  @TempDir Path folder;

  private List<RateStudy.Row> rows(long seed) throws IOException {
    return rows(IMAGE, seed);
  }

  private List<RateStudy.Row> rows(WeightImage image, long seed) throws IOException {
    return RateStudy.of(image, MACHINE, TABLE, seed, folder).rows().stream()
        .map(RateStudy.Row.class::cast)
        .toList();
  }

  @Test
  void moreSpikesNeverCostLess() throws IOException {
    moreNeverCostLess(rows(1));
  }

  @Test
  void moreOutputsOfAnyCodeNeverCostLess() throws IOException {
    IntegerModel model =
        LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(RandomModels::everyKind)
            .filter(made -> made.readout() instanceof IntegerReadout.FrameWise)
            .filter(
                made ->
                    made.layers().stream().map(layer -> layer.code().getClass()).distinct().count()
                        == 3)
            .findFirst()
            .orElseThrow();
    List<String> classes =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class" + k).toList();
    moreNeverCostLess(
        rows(WeightImage.of(model, classes, Map.of(), MACHINE.lanes(), Packing.DENSE), 1));
  }

  private static void moreNeverCostLess(List<RateStudy.Row> rows) {
    assertEquals(0.001, rows.get(0).rate());
    assertEquals(1, rows.get(rows.size() - 1).rate());
    for (int i = 1; i < rows.size(); i++) {
      // The same draws are held against a higher rate.
      assertTrue(rows.get(i).rate() > rows.get(i - 1).rate());
      String what = rows.get(i).toString();
      assertTrue(rows.get(i).cost().meanCycles() >= rows.get(i - 1).cost().meanCycles(), what);
      assertTrue(rows.get(i).cost().weightReads() >= rows.get(i - 1).cost().weightReads(), what);
    }
  }

  @Test
  void everythingSpikingReadsTheWeightsOfTheDenseNetwork() throws IOException {
    List<RateStudy.Row> rows = rows(1);
    Counts dense = Counts.ZERO;
    for (FrameCounts frame : new CycleModel(IMAGE, MACHINE).dense(50)) {
      dense = dense.plus(frame);
    }
    double densest = Cost.of(dense, MACHINE, TABLE).weightReads();
    // Before the first frame nothing has spiked: a word for each neuron with recurrent weights.
    int unread =
        IMAGE.model().layers().stream()
            .filter(layer -> layer.recurrent().isPresent())
            .mapToInt(IntegerLayer::neurons)
            .sum();
    double expected = densest - unread / 50.0;
    assertEquals(expected, rows.get(rows.size() - 1).cost().weightReads(), 1e-9);
    assertTrue(rows.get(0).cost().weightReads() < densest);
  }

  /** Half of whose activations are 0: it loses against few spikes and wins where all spike. */
  @Test
  void theQuantizedNetworkCanWin() throws IOException {
    List<RateStudy.Row> rows = rows(1);
    RateStudy.Row few = rows.get(0);
    RateStudy.Row all = rows.get(rows.size() - 1);
    assertEquals(1, all.rate());
    assertTrue(few.cost().dynamicNanojoules() < few.denseNanojoules(), few::toString);
    assertTrue(all.cost().dynamicNanojoules() > all.denseNanojoules(), all::toString);
    assertTrue(all.cost().microwatts() > all.denseMicrowatts(), all::toString);
    // It has the encoder's spikes as well.
    assertTrue(all.denseNanojoules() > few.denseNanojoules());
  }

  @Test
  void theSeedDecides() throws IOException {
    assertEquals(rows(7), rows(7));
    assertNotEquals(rows(7), rows(8));
  }

  @Test
  void saysWhereSpikesBreakEven() throws IOException {
    StudyTable study = RateStudy.of(IMAGE, MACHINE, TABLE, 1, folder);
    assertEquals("rates", study.study());
    assertEquals(1, study.findings().size());
    String finding = study.findings().get(0);
    assertTrue(
        finding.matches("break-even with the quantized network \\(.* nJ .* a spike rate of 0\\..*"),
        finding);
    assertTrue(Files.exists(folder.resolve("rates.png")));
  }
}
