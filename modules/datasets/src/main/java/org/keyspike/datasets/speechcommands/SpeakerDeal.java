package org.keyspike.datasets.speechcommands;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keyspike.datasets.Split;

/**
 * Deals speakers to parts where they are too few for the official hash rule, which may leave a part
 * empty. Of n speakers, in the order of that rule's hash, the first tenth validates, the next tenth
 * tests, and the others train: at least one tests if there are two, and one validates if there are
 * three. A single speaker trains.
 *
 * @param parts the part of every speaker
 */
record SpeakerDeal(Map<String, Split> parts) {

  static SpeakerDeal of(Collection<List<Path>> clips) {
    List<String> speakers =
        clips.stream()
            .flatMap(List::stream)
            .map(HashRule::speaker)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .sorted(Comparator.comparingDouble(HashRule::percent))
            .toList();
    int n = speakers.size();
    int tenth = Math.max(1, Math.round(n / 10f));
    int validation = n >= 3 ? tenth : 0;
    int test = n >= 2 ? tenth : 0;
    Map<String, Split> parts = new HashMap<>();
    for (int i = 0; i < n; i++) {
      parts.put(
          speakers.get(i),
          i < validation ? Split.VALIDATION : i < validation + test ? Split.TEST : Split.TRAIN);
    }
    return new SpeakerDeal(parts);
  }

  /** The part of a clip: its speaker's. */
  Split split(Path clip) {
    return parts.get(HashRule.speaker(clip));
  }
}
