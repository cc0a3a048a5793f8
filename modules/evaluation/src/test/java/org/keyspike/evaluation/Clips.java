package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Answers to clips, for tests. */
final class Clips {
  private Clips() {}

  /** What both got right, only the first, only the second, none: of either system, clip by clip. */
  record Two(List<Accuracy> first, List<Accuracy> second) {}

  static Two of(int both, int onlyFirst, int onlySecond, int none) {
    List<Accuracy> first = new ArrayList<>();
    List<Accuracy> second = new ArrayList<>();
    int n = both + onlyFirst + onlySecond + none;
    for (int i = 0; i < n; i++) {
      first.add(answer(i < both + onlyFirst));
      second.add(answer(i < both || (i >= both + onlyFirst && i < n - none)));
    }
    return new Two(first, second);
  }

  static Accuracy answer(boolean right) {
    return new Accuracy(right ? 1 : 0, 1);
  }
}
