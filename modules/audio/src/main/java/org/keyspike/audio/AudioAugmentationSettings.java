package org.keyspike.audio;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.keyspike.audio.noise.NoiseKind;
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
 * @param fresh share of the clips that are varied anew in an epoch, above 0 to 1; the others are
 *     heard once more as they were in the epoch before
 * @param acoustics rooms, made noise and microphones, whose keys stand beside the others
 */
public record AudioAugmentationSettings(
    RandomRange tempo,
    RandomRange pitchSemitones,
    RandomRange shiftMs,
    RandomRange mixDb,
    RandomRange noiseSnrDb,
    RandomRange gainDb,
    double fresh,
    @JsonUnwrapped AcousticsSettings acoustics) {

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
   * @throws SettingException if a range goes beyond what is allowed, or the share is not one
   */
  public AudioAugmentationSettings {
    check("tempo", tempo, 0.5, 2);
    check("pitchSemitones", pitchSemitones, -12, 12);
    check("shiftMs", shiftMs, -10_000, 10_000);
    check("mixDb", mixDb, -60, 20);
    check("noiseSnrDb", noiseSnrDb, -20, 60);
    check("gainDb", gainDb, -60, 60);
    Objects.requireNonNull(acoustics, "acoustics");
    if (!(fresh > 0 && fresh <= 1)) {
      throw new SettingException("fresh", fresh, "above 0, at most 1");
    }
  }

  /** All clips are varied anew in every epoch. */
  public AudioAugmentationSettings(
      RandomRange tempo,
      RandomRange pitchSemitones,
      RandomRange shiftMs,
      RandomRange mixDb,
      RandomRange noiseSnrDb,
      RandomRange gainDb) {
    this(tempo, pitchSemitones, shiftMs, mixDb, noiseSnrDb, gainDb, 1, AcousticsSettings.NONE);
  }

  /** The same with another share of clips that are varied anew. */
  public AudioAugmentationSettings withFresh(double share) {
    return new AudioAugmentationSettings(
        tempo, pitchSemitones, shiftMs, mixDb, noiseSnrDb, gainDb, share, acoustics);
  }

  /** The same with other rooms, made noise and microphones. */
  public AudioAugmentationSettings with(AcousticsSettings other) {
    return new AudioAugmentationSettings(
        tempo, pitchSemitones, shiftMs, mixDb, noiseSnrDb, gainDb, fresh, other);
  }

  /** The same at full strength in every epoch. */
  public AudioAugmentationSettings withoutCurriculum() {
    return with(acoustics.withoutCurriculum());
  }

  /** The same as the curriculum has it in an epoch, counted from 0. */
  public AudioAugmentationSettings inEpoch(int epoch) {
    double strength = acoustics.curriculum().strength(epoch);
    return strength == 1
        ? this
        : new AudioAugmentationSettings(
            tempo,
            pitchSemitones,
            shiftMs,
            mixDb,
            noiseSnrDb.rarer(strength).fromHigh(strength),
            gainDb,
            fresh,
            acoustics.at(strength));
  }

  /** Whether any clip is ever changed. */
  public boolean possible() {
    return tempo.possible()
        || pitchSemitones.possible()
        || shiftMs.possible()
        || mixDb.possible()
        || noiseSnrDb.possible()
        || gainDb.possible()
        || acoustics.possible();
  }

  /** Whether speech is ever moved away from the frames that it was in. */
  public boolean movesSpeech() {
    return tempo.possible() || shiftMs.possible();
  }

  /** Whether clips are ever heard in other clips. */
  public boolean mixesClips() {
    return mixDb.possible()
        || acoustics.madeNoise().snrDb().possible()
            && acoustics.madeNoise().kinds().contains(NoiseKind.CHATTER);
  }

  private static void check(String name, RandomRange range, double least, double most) {
    Objects.requireNonNull(range, name);
    range.require(name, least, most);
  }

  /**
   * The text that states of interrupted trainings are found by, as it was before there were {@code
   * fresh} and rooms where these are not used.
   */
  @Override
  public String toString() {
    return "AudioAugmentationSettings[tempo="
        + tempo
        + ", pitchSemitones="
        + pitchSemitones
        + ", shiftMs="
        + shiftMs
        + ", mixDb="
        + mixDb
        + ", noiseSnrDb="
        + noiseSnrDb
        + ", gainDb="
        + gainDb
        + (fresh == 1 ? "" : ", fresh=" + fresh)
        + (acoustics.equals(AcousticsSettings.NONE) ? "]" : ", acoustics=" + acoustics + "]");
  }
}
