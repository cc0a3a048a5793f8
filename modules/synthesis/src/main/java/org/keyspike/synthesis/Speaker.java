package org.keyspike.synthesis;

import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.datasets.Split;
import org.keyspike.synthesis.voices.SpokenText;

/**
 * A synthetic speaker: what stays the same from word to word. Of the embedded voice half are low
 * voices, half high ones; a high voice has a shorter vocal tract, as people have. Other voices
 * differ by themselves, and are each changed by {@value #LEAST} to {@value #MOST} in formants and
 * in tempo.
 *
 * @param id eight hexadecimal digits
 * @param split the one part this speaker is in
 * @param pitch mean fundamental frequency: Hz of the embedded voice, a factor on any other's
 * @param pitchRange its movement: standard deviation in Hz of the embedded voice, a factor on any
 *     other's
 * @param wordsPerMinute rate of the synthesis
 * @param formants factor of all formant frequencies: the inverse of the vocal tract's length
 * @param tempo factor of speed after synthesis
 * @param tilt of the spectrum: coefficient of the sample before; above 0 dull, below 0 bright
 * @param levelDb root mean square of speech, dB of full scale
 * @param voice what it is a disguise of
 * @param place where it is heard; empty where the embedded voice is the only one
 */
record Speaker(
    String id,
    Split split,
    double pitch,
    double pitchRange,
    double wordsPerMinute,
    double formants,
    double tempo,
    double tilt,
    double levelDb,
    BaseVoice voice,
    Optional<Place> place) {

  private static final double LEAST = 0.86;
  private static final double MOST = 1.16;

  /** A speaker of the embedded voice, where that is the only one. */
  static Speaker draw(String id, Split split, SplittableRandom random) {
    boolean high = random.nextBoolean();
    double pitch = high ? random.nextDouble(150, 240) : random.nextDouble(85, 150);
    return new Speaker(
        id,
        split,
        pitch,
        pitch * random.nextDouble(0.04, 0.22),
        random.nextDouble(130, 190),
        high ? random.nextDouble(1.02, 1.22) : random.nextDouble(0.88, 1.06),
        random.nextDouble(0.88, 1.15),
        random.nextDouble(-0.5, 0.5),
        random.nextDouble(-32, -16),
        BaseVoice.EMBEDDED,
        Optional.empty());
  }

  /** A speaker of one voice among several, somewhere. */
  static Speaker draw(String id, Split split, BaseVoice voice, SplittableRandom random) {
    if (voice.engine().isEmpty()) {
      Speaker near = draw(id, split, random);
      return new Speaker(
          id,
          split,
          near.pitch,
          near.pitchRange,
          near.wordsPerMinute,
          near.formants,
          near.tempo,
          near.tilt,
          near.levelDb,
          voice,
          Optional.of(Place.draw(random)));
    }
    double formants = random.nextDouble(LEAST, MOST);
    return new Speaker(
        id,
        split,
        formants * random.nextDouble(0.85, 1.2),
        random.nextDouble(0.5, 1.6),
        random.nextDouble(130, 190),
        formants,
        random.nextDouble(LEAST, MOST),
        random.nextDouble(-0.5, 0.5),
        random.nextDouble(-32, -16),
        voice,
        Optional.of(Place.draw(random)));
  }

  /** The speaker for one clip: nobody says a word twice in quite the same way. */
  Speaker varied(SplittableRandom random) {
    return new Speaker(
        id,
        split,
        pitch * random.nextDouble(0.93, 1.07),
        pitchRange * random.nextDouble(0.7, 1.3),
        wordsPerMinute * random.nextDouble(0.9, 1.1),
        formants,
        tempo * random.nextDouble(0.95, 1.05),
        tilt,
        levelDb,
        voice,
        place);
  }

  /** What the speaker's voice is to say, if it is of an engine, so that the speaker says a text. */
  SpokenText saying(String text) {
    boolean free = voice.engine().orElseThrow().setsPitch();
    // What an engine ignores would only make two of the same.
    return free
        ? SpokenText.of(text, pitch / formants, pitchRange, wordsPerMinute)
        : SpokenText.of(text, 1, 1, wordsPerMinute);
  }
}
