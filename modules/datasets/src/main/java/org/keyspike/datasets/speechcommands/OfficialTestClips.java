package org.keyspike.datasets.speechcommands;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;

/**
 * The clips of the official test part of Speech Commands that a data set with a split of its own
 * trains with, told by their names: eight hexadecimal digits for the speaker, whose hash decides.
 */
public final class OfficialTestClips {
  private static final String OFFICIAL = "(.*/)?[0-9a-f]{8}_nohash_[0-9]+";

  private OfficialTestClips() {}

  /**
   * A remark for people, if there are any.
   *
   * @param named which clips, by name, may be official ones
   */
  public static Optional<String> remark(Dataset dataset, Predicate<String> named) {
    long training = count(dataset, Split.TRAIN, named);
    long validation = count(dataset, Split.VALIDATION, named);
    return training + validation == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the split is its own: by their names, %,d training and %,d validation clips are of"
                    + " the official test part of Speech Commands; compare no figure with one of it,"
                    + " and score no network of this data there",
                training,
                validation));
  }

  private static long count(Dataset dataset, Split part, Predicate<String> named) {
    return dataset.utterances(part).stream()
        .map(Utterance::name)
        .filter(named)
        .filter(name -> name.matches(OFFICIAL))
        .filter(name -> HashRule.split(name.substring(name.lastIndexOf('/') + 1)) == Split.TEST)
        .count();
  }
}
