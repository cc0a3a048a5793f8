package org.keyspike.deploy.c99;

import java.util.Arrays;
import org.keyspike.integer.IntegerVector;

/** Vectors whose numbers are all the same, which take no array. */
final class Uniform {
  private Uniform() {}

  static boolean is(IntegerVector vector) {
    return Arrays.stream(vector.values()).distinct().count() == 1;
  }
}
