package org.keyspike.audio;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.io.SettingException;

/**
 * The settings of noise that is made and mixed in.
 *
 * @param snrDb signal-to-noise ratio of each noise, dB, −20 to 60, with how often there is any
 * @param kinds what it is drawn from; only kinds that are for training
 * @param most how many at once, at most, 1 to 8; so many or fewer, equally often
 */
public record MadeNoiseSettings(RandomRange snrDb, List<NoiseKind> kinds, int most) {

  /** No noise. */
  public static final MadeNoiseSettings NONE =
      new MadeNoiseSettings(new RandomRange(0, 0, 30), NoiseKind.of(NoiseKind.Use.TRAINING), 1);

  private static final int MOST = 8;

  /**
   * @throws SettingException if a value is out of range, or a kind is kept for validation or test
   */
  public MadeNoiseSettings {
    Objects.requireNonNull(snrDb, "snrDb");
    kinds = List.copyOf(kinds);
    snrDb.require("snrDb", -20, 60);
    for (NoiseKind kind : kinds) {
      if (kind.use() != NoiseKind.Use.TRAINING) {
        throw new SettingException(
            "kinds",
            kind.text() + ", which is for " + kind.use().name().toLowerCase(Locale.ROOT),
            "some of " + NoiseKind.names(NoiseKind.Use.TRAINING));
      }
    }
    if (kinds.isEmpty() || new HashSet<>(kinds).size() < kinds.size()) {
      throw new SettingException(
          "kinds",
          kinds.isEmpty() ? "none" : "one of them twice",
          "some of " + NoiseKind.names(NoiseKind.Use.TRAINING));
    }
    if (most < 1 || most > MOST) {
      throw new SettingException("most", most, "1 to " + MOST);
    }
  }
}
