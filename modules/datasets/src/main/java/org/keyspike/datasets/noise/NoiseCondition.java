package org.keyspike.datasets.noise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.audio.noise.NoiseKind;

/**
 * A condition that clips are heard in.
 *
 * @param kind {@link #CLEAN}, {@link #RECORDINGS}, {@link #ROOM}, or the name of a kind of noise
 * @param snrDb signal-to-noise ratio, dB; missing without noise
 * @param t60Ms time in which a room's sound falls by 60 dB, ms; missing without a room
 */
public record NoiseCondition(
    String kind,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> snrDb,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> t60Ms) {

  /** As they were recorded. */
  public static final String CLEAN = "clean";

  /** In background recordings. */
  public static final String RECORDINGS = "recordings";

  /** In rooms, without noise. */
  public static final String ROOM = "room";

  private static final List<Integer> SNR_DB = List.of(20, 10, 5, 0);

  /** All conditions for a use, clean first, rooms last. */
  static List<NoiseCondition> all(NoiseKind.Use use, boolean recordings) {
    List<String> kinds = new ArrayList<>();
    if (recordings) {
      kinds.add(RECORDINGS);
    }
    NoiseKind.of(use).forEach(kind -> kinds.add(kind.text()));
    List<NoiseCondition> all = new ArrayList<>();
    all.add(new NoiseCondition(CLEAN, Optional.empty(), Optional.empty()));
    for (String kind : kinds) {
      SNR_DB.forEach(snr -> all.add(new NoiseCondition(kind, Optional.of(snr), Optional.empty())));
    }
    for (int t60 : use == NoiseKind.Use.TEST ? List.of(300, 600, 900) : List.of(200, 500, 800)) {
      all.add(new NoiseCondition(ROOM, Optional.empty(), Optional.of(t60)));
    }
    return List.copyOf(all);
  }

  /** The same for people: {@code babble, 10 dB}. */
  public String text() {
    return snrDb
        .map(snr -> String.format(Locale.ROOT, "%s, %d dB", kind, snr))
        .or(() -> t60Ms.map(t60 -> String.format(Locale.ROOT, "%s, %.1f s", kind, t60 / 1e3)))
        .orElse(kind);
  }
}
