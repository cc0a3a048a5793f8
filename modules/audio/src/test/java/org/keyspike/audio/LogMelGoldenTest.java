package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The float64 reference, within 1e-4 relative + 1e-5 absolute: room for the float32 transform. */
class LogMelGoldenTest {
  private static final double RELATIVE = 1e-4;
  private static final double ABSOLUTE = 1e-5;

  @Test
  void madeSignals() throws IOException {
    compare(Reference.named("logmel-made.safetensors"));
  }

  @Test
  void speech() throws IOException {
    compare(Reference.recorded("logmel-speech.safetensors"));
  }

  private static void compare(Reference reference) {
    LogMel logMel = new LogMel(FrontEndSettings.of80());
    int signals = 0;
    while (reference.tensors().containsKey("pcm" + signals)) {
      double[] pcm = reference.tensors().get("pcm" + signals);
      double[] expected = reference.tensors().get("logmel" + signals);
      float[] samples = new float[pcm.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (pcm[i] / 32768);
      }
      float[] features = logMel.features(samples);
      assertEquals(expected.length, features.length);
      for (int i = 0; i < features.length; i++) {
        double error = Math.abs(features[i] - expected[i]);
        double used = error / (RELATIVE * Math.abs(expected[i]) + ABSOLUTE);
        assertTrue(
            used <= 1,
            "signal "
                + signals
                + ", frame "
                + i / 80
                + ", band "
                + i % 80
                + ": "
                + features[i]
                + ", expected "
                + expected[i]);
      }
      signals++;
    }
    assertTrue(signals > 0, "the file holds signals");
  }
}
