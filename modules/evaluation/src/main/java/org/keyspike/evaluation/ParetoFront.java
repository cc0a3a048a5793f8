package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Of things that have a cost and a worth, those that nothing cheaper, or as cheap, is as good as.
 */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * One thing.
   *
   * @param name of it
   * @param cost the less the better
   * @param worth the more the better
   */
  public record Point(String name, double cost, double worth) {}

  /** The points of the front, from the cheapest to the best. Of equal points the first is on it. */
  public static List<Point> of(List<Point> points) {
    List<Point> byCost = new ArrayList<>(points);
    byCost.sort(
        Comparator.comparingDouble(Point::cost)
            .thenComparing(Comparator.comparingDouble(Point::worth).reversed()));
    List<Point> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (Point point : byCost) {
      if (point.worth > best) {
        front.add(point);
        best = point.worth;
      }
    }
    return front;
  }
}
