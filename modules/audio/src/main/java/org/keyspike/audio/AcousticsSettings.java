package org.keyspike.audio;

import java.util.Objects;

/**
 * The settings by which clips are brought into rooms, noise and microphones; {@link
 * AudioAugmentation} says in what order.
 *
 * @param room what the clip is said in
 * @param madeNoise what is heard beside it
 * @param microphone what it is heard by
 * @param curriculum how these grow over the epochs
 */
public record AcousticsSettings(
    RoomSettings room,
    MadeNoiseSettings madeNoise,
    MicrophoneSettings microphone,
    CurriculumSettings curriculum) {

  /** What holds where a recipe says nothing: clips stay as they are. */
  public static final AcousticsSettings NONE =
      new AcousticsSettings(
          RoomSettings.NONE,
          MadeNoiseSettings.NONE,
          MicrophoneSettings.NONE,
          CurriculumSettings.NONE);

  public AcousticsSettings {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(madeNoise, "madeNoise");
    Objects.requireNonNull(microphone, "microphone");
    Objects.requireNonNull(curriculum, "curriculum");
  }

  /** Whether any clip is ever changed. */
  boolean possible() {
    return room.t60Ms().possible()
        || madeNoise.snrDb().possible()
        || microphone.filterDb().possible()
        || microphone.levelDb().possible();
  }

  /** The same at full strength in every epoch. */
  AcousticsSettings withoutCurriculum() {
    return new AcousticsSettings(room, madeNoise, microphone, CurriculumSettings.NONE);
  }

  /** The same with less of everything: strength 0 to 1. */
  AcousticsSettings at(double strength) {
    return strength == 1
        ? this
        : new AcousticsSettings(
            new RoomSettings(room.t60Ms().rarer(strength), room.directDb(), room.shoebox()),
            new MadeNoiseSettings(
                madeNoise.snrDb().rarer(strength).fromHigh(strength),
                madeNoise.kinds(),
                madeNoise.most()),
            new MicrophoneSettings(
                microphone.filterDb().rarer(strength), microphone.levelDb().rarer(strength)),
            curriculum);
  }
}
