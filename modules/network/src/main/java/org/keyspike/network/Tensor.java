package org.keyspike.network;

import java.util.Arrays;

/**
 * A dense row-major float tensor. The data array is shared, not copied: optimisers and engines
 * update it in place.
 */
public final class Tensor {
  private final int[] shape;
  private final float[] data;

  /**
   * Wraps an array.
   *
   * @throws IllegalArgumentException if the product of the shape is not the length of the data
   */
  public Tensor(int[] shape, float[] data) {
    if (size(shape) != data.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
    }
    this.shape = shape.clone();
    this.data = data;
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return new Tensor(shape, new float[size(shape)]);
  }

  /** The number of values a shape holds. */
  public static int size(int... shape) {
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  public int[] shape() {
    return shape.clone();
  }

  /** The extent of one axis. */
  public int extent(int axis) {
    return shape[axis];
  }

  /** The values themselves, row-major; writing to them changes this tensor. */
  public float[] data() {
    return data;
  }

  public Tensor copy() {
    return new Tensor(shape, data.clone());
  }

  /** Equal shape and equal bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
