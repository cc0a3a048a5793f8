package org.keyspike.deploy.browser.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import java.util.ServiceLoader;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.teavm.extension.spi.substitution.SubstitutionPolicy;

class StandInsTest {
  @Test
  void theChecksumIsThatOfTheLibrary() {
    long seed = 5;
    Random random = new Random(seed);
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length + 3];
      random.nextBytes(bytes);
      CRC32C expected = new CRC32C();
      StandInCRC32C found = new StandInCRC32C();
      for (int part = 0; part < 2; part++) {
        expected.update(bytes, part, length);
        found.update(bytes, part, length);
        assertEquals(expected.getValue(), found.getValue(), "seed " + seed);
      }
    }
  }

  @Test
  void theTranslatorFindsThem() {
    assertInstanceOf(
        StandIns.class, ServiceLoader.load(SubstitutionPolicy.class).findFirst().orElseThrow());
  }
}
