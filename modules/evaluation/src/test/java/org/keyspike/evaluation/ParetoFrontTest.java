package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ParetoFrontTest {
  @Property(tries = 200)
  void nothingOnTheFrontIsBeatenAndAllElseIs(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ParetoFront.Point> points = new ArrayList<>();
    for (int i = 0; i < random.nextInt(12); i++) {
      points.add(new ParetoFront.Point("p" + i, random.nextInt(6), random.nextInt(6)));
    }
    List<ParetoFront.Point> front = ParetoFront.of(points);
    for (ParetoFront.Point point : points) {
      boolean beaten =
          points.stream()
              .anyMatch(
                  other ->
                      other.cost() <= point.cost()
                          && other.worth() >= point.worth()
                          && (other.cost() < point.cost() || other.worth() > point.worth()));
      boolean equal =
          front.stream().anyMatch(f -> f.cost() == point.cost() && f.worth() == point.worth());
      assertEquals(!beaten, equal, point + " of " + points);
    }
    for (int i = 1; i < front.size(); i++) {
      assertTrue(front.get(i).worth() > front.get(i - 1).worth());
    }
  }
}
