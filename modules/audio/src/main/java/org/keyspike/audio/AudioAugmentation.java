package org.keyspike.audio;

import java.util.SplittableRandom;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.audio.room.RoomResponse;

/**
 * Varies the sound of training clips, before the front end. In this order, each drawn now and then
 * from its range:
 *
 * <ol>
 *   <li>pitch, by 2^(semitones/12) on all frequencies, and tempo, in one stretch ({@link
 *       TimeScale}); what a slower clip has too much is cut off at both ends alike, what a faster
 *       one lacks is zeros at both ends;
 *   <li>a shift in time, round(16 · ms) samples; zeros come in;
 *   <li>a room ({@link RoomResponse}), scaled to the root mean square that the clip had;
 *   <li>another clip, scaled to 10^(dB/20) of this clip's root mean square;
 *   <li>a background recording, scaled to 10^(−SNR/20) of this clip's root mean square;
 *   <li>made noise, one or several kinds ({@link NoiseKind}), scaled likewise;
 *   <li>the colour of a microphone: a low shelf, a peak and a high shelf;
 *   <li>a level of the loudest sample, by 10^(dB/20) of full scale, and what is beyond it is
 *       clipped;
 *   <li>gain, by 10^(dB/20);
 *   <li>always, clipping to [−1, 1).
 * </ol>
 *
 * <p>The root mean square is that of the whole clip, after stretch and shift; silence takes nothing
 * in. From a longer sound a stretch at a random place is mixed in, a shorter one is repeated. The
 * length stays. Tempo and shift move speech away from its frames; pitch does so by less than 10 ms
 * up to 2 semitones, and 24 ms at most. In a room the direct sound stays where it was. Recordings
 * and made noise, and another clip, are not in the room.
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
  private final Acoustics acoustics;

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
    if (settings.mixesClips() && clips.size() < 2) {
      throw new IllegalArgumentException("mixing: " + clips.size() + " clips, expected two");
    }
    this.settings = settings;
    this.clips = clips;
    this.background = background;
    acoustics = new Acoustics(settings.acoustics().madeNoise().kinds(), clips);
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
      double gainDb,
      Acoustics.Draws around) {

    static Draws of(AudioAugmentationSettings settings, SplittableRandom random) {
      double tempo = settings.tempo().draw(random.split(), 1);
      double semitones = settings.pitchSemitones().draw(random.split(), 0);
      double shiftMs = settings.shiftMs().draw(random.split(), 0);
      SplittableRandom mixing = random.split();
      double mixDb = settings.mixDb().draw(mixing, Double.NEGATIVE_INFINITY);
      SplittableRandom noise = random.split();
      double snrDb = settings.noiseSnrDb().draw(noise, Double.POSITIVE_INFINITY);
      double gainDb = settings.gainDb().draw(random.split(), 0);
      Acoustics.Draws around = Acoustics.Draws.of(settings.acoustics(), random);
      return new Draws(tempo, semitones, shiftMs, mixing, mixDb, noise, snrDb, gainDb, around);
    }

    boolean change() {
      return tempo != 1
          || semitones != 0
          || shiftMs != 0
          || Double.isFinite(mixDb)
          || Double.isFinite(snrDb)
          || gainDb != 0
          || around.change();
    }
  }

  /**
   * Whether {@link #varied} makes anything else of a clip than it is, by the same random state. It
   * is told without looking at the sound, in a moment.
   */
  public boolean changes(SplittableRandom random) {
    return Draws.of(settings, random).change();
  }

  /** The same as the curriculum has it in an epoch, counted from 0. */
  public boolean changes(SplittableRandom random, int epoch) {
    return Draws.of(settings.inEpoch(epoch), random).change();
  }

  /**
   * A clip, varied at full strength. The same random state gives the same bits.
   *
   * @return as many samples as the clip has
   */
  public float[] varied(int clip, SplittableRandom random) {
    return varied(clip, random, settings);
  }

  /** The same as the curriculum has it in an epoch, counted from 0. */
  public float[] varied(int clip, SplittableRandom random, int epoch) {
    return varied(clip, random, settings.inEpoch(epoch));
  }

  private float[] varied(int clip, SplittableRandom random, AudioAugmentationSettings now) {
    Draws draws = Draws.of(now, random);
    AcousticsSettings around = now.acoustics();
    float[] samples = new float[clips.length(clip)];
    clips.read(clip, 0, samples, 0, samples.length);
    float[] dry =
        placed(
            stretched(samples, draws.tempo(), draws.semitones()), samples.length, draws.shiftMs());
    float[] result = acoustics.inRoom(dry, around.room(), draws.around());
    double level = Level.rootMeanSquare(result);
    if (Double.isFinite(draws.mixDb())) {
      int other = draws.mixing().nextInt(clips.size() - 1);
      int different = other < clip ? other : other + 1;
      float[] mixed = Mixing.stretch(clips, different, result.length, draws.mixing());
      Mixing.add(result, mixed, level, draws.mixDb());
    }
    if (Double.isFinite(draws.snrDb())) {
      int recording = draws.noise().nextInt(background.size());
      float[] noise = Mixing.stretch(background, recording, result.length, draws.noise());
      Mixing.add(result, noise, level, -draws.snrDb());
    }
    acoustics.addNoise(result, clip, level, around.madeNoise(), draws.around());
    Acoustics.colour(result, around.microphone().filterDb(), draws.around());
    Acoustics.level(result, draws.around());
    Level.scale(result, (float) Level.ofDecibels(draws.gainDb()));
    Mixing.clip(result);
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
}
