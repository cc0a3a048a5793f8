package org.keyspike.audio;

import java.util.SplittableRandom;

/**
 * Varies the sound of training clips, before the front end. In this order, each drawn now and then
 * from its range:
 *
 * <ol>
 *   <li>pitch, by 2^(semitones/12) on all frequencies, and tempo, in one stretch ({@link
 *       TimeScale}); what a slower clip has too much is cut off at both ends alike, what a faster
 *       one lacks is zeros at both ends;
 *   <li>a shift in time, round(16 · ms) samples; zeros come in;
 *   <li>another clip, scaled to 10^(dB/20) of this clip's root mean square;
 *   <li>a background recording, scaled to 10^(−SNR/20) of this clip's root mean square;
 *   <li>gain, by 10^(dB/20);
 *   <li>always, clipping to [−1, 1).
 * </ol>
 *
 * <p>The root mean square is that of the whole clip, after stretch and shift; silence takes nothing
 * in. From a longer sound a stretch at a random place is mixed in, a shorter one is repeated. The
 * length stays. Tempo and shift move speech away from its frames; pitch does so by less than 10 ms
 * up to 2 semitones, and 24 ms at most.
 *
 * <p>Each step draws from random numbers of its own, so that one can be switched on without another
 * coming out differently. One thread's own.
 */
public final class AudioAugmentation {
  private static final double PER_MS = FrontEndSettings.SAMPLE_RATE / 1_000.0;
  private static final double SEMITONES = 12;

  private final AudioAugmentationSettings settings;
  private final Sounds clips;
  private final Sounds background;
  private final TimeScale timeScale = new TimeScale();

  /**
   * @param clips those to vary, and to mix with one another
   * @param background recordings of noise
   * @throws IllegalArgumentException if there are no recordings and the settings ask for noise, or
   *     not two clips and they ask for mixing
   */
  public AudioAugmentation(AudioAugmentationSettings settings, Sounds clips, Sounds background) {
    if (settings.noiseSnrDb().possible() && background.size() == 0) {
      throw new IllegalArgumentException("noiseSnrDb: no background recording, expected one");
    }
    if (settings.mixDb().possible() && clips.size() < 2) {
      throw new IllegalArgumentException("mixDb: " + clips.size() + " clips, expected two");
    }
    this.settings = settings;
    this.clips = clips;
    this.background = background;
  }

  /** What is drawn for a clip, and the random numbers by which the rest is drawn. */
  private record Draws(
      double tempo,
      double semitones,
      double shiftMs,
      SplittableRandom mixing,
      double mixDb,
      SplittableRandom noise,
      double snrDb,
      double gainDb) {

    static Draws of(AudioAugmentationSettings settings, SplittableRandom random) {
      double tempo = settings.tempo().draw(random.split(), 1);
      double semitones = settings.pitchSemitones().draw(random.split(), 0);
      double shiftMs = settings.shiftMs().draw(random.split(), 0);
      SplittableRandom mixing = random.split();
      double mixDb = settings.mixDb().draw(mixing, Double.NEGATIVE_INFINITY);
      SplittableRandom noise = random.split();
      double snrDb = settings.noiseSnrDb().draw(noise, Double.POSITIVE_INFINITY);
      double gainDb = settings.gainDb().draw(random.split(), 0);
      return new Draws(tempo, semitones, shiftMs, mixing, mixDb, noise, snrDb, gainDb);
    }

    boolean change() {
      return tempo != 1
          || semitones != 0
          || shiftMs != 0
          || Double.isFinite(mixDb)
          || Double.isFinite(snrDb)
          || gainDb != 0;
    }
  }

  /**
   * Whether {@link #varied} makes anything else of a clip than it is, by the same random state. It
   * is told without looking at the sound, in a moment.
   */
  public boolean changes(SplittableRandom random) {
    return Draws.of(settings, random).change();
  }

  /**
   * A clip, varied. The same random state gives the same bits.
   *
   * @return as many samples as the clip has
   */
  public float[] varied(int clip, SplittableRandom random) {
    Draws draws = Draws.of(settings, random);
    float[] samples = new float[clips.length(clip)];
    clips.read(clip, 0, samples, 0, samples.length);
    float[] result =
        placed(
            stretched(samples, draws.tempo(), draws.semitones()), samples.length, draws.shiftMs());
    double level = Level.rootMeanSquare(result);
    if (Double.isFinite(draws.mixDb())) {
      int other = draws.mixing().nextInt(clips.size() - 1);
      int different = other < clip ? other : other + 1;
      add(result, part(clips, different, result.length, draws.mixing()), level, draws.mixDb());
    }
    if (Double.isFinite(draws.snrDb())) {
      int recording = draws.noise().nextInt(background.size());
      add(result, part(background, recording, result.length, draws.noise()), level, -draws.snrDb());
    }
    float gain = (float) Level.ofDecibels(draws.gainDb());
    for (int i = 0; i < result.length; i++) {
      result[i] = SampleBlock.clip(gain * result[i]);
    }
    return result;
  }

  private float[] stretched(float[] samples, double tempo, double semitones) {
    double pitch = StrictMath.pow(2, semitones / SEMITONES);
    float[] pitched = pitch == 1 ? samples : TimeScale.frequencies(samples, pitch);
    // Frequencies took the duration along; the tempo gives it back.
    return tempo == pitch ? pitched : timeScale.tempo(pitched, tempo / pitch);
  }

  /** The middle of a sound in the middle of a clip, moved; zeros where the sound is not. */
  private static float[] placed(float[] sound, int length, double shiftMs) {
    int first = (length - sound.length) / 2 + (int) Math.rint(PER_MS * shiftMs);
    int from = Math.max(0, first);
    int to = Math.min(length, first + sound.length);
    float[] clip = new float[length];
    if (from < to) {
      System.arraycopy(sound, from - first, clip, from, to - from);
    }
    return clip;
  }

  private static float[] part(Sounds sounds, int sound, int length, SplittableRandom random) {
    int room = sounds.length(sound) - length;
    float[] part = new float[length];
    if (room >= 0) {
      sounds.read(sound, random.nextInt(room + 1), part, 0, length);
      return part;
    }
    int own = sounds.length(sound);
    sounds.read(sound, 0, part, 0, own);
    for (int i = own; i < length; i++) {
      part[i] = part[i - own];
    }
    return part;
  }

  /** Adds a sound at a level relative to another; silence can be scaled to none. */
  private static void add(float[] samples, float[] sound, double level, double decibels) {
    double own = Level.rootMeanSquare(sound);
    if (own > 0) {
      float factor = (float) (level / own * Level.ofDecibels(decibels));
      for (int i = 0; i < samples.length; i++) {
        samples[i] += factor * sound[i];
      }
    }
  }
}
