package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The integers of an independent definition, every one of them. */
class IntegerLogMelGoldenTest {
  private static final Map<String, FrontEndSettings> CASES = new LinkedHashMap<>();

  static {
    CASES.put("40-e7", settings(40, 7, BackgroundSettings.NONE));
    CASES.put("80-e0", settings(80, 0, BackgroundSettings.NONE));
    CASES.put("40-e10", settings(40, 10, BackgroundSettings.NONE));
    CASES.put("40-e7-floor", settings(40, 7, new BackgroundSettings(7, 4, 256)));
    CASES.put("40-e10-floor", settings(40, 10, new BackgroundSettings(6, 3, 205)));
  }

  private static FrontEndSettings settings(int bands, int exponent, BackgroundSettings background) {
    return new FrontEndSettings(FrontEndKind.INTEGER, bands, 1 << exponent, background);
  }

  @Test
  void madeSignals() throws IOException {
    compare(Reference.named("front-integer-made.safetensors"));
  }

  @Test
  void speech() throws IOException {
    compare(Reference.recorded("front-integer-speech.safetensors"));
  }

  @Test
  void tables() throws IOException {
    Reference reference = Reference.named("front-integer-tables.safetensors");
    for (int bands : List.of(40, 80)) {
      FrontEndTables tables = FrontEndTables.of(bands);
      assertArrayEquals(reference.ints("window"), tables.window());
      assertArrayEquals(reference.ints("cos"), tables.cos());
      assertArrayEquals(reference.ints("sin"), tables.sin());
      assertArrayEquals(reference.ints("log2"), tables.log2());
      int[] dense = new int[bands * 257];
      for (int band = 0; band < bands; band++) {
        FrontEndTables.Band sparse = tables.bands().get(band);
        System.arraycopy(
            sparse.weights(), 0, dense, band * 257 + sparse.first(), sparse.weights().length);
      }
      assertArrayEquals(reference.ints("bank" + bands), dense);
    }
  }

  private static void compare(Reference reference) {
    int signals = 0;
    while (reference.tensors().containsKey("pcm" + signals)) {
      short[] samples = reference.shorts("pcm" + signals);
      for (Map.Entry<String, FrontEndSettings> entry : CASES.entrySet()) {
        String name = entry.getKey() + "/" + signals;
        int bands = entry.getValue().bands();
        int[] expected = reference.ints(name);
        byte[] features = new IntegerLogMel(entry.getValue()).features(samples);
        assertEquals(expected.length, features.length);
        for (int i = 0; i < features.length; i++) {
          int at = i;
          assertEquals(
              expected[i],
              features[i] & 0xFF,
              () -> name + ", frame " + at / bands + ", band " + at % bands);
        }
      }
      signals++;
    }
    assertTrue(signals > 0);
  }
}
