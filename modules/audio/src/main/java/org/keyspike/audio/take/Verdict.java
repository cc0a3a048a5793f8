package org.keyspike.audio.take;

/** The verdict on a {@link Take}: the first of these that holds, the last if none does. */
public enum Verdict {
  /** Nothing was said for as long as anyone waits. */
  NOTHING,
  /** What was said takes more than a second, which is all that a network hears. */
  TOO_LONG,
  /** Samples are at full scale. */
  CLIPPED,
  /** The word is not far enough above the background, or above what 16 bits can hold. */
  TOO_QUIET,
  /** It is kept. */
  GOOD
}
