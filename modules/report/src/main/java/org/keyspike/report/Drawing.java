package org.keyspike.report;

import java.util.List;

/**
 * A drawing for a page. Its colours are the page's: the variables {@code --ink}, {@code --axis},
 * {@code --grid} and {@code --series-1} to {@code --series-6}.
 *
 * @param labels what it says of itself
 * @param svg one element, without anything that is loaded from elsewhere
 * @param names what its colours mean, in their order
 */
public record Drawing(Labels labels, String svg, List<String> names) {
  public Drawing {
    names = List.copyOf(names);
  }
}
