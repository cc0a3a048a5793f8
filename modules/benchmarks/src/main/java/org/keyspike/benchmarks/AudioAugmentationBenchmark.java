package org.keyspike.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.audio.AcousticsSettings;
import org.keyspike.audio.AudioAugmentation;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.audio.MadeNoiseSettings;
import org.keyspike.audio.MicrophoneSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.audio.RoomSettings;
import org.keyspike.audio.Sounds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a clip to its features by way of varied sound. One operation is a clip of one second, so
 * clips of an epoch over operations per second are the seconds that augmentation adds; JMH's {@code
 * -t} says how many threads do it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AudioAugmentationBenchmark {
  private static final long SEED = 1;
  private static final int BANDS = 40;
  private static final int CLIPS = 20;

  /** Which steps are done, for every clip. */
  public enum Steps {
    /** None: decoded sound and the front end. */
    NONE(false, false, false),
    /** Tempo. */
    TEMPO(true, false, false),
    /** Pitch. */
    PITCH(false, true, false),
    /** Shift, mixing, noise, gain. */
    LEVELS(false, false, true),
    /** All of these. */
    ALL(true, true, true),
    /** A room. */
    ROOM(false, false, false, 1, 0),
    /** Made noise, one to three kinds, and a microphone. */
    MADE_NOISE(false, false, false, 0, 1),
    /** All that there is. */
    EVERYTHING(true, true, true, 1, 1);

    private final AudioAugmentationSettings settings;

    Steps(boolean tempo, boolean pitch, boolean levels) {
      this(tempo, pitch, levels, 0, 0);
    }

    Steps(boolean tempo, boolean pitch, boolean levels, int rooms, int noises) {
      AcousticsSettings none = AcousticsSettings.NONE;
      settings =
          new AudioAugmentationSettings(
                  range(tempo, 0.85, 1.15),
                  range(pitch, -2, 2),
                  range(levels, -100, 100),
                  range(levels, -30, -15),
                  range(levels, 5, 30),
                  range(levels, -6, 6))
              .with(
                  new AcousticsSettings(
                      new RoomSettings(
                          new RandomRange(rooms, 150, 700), none.room().directDb(), 0.5),
                      new MadeNoiseSettings(
                          new RandomRange(noises, 0, 30), none.madeNoise().kinds(), 3),
                      new MicrophoneSettings(
                          new RandomRange(noises, -6, 6), new RandomRange(noises, -40, 6)),
                      none.curriculum()));
    }

    private static RandomRange range(boolean always, double low, double high) {
      return new RandomRange(always ? 1 : 0, low, high);
    }
  }

  /** The steps. */
  @Param public Steps steps;

  private AudioAugmentation augmentation;
  private LogMel logMel;
  private SplittableRandom random;
  private int next;

  /** Noise, of which overlap-add takes as long as of speech. */
  @Setup
  public void prepare() {
    random = new SplittableRandom(SEED);
    float[][] sounds = new float[CLIPS][FrontEndSettings.SAMPLE_RATE];
    for (float[] sound : sounds) {
      for (int i = 0; i < sound.length; i++) {
        sound[i] = (float) (0.2 * (random.nextDouble() - 0.5));
      }
    }
    Sounds noise = new Noise(sounds);
    augmentation = new AudioAugmentation(steps.settings, noise, noise);
    logMel = new LogMel(new FrontEndSettings(BANDS, 10));
  }

  /** The features of the next clip. */
  @Benchmark
  public float[] clip() {
    next = (next + 1) % CLIPS;
    return logMel.features(augmentation.varied(next, random.split()));
  }

  private record Noise(float[][] sounds) implements Sounds {
    @Override
    public int size() {
      return sounds.length;
    }

    @Override
    public int length(int sound) {
      return sounds[sound].length;
    }

    @Override
    public void read(int sound, int from, float[] destination, int offset, int count) {
      System.arraycopy(sounds[sound], from, destination, offset, count);
    }
  }
}
