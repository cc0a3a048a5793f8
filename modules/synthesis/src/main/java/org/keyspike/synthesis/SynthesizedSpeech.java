package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.audio.TimeScale;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.io.SettingException;

/**
 * Hours of sentences that nobody said, made while they are needed and never stored: of a small
 * grammar, each by a speaker of its own (drawn as {@link WordSynthesizer} draws them), with pauses,
 * in quiet noise of one kind. A piece is two minutes. Sentences with a keyword in them are drawn
 * again.
 *
 * <p>All of it is one diphone voice in many disguises: it is no sample of how people speak, and
 * rates of false alarms on it are not those on speech.
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

  private final SentenceGrammar grammar = SentenceGrammar.bundled();
  private final List<String> classes;
  private final int pieces;
  private final long seed;

  /**
   * @param classes the network's, which are not said
   * @param hours of speech, above 0; rounded up to whole pieces
   * @param seed of all draws
   * @throws SettingException if the hours are not above 0 or beyond {@link #MOST_HOURS}
   */
  public SynthesizedSpeech(List<String> classes, double hours, long seed) {
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new SettingException("hours", hours, "above 0, at most " + MOST_HOURS);
    }
    this.classes = List.copyOf(classes);
    this.seed = seed;
    pieces = (int) Math.ceil(hours * 3_600 / PIECE_SECONDS);
  }

  @Override
  public String name() {
    return "synthesised speech";
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
    SpeechVoice voice = new SpeechVoice();
    Sentences sentences = new Sentences(grammar, new KeywordSearch(classes, voice));
    SpeakerVoice said = new SpeakerVoice(voice, new TimeScale());
    return (piece, clips) -> make(piece, sentences, said).lay(clips);
  }

  private BackgroundSound make(int piece, Sentences sentences, SpeakerVoice said)
      throws IOException {
    float[] samples = new float[PIECE];
    List<Integer> gaps = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, SENTENCE, piece));
    int at = 0;
    while (at < PIECE) {
      gaps.add(at);
      Speaker speaker = Speaker.draw("", Split.TEST, random);
      float[] speech = said.say(sentences.draw(random), speaker);
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
