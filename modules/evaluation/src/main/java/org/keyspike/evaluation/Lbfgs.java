package org.keyspike.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function with the limited-memory BFGS method and backtracking; there is
 * nothing random in it.
 *
 * <p>Source: J. Nocedal, "Updating quasi-Newton matrices with limited storage", 1980.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final int ITERATIONS = 100;
  private static final int HALVINGS = 30;
  private static final double SUFFICIENT = 1e-4;

  /** Relative to the length of the first gradient. */
  private static final double TOLERANCE = 1e-4;

  /** What is minimised. */
  @FunctionalInterface
  interface Function {
    /** The value at a place; its gradient there is written to the second array. */
    double at(double[] place, double[] gradient);
  }

  private record Step(double[] moved, double[] turned, double inverse) {}

  private Lbfgs() {}

  /** Moves a place to near the minimum. */
  static void minimise(Function function, double[] place) {
    Deque<Step> steps = new ArrayDeque<>();
    double[] gradient = new double[place.length];
    double value = function.at(place, gradient);
    double enough = TOLERANCE * Math.sqrt(dot(gradient, gradient));
    for (int i = 0; i < ITERATIONS; i++) {
      double length = Math.sqrt(dot(gradient, gradient));
      if (length <= enough) {
        return;
      }
      double[] direction = direction(steps, gradient);
      double slope = dot(direction, gradient);
      double size = steps.isEmpty() ? Math.min(1, 1 / length) : 1;
      double[] next = new double[place.length];
      double[] nextGradient = new double[place.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < HALVINGS; halving++, size /= 2) {
        for (int j = 0; j < place.length; j++) {
          next[j] = place[j] + size * direction[j];
        }
        nextValue = function.at(next, nextGradient);
        if (nextValue <= value + SUFFICIENT * size * slope) {
          break;
        }
      }
      if (nextValue >= value) {
        return;
      }
      remember(steps, place, next, gradient, nextGradient);
      System.arraycopy(next, 0, place, 0, place.length);
      gradient = nextGradient;
      value = nextValue;
    }
  }

  private static void remember(
      Deque<Step> steps, double[] place, double[] next, double[] gradient, double[] nextGradient) {
    double[] moved = new double[place.length];
    double[] turned = new double[place.length];
    for (int j = 0; j < place.length; j++) {
      moved[j] = next[j] - place[j];
      turned[j] = nextGradient[j] - gradient[j];
    }
    double curvature = dot(moved, turned);
    if (curvature > 0) {
      steps.addLast(new Step(moved, turned, 1 / curvature));
      if (steps.size() > MEMORY) {
        steps.removeFirst();
      }
    }
  }

  /** Minus the approximate inverse Hessian times the gradient, by the two loops. */
  private static double[] direction(Deque<Step> steps, double[] gradient) {
    double[] direction = new double[gradient.length];
    for (int j = 0; j < direction.length; j++) {
      direction[j] = -gradient[j];
    }
    if (steps.isEmpty()) {
      return direction;
    }
    double[] weights = new double[steps.size()];
    int at = 0;
    for (Iterator<Step> back = steps.descendingIterator(); back.hasNext(); at++) {
      Step step = back.next();
      weights[at] = step.inverse * dot(step.moved, direction);
      add(direction, -weights[at], step.turned);
    }
    Step last = steps.getLast();
    double scale = 1 / (last.inverse * dot(last.turned, last.turned));
    for (int j = 0; j < direction.length; j++) {
      direction[j] *= scale;
    }
    for (Step step : steps) {
      at--;
      add(direction, weights[at] - step.inverse * dot(step.turned, direction), step.moved);
    }
    return direction;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
