package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;

class QuantizerPropertyTest {
  @Property(tries = 200)
  void movingOntoTheGridChangesNothingThatIsQuantized(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 8) int weightBits,
      @ForAll @IntRange(min = 8, max = 16) int membraneBits) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.everyKind(random);
    Parameters parameters = RandomNetworks.parameters(spec, random);
    NumberFormat format = FormatChooser.choose(spec, parameters, weightBits, membraneBits, 3, 2);
    NetworkSpec quantized = spec.withFormat(format);
    // Parameters that have moved since the format was chosen, so that some are clipped.
    Parameters later = RandomNetworks.parameters(spec, random);

    IntegerModel model = Quantizer.quantize(quantized, later);
    Parameters onGrid = Quantizer.onGrid(quantized, later);
    assertEquals(model, Quantizer.quantize(quantized, onGrid));
    assertEquals(onGrid, Quantizer.onGrid(quantized, onGrid));

    Parameters clipped = later.copy();
    Quantizer.clipToGrid(quantized, clipped);
    assertEquals(model, Quantizer.quantize(quantized, clipped));
    for (Map.Entry<String, Grid> entry : ParameterGrids.of(quantized).entrySet()) {
      Grid grid = entry.getValue();
      for (float value : clipped.data(entry.getKey())) {
        assertTrue(value >= grid.toFloat(grid.smallest()));
        assertTrue(value <= grid.toFloat(grid.largest()));
      }
    }
  }

  @Property
  void theGridHoldsEveryOneOfItsIntegersExactly(
      @ForAll @IntRange(min = 2, max = 16) int bits,
      @ForAll @IntRange(min = -8, max = 24) int fraction,
      @ForAll @IntRange(min = 1, max = 200) int scale,
      @ForAll int unit) {
    Grid grid = Grid.signed(bits, fraction, scale);
    int inside = Math.floorMod(unit, 1 << bits) + grid.smallest();
    assertEquals(inside, grid.toInteger(grid.toFloat(inside)));
  }
}
