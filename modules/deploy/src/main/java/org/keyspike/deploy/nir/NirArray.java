package org.keyspike.deploy.nir;

import java.util.Arrays;

/**
 * An array of numbers in a graph, row-major.
 *
 * @param kind how it is stored
 * @param shape its extents; none of a single number
 * @param values as doubles, which hold every float and every whole number here
 */
record NirArray(Kind kind, int[] shape, double[] values) {

  /** How a file stores the numbers. */
  enum Kind {
    /** 32 bits. */
    FLOAT,
    /** 64 bits. */
    DOUBLE,
    /** Whole numbers of 64 bits. */
    WHOLE
  }

  static NirArray of(int[] shape, float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return new NirArray(Kind.FLOAT, shape, wide);
  }

  static NirArray of(double... values) {
    return new NirArray(Kind.DOUBLE, new int[] {values.length}, values);
  }

  /** A shape with one extent. */
  static NirArray shapeOf(int extent) {
    return new NirArray(Kind.WHOLE, new int[] {1}, new double[] {extent});
  }

  float[] floats() {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NirArray array
        && kind == array.kind
        && Arrays.equals(shape, array.shape)
        && Arrays.equals(values, array.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return kind + " of shape " + Arrays.toString(shape);
  }
}
