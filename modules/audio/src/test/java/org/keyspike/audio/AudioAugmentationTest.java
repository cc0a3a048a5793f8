package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioAugmentationTest {
  private static final int CLIP = 16_000;
  private static final RandomRange NEVER = RandomRange.never(0);
  private static final RandomRange SAME = RandomRange.never(1);

  /** Three clips of different sound, the last one short. */
  private static final Sounds CLIPS =
      new MadeSounds(
          MadeSounds.voice(150, CLIP),
          MadeSounds.noise(CLIP, 0.1, 2),
          MadeSounds.noise(CLIP / 3, 0.2, 3));

  private static final Sounds BACKGROUND =
      new MadeSounds(MadeSounds.noise(3 * CLIP, 0.3, 4), MadeSounds.noise(CLIP / 2, 0.02, 5));

  private static RandomRange always(double value) {
    return new RandomRange(1, value, value);
  }

  private static AudioAugmentationSettings tempo(RandomRange range) {
    return new AudioAugmentationSettings(range, NEVER, NEVER, NEVER, NEVER, NEVER);
  }

  private static AudioAugmentationSettings pitch(RandomRange range) {
    return new AudioAugmentationSettings(SAME, range, NEVER, NEVER, NEVER, NEVER);
  }

  private static AudioAugmentationSettings shift(RandomRange range) {
    return new AudioAugmentationSettings(SAME, NEVER, range, NEVER, NEVER, NEVER);
  }

  private static AudioAugmentationSettings mix(RandomRange range) {
    return new AudioAugmentationSettings(SAME, NEVER, NEVER, range, NEVER, NEVER);
  }

  private static AudioAugmentationSettings noise(RandomRange range) {
    return new AudioAugmentationSettings(SAME, NEVER, NEVER, NEVER, range, NEVER);
  }

  private static AudioAugmentationSettings gain(RandomRange range) {
    return new AudioAugmentationSettings(SAME, NEVER, NEVER, NEVER, NEVER, range);
  }

  private static AudioAugmentationSettings all() {
    return new AudioAugmentationSettings(
        new RandomRange(0.7, 0.8, 1.25),
        new RandomRange(0.7, -3, 3),
        new RandomRange(0.7, -100, 100),
        new RandomRange(0.7, -30, -10),
        new RandomRange(0.7, 0, 30),
        new RandomRange(0.7, -6, 6));
  }

  private static float[] varied(AudioAugmentationSettings settings, int clip, long seed) {
    return new AudioAugmentation(settings, CLIPS, BACKGROUND)
        .varied(clip, new SplittableRandom(seed));
  }

  private static float[] clip(int clip) {
    float[] samples = new float[CLIPS.length(clip)];
    CLIPS.read(clip, 0, samples, 0, samples.length);
    return samples;
  }

  /** What was added. */
  private static float[] added(int clip, float[] varied) {
    float[] added = clip(clip);
    for (int i = 0; i < added.length; i++) {
      added[i] = varied[i] - added[i];
    }
    return added;
  }

  private static double decibels(float[] sound, float[] over) {
    return 20 * Math.log10(Level.rootMeanSquare(sound) / Level.rootMeanSquare(over));
  }

  @Test
  void noneLeavesClipsAlone() {
    assertFalse(AudioAugmentationSettings.NONE.possible());
    for (int clip = 0; clip < CLIPS.size(); clip++) {
      assertArrayEquals(clip(clip), varied(AudioAugmentationSettings.NONE, clip, 1));
    }
  }

  @Test
  void whetherAClipIsChangedIsToldBeforehand() {
    RandomRange now = new RandomRange(0.2, 1.1, 1.2);
    AudioAugmentation augmentation =
        new AudioAugmentation(
            new AudioAugmentationSettings(now, now, now, now, now, now), CLIPS, BACKGROUND);
    int same = 0;
    for (long seed = 0; seed < 30; seed++) {
      boolean changed = augmentation.changes(new SplittableRandom(seed));
      float[] varied = augmentation.varied(0, new SplittableRandom(seed));
      assertEquals(changed, !Arrays.equals(clip(0), varied), "seed " + seed);
      same += changed ? 0 : 1;
    }
    assertTrue(same > 0 && same < 30, same + " of 30 left alone");
    for (int step = 0; step < 6; step++) {
      RandomRange[] ranges = new RandomRange[6];
      Arrays.fill(ranges, NEVER);
      ranges[0] = SAME;
      ranges[step] = always(1.5);
      AudioAugmentationSettings one =
          new AudioAugmentationSettings(
              ranges[0], ranges[1], ranges[2], ranges[3], ranges[4], ranges[5]);
      assertTrue(
          new AudioAugmentation(one, CLIPS, BACKGROUND).changes(new SplittableRandom(1)),
          "step " + step);
    }
  }

  @Property(tries = 200)
  void shiftMovesWholeSamples(
      @ForAll long seed, @ForAll @IntRange(min = -1_200, max = 1_200) int ms) {
    float[] shifted = varied(shift(always(ms)), 1, seed);
    float[] clip = clip(1);
    for (int i = 0; i < CLIP; i++) {
      int from = i - 16 * ms;
      assertEquals(from < 0 || from >= CLIP ? 0 : clip[from], shifted[i], "sample " + i);
    }
  }

  @Property(tries = 100)
  void gainIsInDecibels(@ForAll long seed, @ForAll @DoubleRange(min = -60, max = 12) double gain) {
    float[] louder = varied(gain(always(gain)), 1, seed);
    assertEquals(gain, decibels(louder, clip(1)), 1e-4);
    float factor = (float) StrictMath.pow(10, gain / 20);
    float[] clip = clip(1);
    for (int i = 0; i < CLIP; i++) {
      assertEquals(factor * clip[i], louder[i], "sample " + i);
    }
  }

  @Test
  void whatIsTooLoudIsClipped() {
    float[] loud = varied(gain(always(40)), 1, 1);
    int atLimit = 0;
    for (float sample : loud) {
      assertTrue(sample >= -1 && sample < 1, "sample " + sample);
      atLimit += sample == -1 ? 1 : 0;
    }
    assertTrue(atLimit > 1_000, "the noise is far beyond full scale");
  }

  /** Sums of samples are rounded to float32, relative 6e-8 of the clip: 1e-3 dB at 40 dB down. */
  @Property(tries = 200)
  void noiseHasTheDrawnRatio(
      @ForAll long seed,
      @ForAll @IntRange(max = 2) int clip,
      @ForAll @DoubleRange(min = 5, max = 40) double snr) {
    float[] noisy = varied(noise(always(snr)), clip, seed);
    assertEquals(snr, decibels(clip(clip), added(clip, noisy)), 1e-3);
  }

  @Property(tries = 200)
  void drawnRatiosLieInTheRange(@ForAll long seed) {
    float[] noisy = varied(noise(new RandomRange(1, 10, 20)), 1, seed);
    double snr = decibels(clip(1), added(1, noisy));
    assertTrue(snr > 10 - 1e-3 && snr < 20 + 1e-3, "ratio " + snr);
  }

  /** The noise is a stretch of a recording, at any place; the short recording is repeated. */
  @Test
  void noiseComesFromAnywhereInTheRecordings() {
    float[] recording = MadeSounds.noise(3 * CLIP, 0.3, 4);
    float[] repeated = Arrays.copyOf(MadeSounds.noise(CLIP / 2, 0.02, 5), CLIP);
    System.arraycopy(repeated, 0, repeated, CLIP / 2, CLIP / 2);
    Set<Integer> thirds = new HashSet<>();
    int shorts = 0;
    for (int seed = 0; seed < 60; seed++) {
      float[] added = added(1, varied(noise(always(0)), 1, seed));
      if (correlation(added, repeated, 0, CLIP) > 0.999) {
        shorts++;
        continue;
      }
      int place = -1;
      for (int from = 0; from <= 2 * CLIP && place < 0; from++) {
        if (correlation(added, recording, from, 100) > 0.99) {
          place = from;
        }
      }
      assertTrue(place >= 0, "seed " + seed + ": a stretch of the recording");
      assertTrue(correlation(added, recording, place, CLIP) > 0.999, "seed " + seed);
      thirds.add(3 * place / (2 * CLIP + 1));
    }
    assertEquals(Set.of(0, 1, 2), thirds);
    assertTrue(shorts > 10 && shorts < 50, "both recordings are used: " + shorts + " of 60");
  }

  private static double correlation(float[] a, float[] b, int from, int count) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < count; i++) {
      ab += a[i] * b[from + i];
      aa += a[i] * a[i];
      bb += b[from + i] * b[from + i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Property(tries = 200)
  void mixedClipsHaveTheDrawnLevel(
      @ForAll long seed, @ForAll @DoubleRange(min = -40, max = -5) double level) {
    float[] mixed = varied(mix(always(level)), 1, seed);
    float[] added = added(1, mixed);
    assertEquals(level, decibels(added, clip(1)), 1e-3);
    float[] voice = clip(0);
    float[] repeated = clip(2);
    repeated = Arrays.copyOf(repeated, CLIP);
    for (int i = CLIP / 3; i < CLIP; i++) {
      repeated[i] = repeated[i - CLIP / 3];
    }
    double other =
        Math.max(correlation(added, voice, 0, CLIP), correlation(added, repeated, 0, CLIP));
    assertTrue(other > 0.999, "one of the other clips: " + other);
  }

  @Test
  void silenceTakesNothingIn() {
    Sounds silence = new MadeSounds(new float[CLIP], MadeSounds.noise(CLIP, 0.5, 1));
    float[] varied =
        new AudioAugmentation(all(), silence, BACKGROUND).varied(0, new SplittableRandom(1));
    assertArrayEquals(new float[CLIP], varied);
    Sounds noSound = new MadeSounds(new float[CLIP]);
    AudioAugmentation quiet = new AudioAugmentation(noise(always(0)), CLIPS, noSound);
    assertArrayEquals(clip(1), quiet.varied(1, new SplittableRandom(1)));
  }

  /** A voiced burst of 0.4 s in the middle of the clip. */
  private static float[] burst(AudioAugmentationSettings settings) {
    float[] clip = new float[CLIP];
    System.arraycopy(MadeSounds.voice(180, 6_400), 0, clip, 4_800, 6_400);
    float[] varied =
        new AudioAugmentation(settings, new MadeSounds(clip, clip), BACKGROUND)
            .varied(0, new SplittableRandom(1));
    assertEquals(CLIP, varied.length);
    int first = 0;
    while (Math.abs(varied[first]) < 0.01) {
      first++;
    }
    int end = CLIP;
    while (Math.abs(varied[end - 1]) < 0.01) {
      end--;
    }
    // The burst stays in the middle: each end is within 7.5 ms, and 8 ms of fade.
    assertEquals(CLIP / 2.0, (first + end) / 2.0, 250);
    return Arrays.copyOfRange(varied, first, end);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.9, 1.15, 1.5})
  void tempoChangesDurationAndKeepsPitch(double tempo) {
    float[] burst = burst(tempo(always(tempo)));
    assertEquals(6_400 / tempo, burst.length, 500);
    assertEquals(180, MadeSounds.peakHertz(burst), 1.8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -1, 0.5, 4})
  void pitchChangesFrequencyAndKeepsDuration(double semitones) {
    float[] burst = burst(pitch(always(semitones)));
    assertEquals(6_400, burst.length, 500);
    double expected = 180 * Math.pow(2, semitones / 12);
    assertEquals(expected, MadeSounds.peakHertz(burst), 0.01 * expected);
  }

  @Test
  void tempoAndPitchGoTogether() {
    float[] burst =
        burst(new AudioAugmentationSettings(always(1.2), always(-3), NEVER, NEVER, NEVER, NEVER));
    assertEquals(6_400 / 1.2, burst.length, 500);
    double expected = 180 * Math.pow(2, -3 / 12.0);
    assertEquals(expected, MadeSounds.peakHertz(burst), 0.01 * expected);
  }

  /** Whatever was computed before, on whatever object: the clip depends on its random state. */
  @Property(tries = 40)
  void theSameRandomStateGivesTheSameBits(@ForAll long seed, @ForAll @IntRange(max = 2) int clip) {
    AudioAugmentation used = new AudioAugmentation(all(), CLIPS, BACKGROUND);
    for (int before = 0; before < 3; before++) {
      used.varied(before, new SplittableRandom(seed + 1));
    }
    float[] expected = varied(all(), clip, seed);
    assertArrayEquals(expected, used.varied(clip, new SplittableRandom(seed)));
    assertEquals(CLIPS.length(clip), expected.length);
    for (float sample : expected) {
      assertTrue(sample >= -1 && sample < 1, "sample " + sample);
    }
  }

  @Test
  void randomStatesDiffer() {
    Set<Integer> clips = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      clips.add(Arrays.hashCode(varied(all(), 1, seed)));
    }
    assertTrue(clips.size() > 45, "seeds 0 to 49: " + clips.size() + " different clips");
  }

  /** With a gain or without: the noise is the same. */
  @Property(tries = 50)
  void oneStepDoesNotDisturbAnother(@ForAll long seed) {
    RandomRange snr = new RandomRange(0.5, 10, 30);
    float[] noisy = varied(noise(snr), 1, seed);
    float[] louder =
        varied(new AudioAugmentationSettings(SAME, NEVER, NEVER, NEVER, snr, always(-6)), 1, seed);
    float factor = (float) StrictMath.pow(10, -6 / 20.0);
    for (int i = 0; i < CLIP; i++) {
      assertEquals(factor * noisy[i], louder[i]);
    }
  }

  /** 400 draws at 0.3: 120 expected, standard deviation 9.2; the bounds are at four of them. */
  @Test
  void probabilityIsHowOften() {
    int changed = 0;
    for (int seed = 0; seed < 400; seed++) {
      float[] varied = varied(gain(new RandomRange(0.3, -6, -1)), 2, seed);
      changed += Arrays.equals(varied, clip(2)) ? 0 : 1;
    }
    assertTrue(changed > 83 && changed < 157, "seeds 0 to 399: " + changed + " changed");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RandomRange(1.1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomRange(Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomRange(0.5, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomRange(0.5, 0, Double.NaN));
    for (double wrong : new double[] {0, -1, 2.1}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> tempo(always(wrong)));
      assertTrue(e.getMessage().startsWith("tempo: found " + wrong), e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> pitch(always(13)));
    assertThrows(IllegalArgumentException.class, () -> shift(always(-20_000)));
    assertThrows(IllegalArgumentException.class, () -> mix(always(30)));
    assertThrows(IllegalArgumentException.class, () -> noise(always(-30)));
    assertThrows(IllegalArgumentException.class, () -> gain(always(70)));
    Sounds none = new MadeSounds();
    Sounds one = new MadeSounds(new float[CLIP]);
    assertThrows(IllegalArgumentException.class, () -> new AudioAugmentation(all(), CLIPS, none));
    assertThrows(
        IllegalArgumentException.class, () -> new AudioAugmentation(all(), one, BACKGROUND));
    new AudioAugmentation(gain(always(1)), one, none);
  }
}
