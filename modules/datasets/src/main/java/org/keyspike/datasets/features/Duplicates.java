package org.keyspike.datasets.features;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileHash;

/** Recordings that a data set holds under several names, told by the bytes of their files. */
final class Duplicates {
  private Duplicates() {}

  /**
   * How many there are, for people; empty if there are none.
   *
   * @param files hash of every file
   */
  static Optional<String> in(Dataset dataset, Map<Path, FileHash> files) {
    Map<String, Set<Split>> partsOf = new HashMap<>();
    int again = 0;
    String first = "";
    for (Split split : Split.values()) {
      for (Utterance utterance : dataset.utterances(split)) {
        String hash = HexFormat.of().formatHex(files.get(utterance.file()).sha256());
        Set<Split> parts =
            partsOf.computeIfAbsent(
                hash + " " + utterance.start(), sound -> EnumSet.noneOf(Split.class));
        if (!parts.isEmpty()) {
          first = again == 0 ? utterance.name() : first;
          again++;
        }
        parts.add(split);
      }
    }
    long apart = partsOf.values().stream().filter(parts -> parts.size() > 1).count();
    return again == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d clips are there under another name too, the first %s; recordings that are in"
                    + " two parts: %d",
                again,
                first,
                apart));
  }
}
