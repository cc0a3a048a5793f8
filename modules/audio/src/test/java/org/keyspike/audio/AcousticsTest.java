package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.io.SettingException;

class AcousticsTest {
  private static final int CLIP = 16_000;
  private static final AcousticsSettings NONE = AcousticsSettings.NONE;

  private static final Sounds CLIPS =
      new MadeSounds(
          MadeSounds.voice(150, CLIP),
          MadeSounds.noise(CLIP, 0.1, 2),
          MadeSounds.noise(CLIP / 3, 0.2, 3));

  private static final Sounds BACKGROUND = new MadeSounds(MadeSounds.noise(3 * CLIP, 0.3, 4));

  private static RandomRange always(double low, double high) {
    return new RandomRange(1, low, high);
  }

  private static AcousticsSettings room(double t60Ms, double shoebox) {
    return new AcousticsSettings(
        new RoomSettings(always(t60Ms, t60Ms), new Bounds(0, 0), shoebox),
        NONE.madeNoise(),
        NONE.microphone(),
        NONE.curriculum());
  }

  private static AcousticsSettings noise(double snrDb, int most, NoiseKind... kinds) {
    return new AcousticsSettings(
        NONE.room(),
        new MadeNoiseSettings(always(snrDb, snrDb), List.of(kinds), most),
        NONE.microphone(),
        NONE.curriculum());
  }

  private static AcousticsSettings microphone(RandomRange filterDb, RandomRange levelDb) {
    return new AcousticsSettings(
        NONE.room(),
        NONE.madeNoise(),
        new MicrophoneSettings(filterDb, levelDb),
        NONE.curriculum());
  }

  /** All of it, now and then. */
  private static AcousticsSettings all(CurriculumSettings curriculum) {
    return new AcousticsSettings(
        new RoomSettings(new RandomRange(0.5, 150, 700), new Bounds(-3, 12), 0.5),
        new MadeNoiseSettings(new RandomRange(0.5, 0, 30), NoiseKind.of(NoiseKind.Use.TRAINING), 3),
        new MicrophoneSettings(new RandomRange(0.5, -6, 6), new RandomRange(0.5, -40, 6)),
        curriculum);
  }

  private static float[] varied(AcousticsSettings settings, int clip, long seed) {
    return new AudioAugmentation(AudioAugmentationSettings.NONE.with(settings), CLIPS, BACKGROUND)
        .varied(clip, new SplittableRandom(seed));
  }

  private static float[] clip(int clip) {
    float[] samples = new float[CLIPS.length(clip)];
    CLIPS.read(clip, 0, samples, 0, samples.length);
    return samples;
  }

  private static double decibels(float[] sound, float[] over) {
    return 20 * Math.log10(Level.rootMeanSquare(sound) / Level.rootMeanSquare(over));
  }

  @Test
  void rooms() {
    for (int clip = 0; clip < CLIPS.size(); clip++) {
      for (double shoebox : new double[] {0, 1}) {
        float[] dry = clip(clip);
        float[] wet = varied(room(400, shoebox), clip, 5);
        assertEquals(dry.length, wet.length);
        assertEquals(0, decibels(wet, dry), 1e-3, "as loud as before");
        assertFalse(Arrays.equals(dry, wet));
      }
    }
    // What came before speech began stays silent, as nothing sounds before it is said.
    float[] late = new float[CLIP];
    late[4_000] = 0.5f;
    float[] wet =
        new AudioAugmentation(
                AudioAugmentationSettings.NONE.with(room(300, 1)), new MadeSounds(late), BACKGROUND)
            .varied(0, new SplittableRandom(1));
    assertEquals(4_000, first(wet, 1e-4f));
    assertTrue(Math.abs(wet[4_000]) > 0.3 * Level.rootMeanSquare(wet) * Math.sqrt(CLIP));
  }

  private static int first(float[] samples, float above) {
    int first = 0;
    while (Math.abs(samples[first]) <= above) {
      first++;
    }
    return first;
  }

  @ParameterizedTest
  @EnumSource(
      value = NoiseKind.class,
      names = {"WHITE", "PINK", "BROWN", "HUM", "CLICKS", "BAND", "TONES", "CHATTER"})
  void everyKindHasTheRatioThatWasDrawn(NoiseKind kind) {
    for (int clip = 0; clip < CLIPS.size(); clip++) {
      for (double snr : new double[] {20, 6}) {
        float[] noisy = varied(noise(snr, 1, kind), clip, 7);
        if (Level.peak(noisy) < 0.99) {
          float[] added = clip(clip);
          for (int i = 0; i < added.length; i++) {
            added[i] = noisy[i] - added[i];
          }
          assertEquals(snr, decibels(clip(clip), added), 0.1, kind + " in clip " + clip);
        }
      }
    }
    assertArrayEquals(varied(noise(9, 3, kind), 1, 3), varied(noise(9, 3, kind), 1, 3));
  }

