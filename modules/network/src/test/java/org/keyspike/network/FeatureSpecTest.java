package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;

class FeatureSpecTest {
  /** Two specifications of the same features are equal. */
  @Test
  void howABackgroundIsFollowedMattersOnlyWhereItIsTakenAway() {
    for (FrontEndKind kind : FrontEndKind.values()) {
      FrontEndSettings settings =
          new FrontEndSettings(kind, 40, 2, new BackgroundSettings(1, 2, 0));
      FeatureSpec spec = FeatureSpec.of(settings);
      assertEquals(new FeatureSpec(40, 2, kind, BackgroundSettings.NONE), spec);
      assertEquals(BackgroundSettings.NONE, spec.frontEnd().background());
    }
    BackgroundSettings taken = new BackgroundSettings(1, 2, 1);
    FeatureSpec spec = new FeatureSpec(40, 2, FrontEndKind.INTEGER, taken);
    assertEquals(taken, spec.frontEnd().background());
    assertNotEquals(new FeatureSpec(40, 2, FrontEndKind.INTEGER, null), spec);
    assertEquals(12, spec.withBands(12).frontEnd().bands());
  }

  @Test
  void howEnergiesAreNormalizedMattersOnlyWhereTheyAre() {
    FrontEndSettings plain = FrontEndSettings.integer(40, 7);
    FrontEndSettings off = plain.withPcen(new PcenSettings(0, 1, 2, 3, 4, 5));
    assertEquals(FeatureSpec.of(plain), FeatureSpec.of(off));
    FrontEndSettings on = plain.withPcen(new PcenSettings(256, 1, 2, 3, 4, 5));
    assertNotEquals(FeatureSpec.of(plain), FeatureSpec.of(on));
    assertEquals(on, FeatureSpec.of(on).frontEnd());
    assertEquals(on.pcen(), FeatureSpec.of(on).withBands(12).pcen());
  }
}
