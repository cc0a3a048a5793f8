package org.keyspike.hardware;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/**
 * The description of the network in an image, for readers; a machine computes without it.
 *
 * @param kept what structured pruning left, one map for each place it worked on, in the order of
 *     places; usually none
 * @param classes names in the order of the logits
 * @param provenance what the network was made from, sorted by key
 */
public record ImageDescription(
    List<KeptIndices> kept, List<String> classes, Map<String, String> provenance) {

  /** The largest number of bands or neurons before pruning: an index of one is 16 bits wide. */
  public static final int LARGEST_ORIGINAL = 1 << 16;

  public ImageDescription {
    kept = kept.stream().sorted(Comparator.comparingInt(KeptIndices::place)).toList();
    for (int i = 1; i < kept.size(); i++) {
      if (kept.get(i).place() == kept.get(i - 1).place()) {
        throw new SpecException("kept[" + kept.get(i).place() + "]", "two maps", "one of a place");
      }
    }
    classes = List.copyOf(classes);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    kept.forEach(map -> requireOriginal(map.place(), map.original()));
  }

  static void requireOriginal(int place, int original) {
    if (original < 1 || original > LARGEST_ORIGINAL) {
      throw new SpecException("kept[" + place + "].original", original, "1 to " + LARGEST_ORIGINAL);
    }
  }
}
