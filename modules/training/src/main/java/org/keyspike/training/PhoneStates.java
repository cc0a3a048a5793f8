package org.keyspike.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.datasets.timit.PhoneSet;

/**
 * The phones of classes that are states of phones. A frame is right where its phone is, whatever
 * the state: that chooses epochs, as it is what a network is judged by.
 */
final class PhoneStates {
  private PhoneStates() {}

  /** The phone of each class, (K); empty where classes are no states. */
  static Optional<int[]> phones(List<String> classes) {
    return PhoneSet.of(classes).filter(set -> set.parts() > 1).map(PhoneSet::phoneOfClasses);
  }

  /** What each class counts as, (K): states as their phones, any other class as itself. */
  static int[] counted(List<String> classes) {
    return phones(classes).orElseGet(() -> IntStream.range(0, classes.size()).toArray());
  }
}
