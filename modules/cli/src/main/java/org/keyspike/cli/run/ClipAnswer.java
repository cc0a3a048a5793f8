package org.keyspike.cli.run;

import org.keyspike.evaluation.Accuracy;

/**
 * What a network heard in one clip.
 *
 * @param clip its name in the data set
 * @param labels the class said, (1), or that of each frame, (T)
 * @param heard the class heard, in the same form
 */
record ClipAnswer(String clip, int[] labels, int[] heard) {

  /**
   * The answer to a clip.
   *
   * @param phones how classes are read, or null where they are no phones
   */
  static ClipAnswer of(String clip, int[] labels, int[] heard, Phones phones) {
    return phones == null
        ? new ClipAnswer(clip, labels, heard)
        : new ClipAnswer(clip, phones.phones(labels), phones.phones(heard));
  }

  /** How many of its answers were right. */
  Accuracy accuracy() {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += heard[i] == labels[i] ? 1 : 0;
    }
    return new Accuracy(correct, labels.length);
  }
}
