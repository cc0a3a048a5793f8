package org.keyspike.spotting;

/** Hears what a network says of a stream, answer by answer. */
@FunctionalInterface
public interface AnswerListener {
  void accept(Answer answer);
}
