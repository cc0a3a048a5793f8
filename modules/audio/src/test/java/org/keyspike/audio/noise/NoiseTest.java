package org.keyspike.audio.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.io.SettingException;

class NoiseTest {
  private static final int LONG = 8 * Noise.RATE;

  private static double rms(float[] sound) {
    double sum = 0;
    for (float sample : sound) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / sound.length);
  }

  private static double mean(float[] sound) {
    double sum = 0;
    for (float sample : sound) {
      sum += sample;
    }
    return sum / sound.length;
  }

  private static float[] made(NoiseKind kind, int length, long seed) {
    return kind.alone().orElseThrow().make(length, new SplittableRandom(seed));
  }

  /** What every kind that is made from nothing keeps to. */
  @ParameterizedTest
  @EnumSource(NoiseKind.class)
  void seedsReproduceAndNothingIsConstant(NoiseKind kind) {
    if (kind.alone().isEmpty()) {
      return;
    }
    for (long seed = 0; seed < 5; seed++) {
      float[] noise = made(kind, Noise.RATE, seed);
      assertArrayEquals(noise, made(kind, Noise.RATE, seed));
      assertFalse(Arrays.equals(noise, made(kind, Noise.RATE, seed + 100)));
      double level = rms(noise);
      assertTrue(level > 0 && Double.isFinite(level), kind + " seed " + seed + ": " + level);
      assertEquals(0, mean(noise), 1e-5 * level, kind + " seed " + seed);
      assertEquals(Noise.RATE / 3, made(kind, Noise.RATE / 3, seed).length);
    }
  }

  /**
   * The bits themselves, as they were first made: a training with noise has them in its numbers, so
   * a kind that sounds the same and has others would be another training.
   */
  @Test
  void theBitsOfEveryKindStay() {
    Map<NoiseKind, Integer> expected =
        Map.of(
            NoiseKind.WHITE, -231_222_557,
            NoiseKind.PINK, -1_075_128_657,
            NoiseKind.BROWN, -1_677_315_723,
            NoiseKind.HUM, -1_027_110_396,
            NoiseKind.CLICKS, -1_056_508_815,
            NoiseKind.BAND, -1_059_871_281,
            NoiseKind.TONES, 178_666_068,
            NoiseKind.SURF, -416_822_865);
    Map<NoiseKind, Integer> found = new EnumMap<>(NoiseKind.class);
    for (NoiseKind kind : NoiseKind.values()) {
      if (kind.alone().isPresent()) {
        found.put(kind, Arrays.hashCode(made(kind, 12_000, 7)));
      }
    }
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @EnumSource(NoiseKind.class)
  void littleIsAllocated(NoiseKind kind) {
    if (kind.alone().isEmpty()) {
      return;
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    made(kind, Noise.RATE, 1);
    long before = threads.getCurrentThreadAllocatedBytes();
    made(kind, Noise.RATE, 2);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // The result, and a table or two.
    assertTrue(bytes < 2 * Float.BYTES * Noise.RATE, kind + ": " + bytes);
  }

  @Test
  void whiteNoiseIsFlat() {
    double[] power = Spectra.power(made(NoiseKind.WHITE, LONG, 1));
    assertEquals(0, Spectra.slope(power, 125, 4_000), 0.1);
    assertEquals(0, Spectra.slope(power, 1_000, 4_000), 0.2);
  }

  @Test
  void pinkNoiseFallsByThreeDecibelsAnOctave() {
    double[] power = Spectra.power(made(NoiseKind.PINK, 4 * LONG, 1));
    assertEquals(-10 * Math.log10(2), Spectra.slope(power, 62.5, 3_500), 0.15);
    assertEquals(-10 * Math.log10(2), Spectra.slope(power, 500, 2_000), 0.2);
  }

  /** Towards half the rate a leaky sum falls more slowly; up to 2 kHz that is below 0.3 dB. */
  @Test
  void brownNoiseFallsBySixDecibelsAnOctave() {
    double[] power = Spectra.power(made(NoiseKind.BROWN, 4 * LONG, 1));
    assertEquals(-20 * Math.log10(2), Spectra.slope(power, 125, 1_000), 0.25);
  }

  @Test
  void humIsAllInHarmonicsOfTheMains() {
    Set<Integer> mains = new HashSet<>();
    for (long seed = 0; seed < 8; seed++) {
      // Windows of a second have a bin for each hertz.
      float[] hum = made(NoiseKind.HUM, Noise.RATE, seed);
      double of50 = harmonics(hum, 50);
      double of60 = harmonics(hum, 60);
      assertTrue(Math.max(of50, of60) > 0.999, "seed " + seed + ": " + of50 + ", " + of60);
      mains.add(of50 > of60 ? 50 : 60);
    }
    assertEquals(Set.of(50, 60), mains);
  }

  /** Share of the power at 20 harmonics. */
  private static double harmonics(float[] sound, int hertz) {
    double power = 0;
    for (int k = 1; k <= 20; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < sound.length; i++) {
        double angle = 2 * Math.PI * k * hertz * i / Noise.RATE;
        re += sound[i] * Math.cos(angle);
        im += sound[i] * Math.sin(angle);
      }
      power += 2 * (re * re + im * im) / sound.length;
    }
    return power / (rms(sound) * rms(sound) * sound.length);
  }

  @Property(tries = 20)
  void clicksAreShort(@ForAll long seed) {
    float[] clicks = made(NoiseKind.CLICKS, Noise.RATE, seed);
    float[] sizes = clicks.clone();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    Arrays.sort(sizes);
    double peak = sizes[sizes.length - 1];
    assertTrue(sizes[sizes.length / 4] < 0.05 * peak, "a quarter of the time there is none");
    assertTrue(peak > 3 * rms(clicks), "peak " + peak + ", rms " + rms(clicks));
  }

  @Test
  void bandNoiseHasABand() {
    Set<Integer> octaves = new HashSet<>();
    for (long seed = 0; seed < 12; seed++) {
      double[] power = Spectra.power(made(NoiseKind.BAND, LONG / 4, seed));
      double most = 0;
      int where = 0;
      for (int octave = 0; octave < 7; octave++) {
        double low = 80 * Math.pow(2, octave);
        // Half an octave more on either side.
        double share = Spectra.share(power, low / 1.5, 3 * low);
        where = share > most ? octave : where;
        most = Math.max(most, share);
      }
      assertTrue(most > 0.6, "seed " + seed + ": " + most);
      octaves.add(where);
    }
    assertTrue(octaves.size() >= 4, "found " + octaves);
  }

  /** Tones stand out of their surroundings, other than noise. */
  @Test
  void tonesHavePitches() {
    for (long seed = 0; seed < 5; seed++) {
      double[] power = Spectra.power(made(NoiseKind.TONES, LONG / 4, seed));
      double[] sorted = power.clone();
      Arrays.sort(sorted);
      double most = sorted[sorted.length - 1];
      assertTrue(most > 1_000 * sorted[sorted.length / 2], "seed " + seed);
      assertTrue(Spectra.share(power, 100, 8_000) > 0.95, "seed " + seed);
    }
  }

  @Test
  void surfSwingsByTwelveDecibels() {
    double[] levels = new double[80];
    float[] surf = made(NoiseKind.SURF, LONG, 3);
    for (int i = 0; i < levels.length; i++) {
      levels[i] =
          20 * Math.log10(rms(Arrays.copyOfRange(surf, i * LONG / 80, (i + 1) * LONG / 80)));
    }
    Arrays.sort(levels);
    assertEquals(12, levels[76] - levels[3], 4);
  }

  /** A voice-like spectrum, white noise at +12 dB below 1 kHz, is found again within 1 dB. */
  @Test
  void speechShapedNoiseHasTheSpectrumOfItsClips() {
    SplittableRandom random = new SplittableRandom(1);
    float[] low = NoiseKind.PINK.alone().orElseThrow().make(LONG, random);
    float[] quiet = low.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] *= 0.01f;
    }
    SpeechShapedNoise noise = SpeechShapedNoise.of(List.of(low, quiet, new float[LONG]));
    double[] expected = Spectra.power(low);
    double[] found = Spectra.power(noise.make(LONG, random));
    double offset = 0;
    for (int octave = 0; octave < 6; octave++) {
      double hertz = 125 * Math.pow(2, octave);
      double one = Spectra.density(found, hertz, 1.9 * hertz);
      double other = Spectra.density(expected, hertz, 1.9 * hertz);
      offset = octave == 0 ? one - other : offset;
      assertTrue(Double.isFinite(offset), "what is no number equals itself");
      assertEquals(offset, one - other, 1, "at " + hertz);
    }
    assertArrayEquals(
        noise.make(1_000, new SplittableRandom(4)),
        noise.copy().make(1_000, new SplittableRandom(4)));
    assertEquals(0, mean(noise.make(1_000, random)), 1e-3);
  }

  @Test
  void everyKindIsForOneUse() {
    assertEquals(
        "white, pink, brown, hum, clicks, band, tones, chatter",
        NoiseKind.names(NoiseKind.Use.TRAINING));
    assertEquals("surf, crowd", NoiseKind.names(NoiseKind.Use.VALIDATION));
    assertEquals("speech-shaped, babble", NoiseKind.names(NoiseKind.Use.TEST));
    for (NoiseKind kind : NoiseKind.values()) {
      assertEquals(kind, NoiseKind.named(kind.text()));
    }
    SettingException e = assertThrows(SettingException.class, () -> NoiseKind.named("mauve"));
    assertTrue(e.getMessage().endsWith("some of " + NoiseKind.names(NoiseKind.Use.TRAINING)));
  }
}
