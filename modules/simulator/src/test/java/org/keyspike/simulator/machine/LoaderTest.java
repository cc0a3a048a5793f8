package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;

class LoaderTest {
  private static final int LANES = 8;
  private static final Architecture ALL = Machines.roomy(LANES, 32);

  private static long compressed(WeightImage image) {
    return image.matrices().stream().filter(matrix -> matrix.word().compressed()).count();
  }

  @Test
  void aMachineWithEveryMechanismTakesAnImageAsItIs() {
    for (WeightImage image :
        List.of(
            TinyImage.frameWise(LANES, Packing.DENSE),
            TinyImage.pruned(LANES, Packing.COMPRESSED))) {
      assertSame(image, Loader.load(image, ALL));
    }
  }

  @Test
  void whatAnImageDoesNotUseNeedNotBeThere() {
    WeightImage image = TinyImage.frameWise(LANES, Packing.DENSE);
    assertSame(
        image,
        Loader.load(image, ALL.without(Mechanism.ROW_REMOVAL).without(Mechanism.COMPRESSED_WORDS)));
  }

  @Test
  void compressedWordsBecomeDense() {
    WeightImage image = TinyImage.frameWise(LANES, Packing.COMPRESSED);
    assertNotEquals(0, compressed(image), "U has one weight in a word");
    WeightImage loaded = Loader.load(image, ALL.without(Mechanism.COMPRESSED_WORDS));
    assertEquals(TinyImage.frameWise(LANES, Packing.DENSE), loaded);
  }

  @Test
  void removedRowsComeBackInThePackingOfTheImage() {
    WeightImage image = TinyImage.pruned(LANES, Packing.COMPRESSED);
    Architecture whole = ALL.without(Mechanism.ROW_REMOVAL);
    WeightImage loaded = Loader.load(image, whole);
    assertEquals(List.of(), loaded.kept());
    assertEquals(5, loaded.features().bands());
    assertEquals(8, loaded.layers().get(0).neurons());
    assertNotEquals(0, compressed(loaded));
    WeightImage dense = Loader.load(image, whole.without(Mechanism.COMPRESSED_WORDS));
    assertEquals(0, compressed(dense));
    assertEquals(loaded.model(), dense.model());
  }
}
