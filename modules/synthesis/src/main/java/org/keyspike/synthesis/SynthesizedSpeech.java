package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Seeds;
import org.keyspike.io.SettingException;

/**
 * Hours of sentences that nobody said, made while they are needed and never stored: of a small
 * grammar, each by a speaker of its own (drawn as {@link WordSynthesizer} draws them), with pauses,
 * in quiet noise of one kind. A piece is two minutes. Sentences with a keyword in them are drawn
 * again.
 *
 * <p>Without other engines all of it is one diphone voice in many disguises. With them it is by all
 * their voices, those of training speakers too, but in other disguises. It is no sample of how
 * people speak, and rates of false alarms on it are not those on speech.
 */
public final class SynthesizedSpeech implements Negatives {
  /** More than this is refused. */
  public static final int MOST_HOURS = 10_000;

  private static final int PIECE_SECONDS = 120;
  private static final int PIECE = PIECE_SECONDS * FrontEndSettings.SAMPLE_RATE;

  /** Purposes of draws, so that no seed is used twice. */
  private static final int SENTENCE = 4;

  private static final int NOISE = 5;
  private static final double SHORTEST_PAUSE = 0.25;
  private static final double LONGEST_PAUSE = 1.25;

  /** A sentence with its pause is shorter than this, s; most are half as long. */
  private static final int LONG_SENTENCE = 8;

  private static final double QUIETEST_DB = -70;
  private static final double LOUDEST_DB = -45;

  private final SpokenLanguage language;
  private final List<String> classes;
  private final int pieces;
  private final long seed;
  private final List<List<BaseVoice>> engines;

  /**
   * @param classes the network's, which are not said
   * @param hours of speech, above 0; rounded up to whole pieces
   * @param seed of all draws
   * @param voices whose voices speak
   * @throws SettingException if the hours are not above 0 or beyond {@link #MOST_HOURS}
   * @throws org.keyspike.io.InputException if an engine is not there
   */
  public SynthesizedSpeech(List<String> classes, double hours, long seed, VoiceSettings voices)
      throws IOException {
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new SettingException("hours", hours, "above 0, at most " + MOST_HOURS);
    }
    this.classes = List.copyOf(classes);
    this.seed = seed;
    pieces = (int) Math.ceil(hours * 3_600 / PIECE_SECONDS);
    language = SpokenLanguage.of(voices);
    engines = SpeakerTurns.engines(voices);
  }

  @Override
  public String name() {
    return engines.isEmpty()
        ? "synthesised speech"
        : engines.stream()
            .map(own -> own.get(0).engineName())
            .collect(Collectors.joining(", ", "speech synthesised by ", ""));
  }

  @Override
  public int pieces() {
    return pieces;
  }

  @Override
  public int room(int piece) {
    return PIECE_SECONDS / LONG_SENTENCE / 2;
  }

  @Override
  public Reader reader() {
    SpeechSource source = new SpeechSource(Optional.empty());
    KeywordSearch keywords = new KeywordSearch(classes, language.pronouncer(source.embedded()));
    Sentences sentences = new Sentences(language.sentences(), keywords);
    SpeakerVoice said = new SpeakerVoice(source);
    return (piece, clips) -> {
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, SENTENCE, piece));
      SpeakerTurns turns = new SpeakerTurns(engines, sentences, source, random);
      return make(piece, turns, said, random).lay(clips);
    };
  }

  private BackgroundSound make(
      int piece, SpeakerTurns turns, SpeakerVoice said, SplittableRandom random)
      throws IOException {
    float[] samples = new float[PIECE];
    List<Integer> gaps = new ArrayList<>();
    int at = 0;
    while (at < PIECE) {
      gaps.add(at);
      SpeakerTurns.Turn turn = turns.next();
      float[] speech = said.say(turn.sentence(), turn.speaker());
      int count = Math.min(speech.length, PIECE - at);
      System.arraycopy(speech, 0, samples, at, count);
      double pause = random.nextDouble(SHORTEST_PAUSE, LONGEST_PAUSE);
      at += count + (int) (pause * FrontEndSettings.SAMPLE_RATE);
    }
    addNoise(samples, new SplittableRandom(Seeds.derive(seed, NOISE, piece)));
    int[] places = gaps.stream().mapToInt(gap -> gap).toArray();
    return new BackgroundSound(samples, places, BackgroundSound.Joint.SPLICED);
  }

  private static void addNoise(float[] samples, SplittableRandom random) {
    NoiseKind[] kinds = NoiseKind.values();
    float[] noise = kinds[random.nextInt(kinds.length)].make(samples.length, random);
    Level.scale(noise, (float) Level.ofDecibels(random.nextDouble(QUIETEST_DB, LOUDEST_DB)));
    for (int i = 0; i < samples.length; i++) {
      samples[i] = BackgroundSound.clipped(samples[i] + noise[i]);
    }
  }
}
