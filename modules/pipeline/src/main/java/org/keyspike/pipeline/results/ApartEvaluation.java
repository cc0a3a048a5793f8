package org.keyspike.pipeline.results;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.contamination.SeenClips;

/**
 * The evaluation of a network on clips some of which it has seen: two figures that are never one.
 *
 * @param unseen on the clips that it never saw, if there are any
 * @param seen on those that it was trained with or chosen by, if there are any
 * @param trainingClips clips of its training part among the latter
 * @param validationClips clips of its validation part among them
 */
public record ApartEvaluation<E>(
    Optional<E> unseen, Optional<E> seen, int trainingClips, int validationClips) {

  /**
   * Both figures.
   *
   * @param clips which clips were seen
   * @param unseen of the others, if there are any
   * @param seen of them, if there are any
   */
  public static <E> ApartEvaluation<E> of(SeenClips clips, Optional<E> unseen, Optional<E> seen) {
    return new ApartEvaluation<>(
        unseen, seen, clips.count(Split.TRAIN), clips.count(Split.VALIDATION));
  }

  /**
   * The same for people.
   *
   * @param text of one figure
   */
  public String text(Function<E, String> text) {
    return String.format(
        Locale.ROOT,
        "clips that the network never saw:%s%n%nclips that it was trained with (%,d) or chosen by"
            + " (%,d), which say nothing of others:%s",
        unseen.map(text).map(ApartEvaluation::below).orElse(" none"),
        trainingClips,
        validationClips,
        seen.map(text).map(ApartEvaluation::below).orElse(" none"));
  }

  private static String below(String text) {
    return System.lineSeparator() + text;
  }
}
