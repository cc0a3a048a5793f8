package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.GoldenStateSpace;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceFormat;

/** From a float network with a state space to its units and integers. */
class StateSpaceQuantizerTest {
  private static final StateSpaceRanges QUIET = new StateSpaceRanges(1, List.of(1f, 1f), 1);

  private static NetworkSpec folded(GoldenStateSpace of) {
    return of.network().folded();
  }

  private static NumberFormat format(GoldenStateSpace of, StateSpaceRanges ranges) {
    return FormatChooser.choose(folded(of), of.parameters(), 4, ranges);
  }

  /** F is as large as what it must hold allows: 16 bits, and for v room for a step of 3. */
  @Test
  void unitsHoldTheirRanges() {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-spikes");
    StateSpaceFormat quiet = format(of, QUIET).stateSpace();
    assertEquals(14, quiet.streamFraction());
    assertEquals(13, quiet.blocks().get(0).valueFraction());
    StateSpaceFormat loud =
        format(of, new StateSpaceRanges(100, List.of(9f, 31.9f), 1)).stateSpace();
    assertEquals(8, loud.streamFraction());
    assertEquals(11, loud.blocks().get(0).valueFraction());
    assertEquals(10, loud.blocks().get(1).valueFraction());
    // The largest graded output is 1.875, whatever was seen; τ is below it.
    GoldenStateSpace graded = GoldenStateSpace.read("ssm-network-graded");
    assertEquals(14, format(graded, QUIET).stateSpace().streamFraction());
  }

  /** A bias of the embedding bounds the stream, one of a first map its own values. */
  @Test
  void biasesAreNotClipped() {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-spikes");
    Parameters parameters = of.parameters();
    parameters.data("block2.out.bias")[1] = -17;
    parameters.data("block1.in.bias")[2] = 33;
    StateSpaceFormat units = FormatChooser.choose(folded(of), parameters, 4, QUIET).stateSpace();
    assertEquals(10, units.streamFraction());
    assertEquals(9, units.blocks().get(0).valueFraction());
    assertEquals(13, units.blocks().get(1).valueFraction());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssm-network-graded", "ssm-network-spikes"})
  void integersAreTheParametersInTheirUnits(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    NumberFormat format = format(of, new StateSpaceRanges(9, List.of(9f, 9f), 3));
    NetworkSpec spec = folded(of).withFormat(format);
    Parameters onGrid = Quantizer.onGrid(spec, of.parameters());
    assertEquals(onGrid, Quantizer.onGrid(spec, onGrid));
    StateSpaceModel model = (StateSpaceModel) Quantizer.quantize(spec, onGrid);
    assertEquals(model, Quantizer.quantize(spec, of.parameters()));
    StateSpaceFormat units = format.stateSpace();
    float[] weights = onGrid.data("block2.in.weight");
    for (int i = 0; i < weights.length; i++) {
      int columns = spec.stateSpace().width();
      double unit = Math.scalb(1.0, -units.blocks().get(1).inFraction());
      int weight = model.blocks().get(1).in().weight().get(i / columns, i % columns);
      assertEquals(weights[i], weight * unit);
      assertTrue(Math.abs(weight) <= 8);
    }
    double r = Math.scalb(1.0, -units.streamFraction());
    assertEquals(onGrid.data("embedding.bias")[3], model.stream().embedding().bias().get(3) * r);
    assertEquals(onGrid.data("block1.out.bias")[2], model.blocks().get(0).out().bias().get(2) * r);
    boolean graded = name.endsWith("graded");
    assertEquals(graded, model.threshold().isPresent());
    if (graded) {
      double s = Math.scalb(1.0, -6);
      IntegerBlock.Thresholds thresholds = model.blocks().get(0).thresholds().orElseThrow();
      assertEquals(onGrid.data("block1.output.threshold")[5], thresholds.output().get(5) * s);
      assertEquals(onGrid.data("block1.stream.threshold")[2], thresholds.stream().get(2) * r);
      assertEquals(onGrid.data("output.threshold")[4], model.threshold().get().get(4) * r);
      float[] delays = of.parameters().data("embedding.delay");
      int[] whole = new int[delays.length];
      Arrays.setAll(whole, i -> (int) Math.floor(delays[i] + 0.5));
      assertEquals(Optional.of(new IntegerVector(whole)), model.stream().delays());
    }
  }

  @Test
  void whatNoUnitsHoldIsRefused() {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-graded");
    StateSpaceRanges endless = new StateSpaceRanges(Float.NaN, List.of(1f, 1f), 1);
    assertThrows(SpecException.class, () -> format(of, endless));
    StateSpaceRanges loud = new StateSpaceRanges(1e6f, List.of(1f, 1f), 1);
    assertEquals(
        "format: fraction of the stream",
        assertThrows(SpecException.class, () -> format(of, loud)).field());
    NetworkSpec spec = folded(of);
    assertEquals(
        "format",
        assertThrows(SpecException.class, () -> Quantizer.onGrid(spec, of.parameters())).field());
    assertEquals(
        "network.backbone",
        assertThrows(
                SpecException.class, () -> FormatChooser.choose(spec, of.parameters(), 4, 16, 1, 1))
            .field(),
        "units of layers");
  }
}
