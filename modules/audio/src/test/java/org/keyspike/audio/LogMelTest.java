package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelTest {

  /**
   * The definition written down plainly in float64, on signals from silence to full scale. The
   * tolerance is the golden files'.
   */
  @Property(tries = 30)
  void equalsTheDefinition(
      @ForAll long seed,
      @ForAll @IntRange(max = 700) int length,
      @ForAll @IntRange(min = 1, max = 128) int bands,
      @ForAll @IntRange(max = 16) int attenuation) {
    float[] samples = signal(seed, length, StrictMath.pow(2, -attenuation));
    float[] features = new LogMel(new FrontEndSettings(bands, 1)).features(samples);
    assertEquals(length / 160 * bands, features.length);
    for (int t = 0; t < length / 160; t++) {
      double[] expected = PlainLogMel.frame(samples, t, bands);
      for (int c = 0; c < bands; c++) {
        double tolerance = 1e-4 * expected[c] + 1e-5;
        assertEquals(expected[c], features[t * bands + c], tolerance, "frame " + t + " band " + c);
      }
    }
  }

  /** A change of these bits changes every feature store, checkpoint and image made before. */
  @Test
  void theBitsDoNotVary() {
    float[] features = new LogMel(FrontEndSettings.of80()).features(signal(1, 16_000, 0.5));
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * features.length);
    bytes.asFloatBuffer().put(features);
    CRC32C digest = new CRC32C();
    digest.update(bytes.array());
    assertEquals("14cf46be", String.format("%08x", digest.getValue()));
  }

  @Test
  void silenceIsZeroAndShortClipsHaveNoFrame() {
    LogMel logMel = new LogMel(FrontEndSettings.of80());
    assertArrayEquals(new float[8_000], logMel.features(new float[16_000]));
    assertArrayEquals(new float[0], logMel.features(new float[159]));
    assertEquals(100, LogMel.frames(16_000));
    assertEquals(100, LogMel.frames(16_159));
    assertEquals(80, logMel.bands());
  }

  @Test
  void noLookAhead() {
    float[] samples = signal(2, 16_000, 0.5);
    LogMel logMel = new LogMel(FrontEndSettings.of80());
    float[] before = logMel.features(samples);
    Arrays.fill(samples, 8_000, 16_000, 0.9f);
    float[] after = logMel.features(samples);
    int frames = 50 * 80;
    assertEquals(-1, Arrays.mismatch(before, 0, frames, after, 0, frames));
    assertTrue(Arrays.mismatch(before, after) < frames + 80, "the next frame hears it");
  }

  @Test
  void gainEntersTheLogarithm() {
    float[] samples = signal(3, 160, 0.01);
    float[] one = new LogMel(new FrontEndSettings(80, 1)).features(samples);
    float[] many = new LogMel(new FrontEndSettings(80, 1e4)).features(samples);
    for (int c = 0; c < one.length; c++) {
      // Undoing the float32 logarithm costs up to 2^-24 of 1 + power.
      double power = Math.expm1(one[c]);
      double slack = 1e4 * 0x1p-23 * (1 + power) / (1 + 1e4 * power);
      assertEquals(Math.log1p(1e4 * power), many[c], slack + 1e-6, "band " + c);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-240, -80, 0, 1000})
  void aFrameLeavesItsNeighboursAlone(int offset) {
    float[] out = new float[100];
    Arrays.fill(out, -1);
    new LogMel(FrontEndSettings.of80()).frame(signal(4, 1_400, 0.5), offset, out, 10);
    for (int i = 0; i < out.length; i++) {
      assertEquals(i < 10 || i >= 90, out[i] == -1, "value " + i);
    }
  }

  @Test
  void theHotPathAllocatesNothing() {
    LogMel logMel = new LogMel(FrontEndSettings.of80());
    float[] samples = signal(5, 400, 0.5);
    float[] features = new float[80];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int frames = 10_000;
    long before = 0;
    for (int i = -1_000; i < frames; i++) {
      if (i == 0) {
        before = threads.getThreadAllocatedBytes(self);
      }
      logMel.frame(samples, 0, features, 0);
    }
    long perFrame = (threads.getThreadAllocatedBytes(self) - before) / frames;
    assertEquals(0, perFrame, "bytes per frame");
  }

  @Test
  void windowIsPeriodicHann() {
    float[] window = LogMel.hann();
    assertEquals(400, window.length);
    assertEquals(0, window[0]);
    assertEquals(1, window[200]);
    for (int i = 1; i < 400; i++) {
      assertEquals(window[400 - i], window[i], 1e-7, "symmetric about 200: " + i);
      double expected = Math.pow(Math.sin(Math.PI * i / 400), 2);
      assertEquals(expected, window[i], 1e-7, "sample " + i);
    }
    assertTrue(window[399] > 0, "a symmetric window would end in 0");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (int bands : new int[] {0, -1, 257}) {
      assertThrows(IllegalArgumentException.class, () -> new FrontEndSettings(bands, 1));
    }
    for (double gain : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new FrontEndSettings(80, gain));
    }
  }

  /** Noise and two tones. */
  static float[] signal(long seed, int length, double level) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[length];
    double low = 100 + 900 * random.nextDouble();
    double high = 1_000 + 6_500 * random.nextDouble();
    for (int i = 0; i < length; i++) {
      double tones =
          StrictMath.sin(2 * Math.PI * low * i / 16_000)
              + StrictMath.sin(2 * Math.PI * high * i / 16_000);
      samples[i] = (float) (level * (0.4 * tones + 0.4 * random.nextDouble() - 0.2));
    }
    return samples;
  }
}
