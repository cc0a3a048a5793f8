package org.keyspike.audio;

import java.util.Objects;

/**
 * The settings of microphones that clips are heard by.
 *
 * @param filterDb gain of each of three gentle filters, dB, −20 to 20, with how often a clip is
 *     filtered
 * @param levelDb level of the loudest sample over full scale, dB, −80 to 40; beyond 0 the sound is
 *     clipped
 */
public record MicrophoneSettings(RandomRange filterDb, RandomRange levelDb) {

  /** As it was recorded. */
  public static final MicrophoneSettings NONE =
      new MicrophoneSettings(new RandomRange(0, -6, 6), new RandomRange(0, -40, 6));

  /**
   * @throws org.keyspike.io.SettingException if a value is out of range
   */
  public MicrophoneSettings {
    Objects.requireNonNull(filterDb, "filterDb");
    Objects.requireNonNull(levelDb, "levelDb");
    filterDb.require("filterDb", -20, 20);
    levelDb.require("levelDb", -80, 40);
  }
}
