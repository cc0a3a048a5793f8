package org.keyspike.audio;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.audio.filter.Convolution;
import org.keyspike.audio.noise.Noise;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.audio.room.RoomResponse;

/** Rooms, made noise and microphones. One thread's own. */
final class Acoustics {
  private static final int LEAST_VOICES = 2;
  private static final int MOST_VOICES = 4;

  private final Sounds clips;
  private final Map<NoiseKind, Noise> noises = new EnumMap<>(NoiseKind.class);

  /** Made with the first room: its tables take their time. */
  private Optional<Convolution> convolution = Optional.empty();

  /** The clip that is varied, which does not chat with itself. */
  private int varied;

  Acoustics(List<NoiseKind> kinds, Sounds clips) {
    this.clips = clips;
    for (NoiseKind kind : kinds) {
      noises.put(kind, kind.alone().orElseGet(this::chatter));
    }
  }

  private Noise chatter() {
    return new Babble(clips, LEAST_VOICES, MOST_VOICES, clip -> clip != varied);
  }

  /** What is drawn for a clip, and the random numbers by which the rest is drawn. */
  record Draws(
      SplittableRandom room,
      double t60Ms,
      SplittableRandom noise,
      double snrDb,
      SplittableRandom filters,
      double filterDb,
      double levelDb) {

    static Draws of(AcousticsSettings settings, SplittableRandom random) {
      SplittableRandom room = random.split();
      double t60Ms = settings.room().t60Ms().draw(room, 0);
      SplittableRandom noise = random.split();
      double snrDb = settings.madeNoise().snrDb().draw(noise, Double.POSITIVE_INFINITY);
      SplittableRandom filters = random.split();
      double filterDb = settings.microphone().filterDb().draw(filters, Double.NaN);
      double levelDb = settings.microphone().levelDb().draw(random.split(), Double.NaN);
      return new Draws(room, t60Ms, noise, snrDb, filters, filterDb, levelDb);
    }

    boolean change() {
      return t60Ms != 0
          || Double.isFinite(snrDb)
          || Double.isFinite(filterDb)
          || Double.isFinite(levelDb);
    }
  }

  /** A clip in a room, as loud as it was; the same array if it is in none. */
  float[] inRoom(float[] samples, RoomSettings settings, Draws draws) {
    if (draws.t60Ms() == 0) {
      return samples;
    }
    SplittableRandom random = draws.room();
    RoomResponse kind =
        random.nextDouble() < settings.shoebox() ? RoomResponse.SHOEBOX : RoomResponse.NOISE;
    double directDb = settings.directDb().at(random.nextDouble());
    float[] response = kind.of(draws.t60Ms() / 1_000, directDb, random);
    if (convolution.isEmpty()) {
      convolution = Optional.of(new Convolution());
    }
    float[] result = convolution.get().of(samples, response);
    Level.scaleTo(result, Level.rootMeanSquare(samples));
    return result;
  }

  /**
   * Adds made noise.
   *
   * @param clip the number of the clip
   * @param level root mean square that the ratios are about
   */
  void addNoise(float[] samples, int clip, double level, MadeNoiseSettings settings, Draws draws) {
    if (!Double.isFinite(draws.snrDb())) {
      return;
    }
    varied = clip;
    SplittableRandom random = draws.noise();
    int count = random.nextInt(1, settings.most() + 1);
    double snrDb = draws.snrDb();
    for (int i = 0; i < count; i++) {
      NoiseKind kind = settings.kinds().get(random.nextInt(settings.kinds().size()));
      Mixing.add(samples, noises.get(kind).make(samples.length, random), level, -snrDb);
      snrDb = settings.snrDb().bounds().at(random.nextDouble());
    }
  }

  /** Colours in place. */
  static void colour(float[] samples, RandomRange decibels, Draws draws) {
    if (Double.isFinite(draws.filterDb())) {
      Colour.draw(draws.filterDb(), decibels.bounds(), draws.filters()).apply(samples);
    }
  }

  /** Scales in place to the level of the loudest sample, and clips what is beyond full scale. */
  static void level(float[] samples, Draws draws) {
    float peak = Level.peak(samples);
    if (Double.isFinite(draws.levelDb()) && peak > 0) {
      float factor = (float) (Level.ofDecibels(draws.levelDb()) / peak);
      Level.scale(samples, factor);
      Mixing.clip(samples);
    }
  }
}
