package org.keyspike.synthesis;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.audio.TimeScale;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.synthesis.voices.SpokenText;

/**
 * Makes one-second clips: a word by a speaker, a little different every time, somewhere in the
 * second, in noise. One thread's own, as its voice is.
 */
final class ClipComposer {
  private static final int CLIP = SpeechCommands.CLIP_SAMPLES;

  /** Speech of more than this is spoken faster, until it fits. */
  private static final int MOST_SPEECH = CLIP * 19 / 20;

  /** Speech that would have to be faster than this is cut instead. */
  private static final double MOST_HASTE = 2;

  /** What is quieter than this, relative to the peak, at the ends is no speech. */
  private static final float AUDIBLE = 0.01f;

  private static final int MARGIN = FrontEndSettings.SAMPLE_RATE / 100;
  private static final int FADE = FrontEndSettings.SAMPLE_RATE / 50;
  private static final double SNR_SPAN_DB = 25;
  private static final double USUAL_PITCH = 120;
  private static final double USUAL_RATE = 160;
  private static final float HIGHEST_PEAK = 0.99f;

  private final TimeScale timeScale = new TimeScale();
  private final SpeechSource source;
  private final SpeakerVoice said;
  private final double minSnrDb;

  ClipComposer(double minSnrDb, SpeechSource source) {
    this.minSnrDb = minSnrDb;
    this.source = source;
    said = new SpeakerVoice(source);
  }

  /**
   * @return null if the synthesis of the word or phrase is silent
   */
  AudioClip phrase(String text, Speaker speaker, SplittableRandom random) throws IOException {
    float[] speech = speech(text, speaker.varied(random));
    if (speech.length == 0) {
      return null;
    }
    SpeakerVoice.tilt(speech, (float) speaker.tilt());
    double level = level(speaker, random);
    Level.scaleTo(speech, level);
    float[] clip = noise(level, random);
    int start = random.nextInt(CLIP - speech.length + 1);
    return inNoise(said.inPlace(speech, speaker, CLIP - start), clip, start);
  }

  /**
   * A second out of a sentence, wherever it falls.
   *
   * @return null if the synthesis of the sentence is silent
   */
  AudioClip excerpt(String sentence, Speaker speaker, SplittableRandom random) throws IOException {
    float[] speech = trimmed(said.say(sentence, speaker));
    if (speech.length == 0) {
      return null;
    }
    double level = level(speaker, random);
    Level.scaleTo(speech, level);
    int start = random.nextInt(Math.max(1, speech.length - CLIP + 1));
    float[] second = Arrays.copyOfRange(speech, start, Math.min(speech.length, start + CLIP));
    return inNoise(second, noise(level, random), 0);
  }

  private static AudioClip inNoise(float[] speech, float[] clip, int start) {
    for (int i = 0; i < speech.length; i++) {
      clip[start + i] += speech[i];
    }
    float peak = Level.peak(clip);
    if (peak > HIGHEST_PEAK) {
      Level.scale(clip, HIGHEST_PEAK / peak);
    }
    return new AudioClip(clip, FrontEndSettings.SAMPLE_RATE);
  }

  /** The noise that would lie under a word of this speaker, and no word. */
  AudioClip noise(Speaker speaker, SplittableRandom random) {
    return new AudioClip(noise(level(speaker, random), random), FrontEndSettings.SAMPLE_RATE);
  }

  /**
   * How long a voice that is neither fast nor slow takes to say something.
   *
   * @param voice the embedded one, or another that speaks the language
   * @return seconds; 0 if the synthesis is silent
   */
  double seconds(String text, BaseVoice voice) throws IOException {
    float[] spoken =
        voice.engine().isEmpty()
            ? source.embedded().speak(text, USUAL_PITCH, USUAL_PITCH / 10, USUAL_RATE)
            : voice
                .engine()
                .get()
                .speak(voice.name(), List.of(SpokenText.of(text, 1, 1, USUAL_RATE)))
                .get(0);
    return (double) trimmed(spoken).length / FrontEndSettings.SAMPLE_RATE;
  }

  /** Root mean square of speech. */
  private static double level(Speaker speaker, SplittableRandom random) {
    return Level.ofDecibels(speaker.levelDb() + random.nextDouble(-3, 3));
  }

  /** A second of noise to lie under speech of a level. */
  private float[] noise(double level, SplittableRandom random) {
    NoiseKind[] kinds = NoiseKind.values();
    float[] noise = kinds[random.nextInt(kinds.length)].make(CLIP, random);
    double snr = minSnrDb + random.nextDouble(0, SNR_SPAN_DB);
    Level.scale(noise, (float) (level / Level.ofDecibels(snr)));
    return noise;
  }

  /** The word in this speaker's voice, a second at most, without silence around it. */
  private float[] speech(String word, Speaker speaker) throws IOException {
    double formants = speaker.formants();
    double tempo = speaker.tempo();
    float[] spoken = trimmed(source.say(word, speaker));
    if (spoken.length == 0) {
      return spoken;
    }
    float[] shifted = TimeScale.frequencies(spoken, formants);
    // The shift took the duration along; the tempo gives it back.
    float[] timed = trimmed(timeScale.tempo(shifted, tempo / formants));
    if (timed.length <= MOST_SPEECH) {
      return timed;
    }
    double haste = Math.min(MOST_HASTE, (double) timed.length / MOST_SPEECH);
    return cut(trimmed(timeScale.tempo(shifted, haste * tempo / formants)));
  }

  private static float[] cut(float[] speech) {
    if (speech.length <= CLIP) {
      return speech;
    }
    float[] kept = Arrays.copyOf(speech, CLIP);
    for (int i = 0; i < FADE; i++) {
      kept[CLIP - 1 - i] *= (float) i / FADE;
    }
    return kept;
  }

  private static float[] trimmed(float[] samples) {
    float audible = AUDIBLE * Level.peak(samples);
    int first = 0;
    while (first < samples.length && Math.abs(samples[first]) <= audible) {
      first++;
    }
    int end = samples.length;
    while (end > first && Math.abs(samples[end - 1]) <= audible) {
      end--;
    }
    if (first == end) {
      return new float[0];
    }
    return Arrays.copyOfRange(
        samples, Math.max(0, first - MARGIN), Math.min(samples.length, end + MARGIN));
  }
}
