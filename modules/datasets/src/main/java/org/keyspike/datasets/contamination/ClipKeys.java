package org.keyspike.datasets.contamination;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys of one part of a data set, in the order of unsigned numbers.
 *
 * @param clips of the part
 * @param sounds keys of their recordings' samples
 * @param names keys of their names
 */
record ClipKeys(int clips, SortedSet<Long> sounds, SortedSet<Long> names) {
  ClipKeys {
    sounds = Collections.unmodifiableSortedSet(sounds);
    names = Collections.unmodifiableSortedSet(names);
  }

  /** An empty set in the order of unsigned numbers. */
  static SortedSet<Long> none() {
    return new TreeSet<>(Long::compareUnsigned);
  }

  /** Whether a clip is one of them. */
  boolean contain(ClipIdentity clip) {
    return clip.sound().filter(sounds::contains).isPresent()
        || clip.name().filter(names::contains).isPresent();
  }
}
