package org.keyspike.deploy;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.io.InputException;
import org.keyspike.network.FeatureSpec;

class ListenerTest {
  private static final WeightImage REAL =
      WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE);

  private static WeightImage integer(WeightImage image) {
    FeatureSpec features =
        FeatureSpec.of(FrontEndSettings.integer(image.frontEnd().bands(), 7))
            .withBands(image.features().bands());
    return new WeightImage(
        new InputImage(features, image.encoder()),
        image.layers(),
        image.readout(),
        image.arithmetic(),
        image.description(),
        image.detector());
  }

  @Test
  void anIntegerFrontEndAndADetectorAreEnough() throws InputException {
    WeightImage image = integer(REAL);
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
