package org.keyspike.synthesis;

import java.util.List;

/** Who knows how texts are pronounced. */
@FunctionalInterface
interface Pronouncer {
  /**
   * The phones of a text, one word after the other, without stress; none of what cannot be
   * pronounced.
   *
   * @param text words with spaces or hyphens between them
   */
  List<String> phones(String text);
}
