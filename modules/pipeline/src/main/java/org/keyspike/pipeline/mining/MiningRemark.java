package org.keyspike.pipeline.mining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The line about mining that stands beside the results of a run.
 *
 * @param rounds what each found
 * @param threshold of false alarms
 * @param before what the network was worth on the validation stream before the first round, if that
 *     was counted
 * @param after the same after the last
 */
public record MiningRemark(
    List<MinedClips> rounds,
    double threshold,
    Optional<ValidationAlarms> before,
    Optional<ValidationAlarms> after) {

  /** Without a full stop. */
  public String text() {
    Map<String, Double> hours = new LinkedHashMap<>();
    Map<String, Integer> words = new TreeMap<>();
    int clips = 0;
    for (MinedClips round : rounds) {
      round.heard().forEach(one -> hours.merge(one.talk(), one.hours(), Double::sum));
      round.byWord().forEach((word, count) -> words.merge(word, count, Integer::sum));
      clips += round.clips().size();
    }
    String heard =
        hours.entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%.2f h of %s", one.getValue(), one.getKey()))
            .collect(Collectors.joining(" and "));
    String taken =
        words.entrySet().stream()
            .map(word -> word.getKey() + " " + word.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "hard negatives were mined in %d %s: of %s that the network listened to, %,d %s that it"
            + " took for a word joined the training part%s%s",
        rounds.size(),
        rounds.size() == 1 ? "round" : "rounds",
        heard,
        clips,
        clips == 1 ? "second" : "seconds",
        taken.isEmpty() ? "" : " (" + taken + ")",
        stream());
  }

  private String stream() {
    return before.isEmpty() || after.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "; of the float network on the validation stream at threshold %s: before %s; after %s",
            threshold,
            before.get().text(),
            after.get().text());
  }
}
