package org.keyspike.pipeline.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The choice among found clips: those of the largest posteriors, not too many of one source. */
final class HardestClips {
  /** Of equal scores the first, so that the order does not depend on who found what when. */
  private static final Comparator<FoundClip> HARDEST =
      Comparator.comparingInt((FoundClip clip) -> -clip.score())
          .thenComparing(FoundClip::talk)
          .thenComparingInt(FoundClip::piece)
          .thenComparingInt(FoundClip::start);

  private HardestClips() {}

  /**
   * The hardest.
   *
   * @param most clips at most
   * @param perSource clips of one source at most
   */
  static List<FoundClip> of(List<FoundClip> found, int most, int perSource) {
    Map<List<String>, Integer> taken = new HashMap<>();
    List<FoundClip> hardest = new ArrayList<>();
    for (FoundClip clip : found.stream().sorted(HARDEST).toList()) {
      if (hardest.size() == most) {
        break;
      }
      List<String> source = List.of(clip.talk(), clip.source());
      int before = taken.getOrDefault(source, 0);
      if (before < perSource) {
        taken.put(source, before + 1);
        hardest.add(clip);
      }
    }
    return hardest;
  }
}
