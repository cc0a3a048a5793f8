package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerVector;

class ModelCardLayerTest {
  private static final IntegerVector TWO = new IntegerVector(4, 4);

  private static IntegerLayer layer(
      IntegerMatrix recurrent, boolean adapts, IntegerCode code, IntegerVector delays) {
    IntegerAdaptation adaptation = new IntegerAdaptation(TWO, TWO, TWO);
    return new IntegerLayer(
        new IntegerMatrix(2, 1, new byte[2]),
        Optional.ofNullable(recurrent),
        TWO,
        TWO,
        TWO,
        adapts ? Optional.of(adaptation) : Optional.empty(),
        0,
        0,
        code,
        Optional.ofNullable(delays));
  }

  @Test
  void aLayerIsNamedByWhatItsNeuronsDo() {
    IntegerMatrix recurrent = new IntegerMatrix(2, 2, new byte[4]);
    assertEquals("2 LIF", ModelCard.layer(layer(null, false, IntegerCode.SPIKES, null)));
    assertEquals(
        "2 recurrent adaptive LIF (inputs up to 7 frames late)",
        ModelCard.layer(layer(recurrent, true, IntegerCode.SPIKES, new IntegerVector(7))));
    assertEquals(
        "2 LIF of 3 levels",
        ModelCard.layer(layer(null, false, new IntegerCode.PowersOfTwo(3), new IntegerVector(0))));
    assertEquals(
        "2 recurrent graded neurons of 4 bits",
        ModelCard.layer(layer(recurrent, false, new IntegerCode.Graded(4, 5), null)));
  }
}
