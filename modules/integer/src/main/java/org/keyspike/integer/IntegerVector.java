package org.keyspike.integer;

import java.util.Arrays;

/**
 * An immutable row of integers, equal by content.
 *
 * @param values copied on the way in and out
 */
public record IntegerVector(int... values) {
  public IntegerVector {
    values = values.clone();
  }

  @Override
  public int[] values() {
    return values.clone();
  }

  public int get(int index) {
    return values[index];
  }

  public int size() {
    return values.length;
  }

  int smallest() {
    return Arrays.stream(values).min().orElse(0);
  }

  int largest() {
    return Arrays.stream(values).max().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntegerVector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