  /** Powers of independent noises add up: n of them at 20 dB are 20 − 10·log₁₀ n dB. */
  @Test
  void severalNoisesComeAtOnce() {
    Set<Long> found = new TreeSet<>();
    for (long seed = 0; seed < 30; seed++) {
      float[] noisy = varied(noise(20, 3, NoiseKind.WHITE, NoiseKind.BAND), 1, seed);
      float[] added = clip(1);
      for (int i = 0; i < added.length; i++) {
        added[i] = noisy[i] - added[i];
      }
      double count = Math.pow(10, (20 - decibels(clip(1), added)) / 10);
      assertEquals(Math.rint(count), count, 0.15, "seed " + seed);
      found.add(Math.round(count));
    }
    assertEquals(Set.of(1L, 2L, 3L), found);
  }

  @Property(tries = 60)
  void levelsAreThoseOfTheLoudestSample(
      @ForAll long seed, @ForAll @DoubleRange(min = -40, max = -0.1) double level) {
    float[] quiet = varied(microphone(NONE.microphone().filterDb(), always(level, level)), 1, seed);
    assertEquals(level, 20 * Math.log10(Level.peak(quiet)), 1e-4);
  }

  /** What was clipped stays so when it is made quiet. */
  @Test
  void whatIsTooLoudForTheMicrophoneIsClipped() {
    AcousticsSettings loud = microphone(NONE.microphone().filterDb(), always(6, 6));
    float[] clipped = varied(loud, 1, 1);
    int flat = 0;
    for (float sample : clipped) {
      assertTrue(sample >= -1 && sample < 1);
      flat += Math.abs(sample) > 0.9999 ? 1 : 0;
    }
    // Of noise that is uniform, half is beyond the half of its peak.
    assertEquals(0.5, (double) flat / CLIP, 0.02);
    RandomRange never = RandomRange.never(0);
    AudioAugmentationSettings quieter =
        new AudioAugmentationSettings(
                RandomRange.never(1), never, never, never, never, always(-20, -20))
            .with(loud);
    float[] quiet =
        new AudioAugmentation(quieter, CLIPS, BACKGROUND).varied(1, new SplittableRandom(1));
    for (int i = 0; i < CLIP; i++) {
      assertEquals(0.1 * clipped[i], quiet[i], 1e-6);
    }
  }

  @Test
  void microphonesAreGentle() {
    RandomRange never = NONE.microphone().levelDb();
    Set<Integer> changes = new TreeSet<>();
    for (long seed = 0; seed < 30; seed++) {
      double change = decibels(varied(microphone(always(-6, 6), never), 1, seed), clip(1));
      assertTrue(Math.abs(change) < 12, "seed " + seed + ": " + change);
      changes.add((int) change);
    }
    assertTrue(changes.size() > 3, "found " + changes);
  }

  @Test
  void chatterIsOfOtherClips() {
    AcousticsSettings chatter = noise(0, 1, NoiseKind.CHATTER);
    Sounds oneVoice = new MadeSounds(MadeSounds.voice(150, CLIP), new float[CLIP]);
    AudioAugmentationSettings settings = AudioAugmentationSettings.NONE.with(chatter);
    float[] varied =
        new AudioAugmentation(settings, oneVoice, BACKGROUND).varied(0, new SplittableRandom(1));
    float[] same = MadeSounds.voice(150, CLIP);
    Mixing.clip(same);
    assertArrayEquals(same, varied, "the other clip is silent");
    Sounds single = new MadeSounds(same);
    assertThrows(
        IllegalArgumentException.class, () -> new AudioAugmentation(settings, single, BACKGROUND));
  }

  @Test
  void theSameStateGivesTheSameBitsAndChangesAreToldBefore() {
    AudioAugmentationSettings settings =
        AudioAugmentationSettings.NONE.with(all(new CurriculumSettings(10, 0.1)));
    AudioAugmentation used = new AudioAugmentation(settings, CLIPS, BACKGROUND);
    int changed = 0;
    for (long seed = 0; seed < 40; seed++) {
      int epoch = (int) seed / 3;
      boolean changes = used.changes(new SplittableRandom(seed), epoch);
      float[] once = used.varied(1, new SplittableRandom(seed), epoch);
      float[] again =
          new AudioAugmentation(settings, CLIPS, BACKGROUND)
              .varied(1, new SplittableRandom(seed), epoch);
      assertArrayEquals(once, again, "seed " + seed);
      assertEquals(changes, !Arrays.equals(clip(1), once), "seed " + seed);
      changed += changes ? 1 : 0;
    }
    assertTrue(changed > 10 && changed < 40, "found " + changed);
  }

