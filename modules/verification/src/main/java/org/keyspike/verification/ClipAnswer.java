package org.keyspike.verification;

import java.util.Optional;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;

/**
 * The answer of a network to one clip.
 *
 * @param clip its name in the data set
 * @param speaker who speaks in it; empty where nothing says so
 * @param labels the class said, (1), or that of each frame, (T)
 * @param predicted the predicted class, in the same form
 */
public record ClipAnswer(String clip, Optional<String> speaker, int[] labels, int[] predicted) {

  /** The answer to a clip of nobody known. */
  public ClipAnswer(String clip, int[] labels, int[] predicted) {
    this(clip, Optional.empty(), labels, predicted);
  }

  /**
   * The answer to a clip.
   *
   * @param phones how classes are read; empty where they are no phones
   */
  static ClipAnswer of(
      String clip,
      Optional<String> speaker,
      int[] labels,
      int[] predicted,
      Optional<Phones> phones) {
    return phones
        .map(known -> new ClipAnswer(clip, speaker, known.phones(labels), known.phones(predicted)))
        .orElseGet(() -> new ClipAnswer(clip, speaker, labels, predicted));
  }

  /** How many of its answers were right, with its speaker. */
  public ClipScore score() {
    return new ClipScore(accuracy(), speaker);
  }

  /** How many of its answers were right. */
  public Accuracy accuracy() {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += predicted[i] == labels[i] ? 1 : 0;
    }
    return new Accuracy(correct, labels.length);
  }
}
