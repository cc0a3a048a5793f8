package org.keyspike.cli.console;

import java.util.Locale;
import org.keyspike.audio.Level;
import org.keyspike.audio.Pcm16;

/** The meter of how loud it is, as text. */
public final class LevelMeter {
  private static final int BAR = 24;
  private static final double QUIETEST_DB = -60;

  private double level = QUIETEST_DB;

  /** Takes note of how loud sound is. */
  public void sound(short[] samples, int length) {
    float[] sound = new float[length];
    for (int i = 0; i < length; i++) {
      sound[i] = Pcm16.sample(samples[i]);
    }
    double rms = Level.rootMeanSquare(sound);
    level = Math.max(QUIETEST_DB, 20 * Math.log10(rms));
  }

  /** A bar and the level, as in {@code [######------------------] -45 dB}. */
  public String text() {
    int full = (int) Math.round(BAR * (1 - level / QUIETEST_DB));
    String bar = "#".repeat(Math.max(0, full)) + "-".repeat(Math.max(0, BAR - full));
    return String.format(Locale.ROOT, "[%s] %4d dB", bar, Math.round(level));
  }
}
