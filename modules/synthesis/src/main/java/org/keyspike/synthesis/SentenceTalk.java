package org.keyspike.synthesis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;

/**
 * Hours of synthesised sentences by the speakers of a corpus's training part, made as they are
 * needed and never stored. They are of the grammar and in the noise that the corpus's own negatives
 * are made of, and none of the words is in one; each turn is a sentence and the pause after it. A
 * piece is two minutes.
 */
public final class SentenceTalk implements Talk {
  private static final int PIECE_SECONDS = 120;
  private static final int PIECE = PIECE_SECONDS * FrontEndSettings.SAMPLE_RATE;

  /** Purpose of these draws, so that no seed is used twice. */
  private static final int TURN = 10;

  private static final double SHORTEST_PAUSE = 0.25;
  private static final double LONGEST_PAUSE = 1.25;

  /** As in the clips of {@link ClipComposer}. */
  private static final double LEVEL_SPAN_DB = 3;

  private static final double SNR_SPAN_DB = 25;

  private final SynthesisSettings settings;
  private final SpokenLanguage language;
  private final List<Speaker> speakers;
  private final int pieces;
  private final long seed;

  /**
   * @param settings of the corpus
   * @param hours of talk, above 0; rounded up to whole pieces
   * @param seed of all draws but those of the speakers
   * @throws org.keyspike.io.InputException if an engine of the corpus is not there
   */
  public SentenceTalk(SynthesisSettings settings, double hours, long seed) throws IOException {
    this.settings = settings;
    this.seed = seed;
    language = SpokenLanguage.of(settings.voices());
    speakers =
        WordSynthesizer.speakers(settings).stream()
            .filter(speaker -> speaker.split() == Split.TRAIN)
            .toList();
    pieces = (int) Math.ceil(hours * 3_600 / PIECE_SECONDS);
  }

  @Override
  public String name() {
    return "synthesised talk";
  }

  @Override
  public int pieces() {
    return pieces;
  }

  @Override
  public Reader reader() {
    SpeechSource source = new SpeechSource(Optional.empty());
    Pronouncer pronouncer = language.pronouncer(source.embedded());
    KeywordSearch keywords = new KeywordSearch(settings.keywords(), pronouncer);
    Sentences sentences = new Sentences(language.sentences(), keywords);
    SpeakerVoice said = new SpeakerVoice(source);
    return piece -> make(piece, sentences, said);
  }

  private Piece make(int piece, Sentences sentences, SpeakerVoice said) throws IOException {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, TURN, piece));
    float[] samples = new float[PIECE];
    List<Turn> turns = new ArrayList<>();
    int at = 0;
    while (at < PIECE) {
      Speaker speaker = speakers.get(random.nextInt(speakers.size()));
      turns.add(new Turn(at, speaker.id()));
      float[] speech = said.say(sentences.draw(random), speaker);
      double pause = random.nextDouble(SHORTEST_PAUSE, LONGEST_PAUSE);
      int length = speech.length + (int) (pause * FrontEndSettings.SAMPLE_RATE);
      float[] turn = inNoise(speech, length, speaker, random);
      System.arraycopy(turn, 0, samples, at, Math.min(turn.length, PIECE - at));
      at += turn.length;
    }
    return new Piece(samples, turns);
  }

  private float[] inNoise(float[] speech, int length, Speaker speaker, SplittableRandom random) {
    double level =
        Level.ofDecibels(speaker.levelDb() + random.nextDouble(-LEVEL_SPAN_DB, LEVEL_SPAN_DB));
    NoiseKind[] kinds = NoiseKind.values();
    float[] turn = kinds[random.nextInt(kinds.length)].make(length, random);
    double snr = settings.minSnrDb() + random.nextDouble(0, SNR_SPAN_DB);
    Level.scale(turn, (float) (level / Level.ofDecibels(snr)));
    Level.scaleTo(speech, level);
    for (int i = 0; i < length; i++) {
      float sum = turn[i] + (i < speech.length ? speech[i] : 0);
      turn[i] = BackgroundSound.clipped(sum);
    }
    return turn;
  }
}
