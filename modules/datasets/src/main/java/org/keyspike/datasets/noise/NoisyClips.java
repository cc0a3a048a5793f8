package org.keyspike.datasets.noise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.audio.Babble;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.audio.Mixing;
import org.keyspike.audio.filter.Convolution;
import org.keyspike.audio.noise.Noise;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.audio.noise.SpeechShapedNoise;
import org.keyspike.audio.room.RoomResponse;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.Recordings;
import org.keyspike.io.InputException;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * The clips of a part in noise and in rooms; the package's documentation says in which. Safe for
 * threads, each with a {@link #mixer} of its own.
 */
public final class NoisyClips {
  private static final int CROWD = 5;
  private static final int BABBLE = 8;
  private static final double DIRECT_DB = 0;

  /** Clips that voices and the spectrum of speech come from, at most, evenly over all. */
  private static final int MOST_VOICES = 300;

  private final List<Utterance> clips;
  private final Recordings recordings;
  private final List<NoiseCondition> conditions;
  private final long seed;
  private final List<Utterance> speakers = new ArrayList<>();
  private final Recordings voices;
  private final Optional<SpeechShapedNoise> speechShaped;

  private NoisyClips(List<Utterance> clips, Recordings recordings, NoiseKind.Use use, long seed)
      throws IOException {
    this.clips = List.copyOf(clips);
    this.recordings = recordings;
    this.seed = seed;
    conditions = NoiseCondition.all(use, recordings.size() > 0);
    List<float[]> sounds = new ArrayList<>();
    int step = (clips.size() + MOST_VOICES - 1) / MOST_VOICES;
    for (int i = 0; i < clips.size(); i += step) {
      speakers.add(clips.get(i));
      sounds.add(clips.get(i).samples());
    }
    voices = new Recordings(sounds);
    speechShaped =
        use == NoiseKind.Use.TEST ? Optional.of(SpeechShapedNoise.of(sounds)) : Optional.empty();
  }

  /**
   * Reads what noise is made of.
   *
   * @param clips with a label each
   * @param part that they are: validation or test, which have other kinds of noise
   * @param recordings of noise that is for this part; none to leave those conditions out
   * @param seed of all draws
   * @throws InputException if there is no clip, or one with a label for each frame
   * @throws IllegalArgumentException if the part is that for training
   */
  public static NoisyClips read(List<Utterance> clips, Split part, List<Path> recordings, long seed)
      throws IOException {
    if (part == Split.TRAIN) {
      throw new IllegalArgumentException("noise for training is drawn in training");
    }
    if (clips.isEmpty()) {
      throw new InputException("noise", "no clips", "at least one");
    }
    for (Utterance clip : clips) {
      if (clip.labels().length != 1) {
        throw new InputException(clip.name(), "a label for each frame", "one for the clip");
      }
    }
    NoiseKind.Use use = part == Split.TEST ? NoiseKind.Use.TEST : NoiseKind.Use.VALIDATION;
    return new NoisyClips(clips, Recordings.read(recordings), use, seed);
  }

  /** What they can be heard in. */
  public List<NoiseCondition> conditions() {
    return conditions;
  }

  /** The clips, in their order. */
  public List<Utterance> clips() {
    return clips;
  }

  /** What one thread mixes with. */
  public Mixer mixer() {
    return new Mixer();
  }

  /**
   * The features of all clips in a condition.
   *
   * @param threads threads to compute with; the result does not depend on it
   */
  public LabelledFeatures features(
      NoiseCondition condition, FrontEndSettings frontEnd, int threads, ProgressListener progress)
      throws IOException {
    float[][] features = new float[clips.size()][];
    progress.begin("Mixing " + condition.text(), clips.size());
    try {
      Parallel.forEach(
          clips.size(),
          threads,
          () -> {
            Mixer mixer = mixer();
            FrontEnd own = FrontEnd.of(frontEnd);
            return clip -> {
              features[clip] = own.features(mixer.samples(clip, condition));
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    return new NoisyFeatures(clips, List.of(features), frontEnd.bands());
  }

  /** One thread's own. */
  public final class Mixer {
    private final Convolution convolution = new Convolution();
    private final Map<String, Noise> noises;

    /** Made when first asked for, as each thread's filter has tables of its own. */
    private Optional<SpeechShapedNoise> own = Optional.empty();

    /** The clip that is being mixed, whose speaker is not among the voices. */
    private Utterance heard;

    private Mixer() {
      noises =
          Map.of(
              NoiseKind.SURF.text(),
              NoiseKind.SURF.alone().orElseThrow(),
              NoiseKind.CROWD.text(),
              voices(CROWD),
              NoiseKind.BABBLE.text(),
              voices(BABBLE),
              NoiseKind.SPEECH_SHAPED.text(),
              (length, random) -> speechShaped().make(length, random),
              NoiseCondition.RECORDINGS,
              (length, random) ->
                  Mixing.stretch(recordings, random.nextInt(recordings.size()), length, random));
    }

    private SpeechShapedNoise speechShaped() {
      if (own.isEmpty()) {
        own = Optional.of(speechShaped.orElseThrow().copy());
      }
      return own.get();
    }

    private Noise voices(int count) {
      return new Babble(voices, count, count, voice -> isOther(speakers.get(voice)));
    }

    private boolean isOther(Utterance voice) {
      return !voice.name().equals(heard.name())
          && (voice.speaker().isEmpty() || !voice.speaker().equals(heard.speaker()));
    }

    /**
     * A clip in a condition.
     *
     * @param clip its place, from 0
     * @param condition one of {@link #conditions}
     * @return as many samples as the clip has, in [−1, 1)
     * @throws org.keyspike.io.InputException if its file cannot be used
     */
    public float[] samples(int clip, NoiseCondition condition) throws IOException {
      heard = clips.get(clip);
      float[] samples = heard.samples();
      SplittableRandom random =
          new SplittableRandom(Seeds.derive(seed, condition.kind().hashCode(), clip));
      double level = Level.rootMeanSquare(samples);
      if (condition.t60Ms().isPresent()) {
        float[] response =
            RoomResponse.SHOEBOX.of(condition.t60Ms().get() / 1e3, DIRECT_DB, random);
        samples = convolution.of(samples, response);
        Level.scaleTo(samples, level);
      } else if (condition.snrDb().isPresent()) {
        float[] noise = noises.get(condition.kind()).make(samples.length, random);
        Mixing.add(samples, noise, level, -condition.snrDb().get());
      }
      Mixing.clip(samples);
      return samples;
    }
  }
}
