package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The places at which functions are looked at, one after the other. */
class LbfgsTest {
  private static List<double[]> visited(Lbfgs.Function function, double... place) {
    List<double[]> visited = new ArrayList<>();
    Lbfgs.minimise(
        (at, gradient) -> {
          visited.add(at.clone());
          return function.at(at, gradient);
        },
        place);
    return visited;
  }

  /** A function of one number that gives these values and slopes in turn, the last for ever. */
  private static Lbfgs.Function told(double[]... valueAndSlope) {
    int[] calls = new int[1];
    return (at, gradient) -> {
      double[] now = valueAndSlope[Math.min(calls[0]++, valueAndSlope.length - 1)];
      gradient[0] = now[1];
      return now[0];
    };
  }

  /** (x² + 4y²)/2 from (2, 1): a step of length 1, then those of BFGS with whole matrices. */
  @Test
  void goesTheWayOfTheWholeMatrices() {
    double[] place = {2, 1};
    List<double[]> visited =
        visited(
            (at, gradient) -> {
              gradient[0] = at[0];
              gradient[1] = 4 * at[1];
              return (at[0] * at[0] + 4 * at[1] * at[1]) / 2;
            },
            place);
    double[][] expected = {
      {2, 1},
      {1.5527864045, 0.105572809},
      {0.977375565611, -0.122171945701},
      {0.141268374377, -0.0892307639703},
      {0.000685230668795, 0.0043481006124},
      {0.000406341260039, 0.000152611201283},
      {2.501798295e-05, -4.15759032467e-07}
    };
    assertEquals(expected.length, visited.size());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], visited.get(i), 1e-10, "place " + i);
    }
    assertArrayEquals(expected[6], place, 1e-10);
  }

  /** 5x²/2 from 0.1: the slope's own length, half and a quarter of it, then Newton's step. */
  @Test
  void halvesAStepThatGoesUp() {
    List<double[]> visited =
        visited(
            (at, gradient) -> {
              gradient[0] = 5 * at[0];
              return 2.5 * at[0] * at[0];
            },
            0.1);
    double[] expected = {0.1, -0.4, -0.15, -0.025, 0};
    assertArrayEquals(expected, visited.stream().mapToDouble(place -> place[0]).toArray(), 1e-12);
  }

  /** Slope −½: a step of ½ has to gain 1e-4 · ¼ and one of ¼ half of that. */
  @Test
  void aStepThatGainsTooLittleIsHalved() {
    List<double[]> visited =
        visited(told(new double[][] {{1, -0.5}, {1 - 2e-5, -0.1}, {1 - 1.5e-5, 0}}), 0);
    assertArrayEquals(
        new double[] {0, 0.5, 0.25}, visited.stream().mapToDouble(place -> place[0]).toArray());
  }

  /** Thirty steps that gain nothing, and the place is kept. */
  @Test
  void givesUpWhereNothingIsGained() {
    double[] place = {3};
    assertEquals(31, visited(told(new double[][] {{1, -0.5}}), place).size());
    assertEquals(3, place[0]);
  }

  /** From slope ½ to 1e-4, which is 2e-4 of it, and to 4e-5, which is below 1e-4 of it. */
  @Test
  void endsWhereTheSlopeIsAHundredthOfAPercent() {
    double[][] told = {{4, -0.5}, {3, -1e-4}, {2, -4e-5}, {1, -1e-5}};
    assertEquals(3, visited(told(told), 0).size());
    assertEquals(1, visited(told(new double[][] {{4, 0}}), 0).size(), "at the minimum");
  }

  /** A straight line has no curvature to remember: a hundred steps of length 1. */
  @Test
  void takesAHundredStepsAtMost() {
    double[] place = {0};
    Lbfgs.minimise(
        (at, gradient) -> {
          gradient[0] = -4;
          return -4 * at[0];
        },
        place);
    assertEquals(100, place[0], 1e-9);
  }
}