  @Test
  void theCurriculumGoesFromCleanToLoud() {
    CurriculumSettings curriculum = new CurriculumSettings(20, 0.5);
    assertEquals(0.5, curriculum.strength(0));
    assertEquals(0.75, curriculum.strength(10));
    assertEquals(1, curriculum.strength(20));
    assertEquals(1, curriculum.strength(1_000));
    assertEquals(1, CurriculumSettings.NONE.strength(0));
    AudioAugmentationSettings settings = AudioAugmentationSettings.NONE.with(all(curriculum));
    AudioAugmentationSettings halfway = settings.inEpoch(10);
    assertEquals(new RandomRange(0.375, 7.5, 30), halfway.acoustics().madeNoise().snrDb());
    assertEquals(0.375, halfway.acoustics().room().t60Ms().probability());
    assertEquals(0.375, halfway.acoustics().microphone().levelDb().probability());
    assertEquals(settings, settings.inEpoch(20));
    assertEquals(settings.with(all(CurriculumSettings.NONE)), settings.withoutCurriculum());
    AudioAugmentation augmentation = new AudioAugmentation(settings, CLIPS, BACKGROUND);
    int before = 0;
    for (int epoch : new int[] {0, 10, 20}) {
      int changed = 0;
      for (long seed = 0; seed < 300; seed++) {
        changed += augmentation.changes(new SplittableRandom(seed), epoch) ? 1 : 0;
      }
      assertTrue(changed > before, epoch + ": " + changed + " after " + before);
      before = changed;
    }
    // From there on everything is as without a curriculum.
    assertArrayEquals(
        augmentation.varied(1, new SplittableRandom(8), 20),
        augmentation.varied(1, new SplittableRandom(8)));
  }

  /** By settings, and by everything that a recipe without any ever draws. */
  @Test
  void kindsForChoicesAndTestsAreNeverDrawnInTraining() {
    for (NoiseKind kind : NoiseKind.values()) {
      if (kind.use() == NoiseKind.Use.TRAINING) {
        assertEquals(List.of(kind), noise(10, 1, kind).madeNoise().kinds());
      } else {
        SettingException e =
            assertThrows(SettingException.class, () -> noise(10, 1, NoiseKind.PINK, kind));
        assertTrue(
            e.getMessage().startsWith("kinds: found " + kind.text() + ", which is for"),
            e.getMessage());
      }
    }
    Set<NoiseKind> drawn = EnumSet.copyOf(MadeNoiseSettings.NONE.kinds());
    assertEquals(EnumSet.copyOf(NoiseKind.of(NoiseKind.Use.TRAINING)), drawn);
  }

  @Test
  void whatCannotBeIsRefused() {
    List<String> messages = new ArrayList<>();
    List<Runnable> wrong =
        List.of(
            () -> new Bounds(2, 1),
            () -> new RoomSettings(always(20, 100), new Bounds(0, 1), 0),
            () -> new RoomSettings(always(100, 100), new Bounds(-30, 1), 0),
            () -> new RoomSettings(always(100, 100), new Bounds(0, 1), 1.5),
            () -> new MadeNoiseSettings(always(-30, 0), List.of(NoiseKind.HUM), 1),
            () -> new MadeNoiseSettings(always(0, 0), List.of(), 1),
            () -> new MadeNoiseSettings(always(0, 0), List.of(NoiseKind.HUM, NoiseKind.HUM), 1),
            () -> new MadeNoiseSettings(always(0, 0), List.of(NoiseKind.HUM), 9),
            () -> new MicrophoneSettings(always(-30, 0), NONE.microphone().levelDb()),
            () -> new MicrophoneSettings(NONE.microphone().filterDb(), always(-40, 50)),
            () -> new CurriculumSettings(-1, 0),
            () -> new CurriculumSettings(1, Double.NaN));
    for (Runnable one : wrong) {
      SettingException e = assertThrows(SettingException.class, one::run);
      messages.add(e.field());
    }
    assertEquals(
        "low t60Ms directDb shoebox snrDb kinds kinds most filterDb levelDb epochs start",
        String.join(" ", messages));
  }

  @Test
  void settingsThatDoNothingKeepTheirText() {
    AudioAugmentationSettings none = AudioAugmentationSettings.NONE;
    assertTrue(none.toString().endsWith(none.gainDb() + "]"), none.toString());
    AudioAugmentationSettings some = none.with(room(200, 0)).withFresh(0.5);
    assertTrue(
        some.toString().endsWith(", fresh=0.5, acoustics=" + room(200, 0) + "]"), some.toString());
    assertTrue(some.possible());
    assertFalse(none.possible());
  }

  @Test
  void babbleIsManyVoices() {
    Babble babble = new Babble(CLIPS, 2, 2, clip -> clip != 1);
    float[] noise = babble.make(CLIP, new SplittableRandom(1));
    assertArrayEquals(noise, babble.make(CLIP, new SplittableRandom(1)));
    float[] none = new Babble(CLIPS, 2, 2, clip -> false).make(CLIP, new SplittableRandom(1));
    assertEquals(0, Level.peak(none), "nothing is usable");
  }

  @Test
  void stretchesAreRepeatedWhereSoundsAreShort() {
    float[] part = Mixing.stretch(CLIPS, 2, CLIP, new SplittableRandom(1));
    assertEquals(part[0], part[CLIP / 3]);
    float[] whole = Mixing.stretch(BACKGROUND, 0, CLIP, new SplittableRandom(1));
    assertEquals(CLIP, whole.length);
  }
}
