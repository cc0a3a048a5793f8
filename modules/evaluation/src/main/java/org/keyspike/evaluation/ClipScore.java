package org.keyspike.evaluation;

import java.util.Objects;
import java.util.Optional;

/**
 * The score of a system on one clip, with the clip's speaker: two clips of one person are not
 * independent.
 *
 * @param accuracy how many of its answers were right: of 1, or of its frames
 * @param speaker who speaks in it; empty where nothing says so
 */
public record ClipScore(Accuracy accuracy, Optional<String> speaker) {
  /** Checks that both are there. */
  public ClipScore {
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(speaker, "speaker");
  }

  /** The score on a clip of which nobody knows who speaks. */
  public static ClipScore nameless(Accuracy accuracy) {
    return new ClipScore(accuracy, Optional.empty());
  }
}
