package org.keyspike.synthesis;

import java.util.SplittableRandom;
import org.keyspike.datasets.Split;

/**
 * A synthetic speaker: what stays the same from word to word. Half of them are low voices, half
 * high ones; a high voice has a shorter vocal tract, as people have.
 *
 * @param id eight hexadecimal digits
 * @param split the one part this speaker is in
 * @param pitch mean fundamental frequency, Hz
 * @param pitchRange its standard deviation, Hz
 * @param wordsPerMinute rate of the synthesis
 * @param formants factor of all formant frequencies: the inverse of the vocal tract's length
 * @param tempo factor of speed after synthesis
 * @param tilt of the spectrum: coefficient of the sample before; above 0 dull, below 0 bright
 * @param levelDb root mean square of speech, dB of full scale
 * @param voice what it is a disguise of
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
    BaseVoice voice) {

  /**
   * The same speaker by another voice. Other engines' voices differ by themselves in pitch and
   * vocal tract, so theirs are changed less.
   */
  Speaker by(BaseVoice other) {
    double moved = other.engine().isPresent() ? 1 + (formants - 1) / 2 : formants;
    return new Speaker(
        id, split, pitch, pitchRange, wordsPerMinute, moved, tempo, tilt, levelDb, other);
  }

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
        BaseVoice.EMBEDDED);
  }
}
