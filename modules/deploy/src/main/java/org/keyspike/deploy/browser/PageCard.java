package org.keyspike.deploy.browser;

import java.util.List;

/**
 * What a page says of its network beside what the image holds.
 *
 * @param name of the network
 * @param figures measured, in the order in which they are shown
 */
public record PageCard(String name, List<PageCard.Figure> figures) {
  /**
   * One figure.
   *
   * @param name what it is of
   * @param value with its unit
   */
  public record Figure(String name, String value) {}

  public PageCard {
    figures = List.copyOf(figures);
  }
}
