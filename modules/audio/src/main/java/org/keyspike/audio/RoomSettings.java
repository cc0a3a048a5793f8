package org.keyspike.audio;

import java.util.Objects;
import org.keyspike.io.SettingException;

/**
 * The settings of rooms that clips are put into.
 *
 * @param t60Ms time in which a room's sound falls by 60 dB, ms, 50 to 3,000, with how often a clip
 *     is in a room
 * @param directDb direct-to-reverberant ratio, dB, −20 to 30
 * @param shoebox share of rooms that are made by image sources, 0 to 1; the others are decaying
 *     noise
 */
public record RoomSettings(RandomRange t60Ms, Bounds directDb, double shoebox) {

  /** No room. */
  public static final RoomSettings NONE =
      new RoomSettings(new RandomRange(0, 150, 700), new Bounds(-3, 12), 0.5);

  /**
   * @throws SettingException if a value is out of range
   */
  public RoomSettings {
    Objects.requireNonNull(t60Ms, "t60Ms");
    Objects.requireNonNull(directDb, "directDb");
    t60Ms.require("t60Ms", 50, 3_000);
    directDb.require("directDb", -20, 30);
    if (!(shoebox >= 0 && shoebox <= 1)) {
      throw new SettingException("shoebox", shoebox, "0 to 1");
    }
  }
}
