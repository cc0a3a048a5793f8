package org.keyspike.spotting;

/** Receives what a network answers to a stream, answer by answer. */
@FunctionalInterface
public interface AnswerListener {
  void accept(Answer answer);
}
