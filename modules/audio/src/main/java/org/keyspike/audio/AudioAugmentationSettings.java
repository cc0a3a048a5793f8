package org.keyspike.audio;

import java.util.Objects;
import org.keyspike.io.SettingException;

/**
 * The settings by which the sound of training clips is varied; {@link AudioAugmentation} says what
 * each does.
 *
 * @param tempo factor of speed, 0.5 to 2
 * @param pitchSemitones change of all frequencies, semitones, −12 to 12
 * @param shiftMs shift in time, later if positive, ms, −10,000 to 10,000
 * @param mixDb level of another training clip over this clip's, dB, −60 to 20
 * @param noiseSnrDb signal-to-noise ratio with a background recording, dB, −20 to 60
 * @param gainDb change of level, dB, −60 to 60
 */
public record AudioAugmentationSettings(
    RandomRange tempo,
    RandomRange pitchSemitones,
    RandomRange shiftMs,
    RandomRange mixDb,
    RandomRange noiseSnrDb,
    RandomRange gainDb) {

  /** Leaves clips as they are. */
  public static final AudioAugmentationSettings NONE =
      new AudioAugmentationSettings(
          RandomRange.never(1),
          RandomRange.never(0),
          RandomRange.never(0),
          RandomRange.never(0),
          RandomRange.never(0),
          RandomRange.never(0));

  /**
   * @throws SettingException if a range goes beyond what is allowed
   */
  public AudioAugmentationSettings {
    check("tempo", tempo, 0.5, 2);
    check("pitchSemitones", pitchSemitones, -12, 12);
    check("shiftMs", shiftMs, -10_000, 10_000);
    check("mixDb", mixDb, -60, 20);
    check("noiseSnrDb", noiseSnrDb, -20, 60);
    check("gainDb", gainDb, -60, 60);
  }

  /** Whether any clip is ever changed. */
  public boolean possible() {
    return tempo.possible()
        || pitchSemitones.possible()
        || shiftMs.possible()
        || mixDb.possible()
        || noiseSnrDb.possible()
        || gainDb.possible();
  }

  /** Whether speech is ever moved away from the frames that it was in. */
  public boolean movesSpeech() {
    return tempo.possible() || shiftMs.possible();
  }

  private static void check(String name, RandomRange range, double least, double most) {
    Objects.requireNonNull(range, name);
    if (range.low() < least || range.high() > most) {
      throw new SettingException(
          name, range.low() + " to " + range.high(), "a range in " + least + " to " + most);
    }
  }
}
