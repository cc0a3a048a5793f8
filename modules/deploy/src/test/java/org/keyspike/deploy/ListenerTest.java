package org.keyspike.deploy;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.deploy.c99.RandomListeners;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.io.InputException;

class ListenerTest {
  private static final WeightImage REAL =
      WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);

  @Test
  void anIntegerFrontEndAndADetectorAreEnough() throws InputException {
    WeightImage image = RandomListeners.of(1).image();
    assertSame(image, Listener.of("network.kswi", image).image());
  }

  @Test
  void aFloatFrontEndIsRefusedWithTheKeyToSet() {
    InputException refusal =
        assertThrows(InputException.class, () -> Listener.of("network.kswi", REAL));
    assertTrue(refusal.getMessage().startsWith("network.kswi: frontend.kind"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("set frontend.kind: integer"), refusal::getMessage);
    assertThrows(IllegalArgumentException.class, () -> new Listener(REAL));
  }

  @Test
  void anAnswerForEveryFrameIsRefused() {
    WeightImage frameWise = WeightImage.of(GridCheckpoints.frameWise(1), 16, Packing.DENSE);
    InputException refusal =
        assertThrows(InputException.class, () -> Listener.of("phones.kswi", frameWise));
    assertTrue(refusal.getMessage().contains("keyspike export --format c"), refusal::getMessage);
  }
}
