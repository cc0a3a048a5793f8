package org.keyspike.engine.vector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Arrays that outlive a call, so that the next one neither allocates nor clears them. What a call
 * took it gives back all at once; what the last call did not take is let go. Contents are whatever
 * was left in them.
 */
final class ArrayPool {
  /** Lengths are rounded up to sixteenths of a power of two, so that near ones share arrays. */
  private static final int STEPS = 16;

  private final Shelf<float[]> floats = new Shelf<>(float[]::new);
  private final Shelf<int[]> integers = new Shelf<>(int[]::new);

  synchronized float[] floats(int length) {
    return floats.take(rounded(length));
  }

  synchronized int[] integers(int length) {
    return integers.take(rounded(length));
  }

  /** Takes back every array handed out. */
  synchronized void recall() {
    floats.recall();
    integers.recall();
  }

  private static int rounded(int length) {
    int step = Math.max(64, Integer.highestOneBit(Math.max(1, length)) / STEPS);
    return Math.multiplyExact(Math.floorDiv(length + step - 1, step), step);
  }

  private static final class Shelf<A> {
    private final IntFunction<A> maker;
    private Map<Integer, ArrayDeque<A>> free = new HashMap<>();
    private final List<Map.Entry<Integer, A>> taken = new ArrayList<>();

    Shelf(IntFunction<A> maker) {
      this.maker = maker;
    }

    A take(int length) {
      ArrayDeque<A> same = free.get(length);
      A array = same == null || same.isEmpty() ? maker.apply(length) : same.pop();
      taken.add(Map.entry(length, array));
      return array;
    }

    void recall() {
      free = new HashMap<>();
      for (Map.Entry<Integer, A> entry : taken) {
        free.computeIfAbsent(entry.getKey(), length -> new ArrayDeque<>()).push(entry.getValue());
      }
      taken.clear();
    }
  }
}
