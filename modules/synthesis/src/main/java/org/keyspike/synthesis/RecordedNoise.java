package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.features.Recordings;

/** Recordings of noise, one a piece, each used once. Clips are mixed in. */
public final class RecordedNoise implements Negatives {
  /** The place of this draw, apart from others. */
  private static final int UNDER = 7;

  private static final int GAP = 5 * FrontEndSettings.SAMPLE_RATE;

  private final Recordings recordings;

  private RecordedNoise(Recordings recordings) {
    this.recordings = recordings;
  }

  /**
   * Reads them.
   *
   * @throws org.keyspike.io.InputException if one cannot be used
   */
  public static RecordedNoise read(List<Path> files) throws IOException {
    return new RecordedNoise(Recordings.read(files));
  }

  @Override
  public String name() {
    return "background recordings";
  }

  @Override
  public int pieces() {
    return recordings.size();
  }

  @Override
  public int room(int piece) {
    return recordings.length(piece) / GAP / 2;
  }

  @Override
  public Reader reader() {
    return (piece, clips) -> {
      float[] samples = recordings.sounds().get(piece);
      int[] gaps = IntStream.range(0, samples.length / GAP).map(i -> i * GAP).toArray();
      return new BackgroundSound(samples, gaps, BackgroundSound.Joint.MIXED).lay(clips);
    };
  }

  /**
   * A clip in noise, of a recording and from a place that depend on seed and number.
   *
   * @param clip what is said
   * @param number of the clip
   * @param snrDb level of the word over that of the noise under the whole clip, dB
   * @return samples of the clip, each clipped to [−1, 1)
   */
  public float[] under(LaidStream.Clip clip, int number, double snrDb, long seed) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, UNDER, number));
    float[] recording = recordings.sounds().get(random.nextInt(pieces()));
    float[] samples = clip.samples().clone();
    int from = random.nextInt(Math.max(1, recording.length - samples.length + 1));
    float[] noise = new float[samples.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = recording[(from + i) % recording.length];
    }
    Level.scaleTo(noise, clip.level() / Level.ofDecibels(snrDb));
    for (int i = 0; i < samples.length; i++) {
      samples[i] = BackgroundSound.clipped(samples[i] + noise[i]);
    }
    return samples;
  }
}
