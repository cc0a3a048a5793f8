package org.keyspike.engine.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels#dots} in vectors. A block of columns stays in the second cache while the events
 * of several rows pass, and what they have added up waits in an array for the next block.
 */
final class SimdDots {
  private static final VectorSpecies<Float> SPECIES = SimdKernels.SPECIES;
  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> HALF = part(2);
  private static final VectorShuffle<Float> QUARTER = part(4);
  private static final VectorShuffle<Float> EIGHTH = part(8);
  private static final VectorShuffle<Float> SIXTEENTH = part(16);

  /** Brings lane LANES/parts to lane 0, and those behind it to those behind. */
  private static VectorShuffle<Float> part(int parts) {
    return VectorShuffle.iota(SPECIES, LANES / parts, 1, true);
  }

  /** Vectors of a block whose left values stay in registers while events pass. */
  private static final int TILE = RowKernels.TILE;

  /**
   * Events at a time: all of a step where few neurons are active, and in a deep input those of
   * enough rows to use what has come from a far cache often.
   */
  private static final int EVENTS = 4096;

  /** A vector for each event; of a thread, so that time steps allocate nothing large. */
  private static final ThreadLocal<float[]> SUMS =
      ThreadLocal.withInitial(() -> new float[EVENTS * LANES]);

  private final float[] left;
  private final int base;
  private final int stride;
  private final int depth;
  private final int[] start;
  private final int first;
  private final int[] index;
  private final float[] right;
  private final int rightBase;
  private final int blockStride;
  private final int width;
  private final float[] sums = SUMS.get();

  SimdDots(
      float[] left,
      int base,
      int stride,
      int depth,
      int[] start,
      int first,
      int[] index,
      float[] right,
      int rightBase,
      int blockStride,
      int width) {
    this.left = left;
    this.base = base;
    this.stride = stride;
    this.depth = depth;
    this.start = start;
    this.first = first;
    this.index = index;
    this.right = right;
    this.rightBase = rightBase;
    this.blockStride = blockStride;
    this.width = width;
  }

  /** Writes the wanted values of some rows. */
  void write(int rows, float[] out, int outBase, int outStride) {
    int last = start[first + rows];
    int row = 0;
    for (int from = start[first]; from < last; from += EVENTS) {
      int to = Math.min(last, from + EVENTS);
      row = rowOf(from, row);
      addUp(row, from, to);
      write(row, from, to, out, outBase, outStride);
    }
  }

  /** The row of an event, not before another. */
  private int rowOf(int event, int row) {
    int r = row;
    while (start[first + r + 1] <= event) {
      r++;
    }
    return r;
  }

  /** Adds up whole vectors of products, block by block, in a vector an event. */
  private void addUp(int row, int from, int to) {
    Arrays.fill(sums, 0, (to - from) * LANES, 0);
    int whole = depth / LANES * LANES;
    int padded = (depth + LANES - 1) / LANES * LANES;
    int block = rightBase;
    for (int column = 0; column < whole; column += width) {
      int w = Math.min(width, padded - column);
      int count = Math.min(w, whole - column);
      int r = row;
      for (int e = from; e < to; ) {
        r = rowOf(e, r);
        int end = Math.min(to, start[first + r + 1]);
        int l = base + r * stride + column;
        if (count == TILE * LANES) {
          tile(left, l, right, block, index, e, end, sums, (e - from) * LANES);
        } else {
          narrow(left, l, count, right, block, w, index, e, end, sums, (e - from) * LANES);
        }
        e = end;
      }
      block += blockStride;
    }
  }

  /** A block of {@link #TILE} vectors: the row's part stays in registers. */
  private static void tile(
      float[] left,
      int l,
      float[] right,
      int block,
      int[] index,
      int from,
      int to,
      float[] sums,
      int at) {
    FloatVector x0 = FloatVector.fromArray(SPECIES, left, l);
    FloatVector x1 = FloatVector.fromArray(SPECIES, left, l + LANES);
    FloatVector x2 = FloatVector.fromArray(SPECIES, left, l + 2 * LANES);
    FloatVector x3 = FloatVector.fromArray(SPECIES, left, l + 3 * LANES);
    FloatVector x4 = FloatVector.fromArray(SPECIES, left, l + 4 * LANES);
    FloatVector x5 = FloatVector.fromArray(SPECIES, left, l + 5 * LANES);
    FloatVector x6 = FloatVector.fromArray(SPECIES, left, l + 6 * LANES);
    FloatVector x7 = FloatVector.fromArray(SPECIES, left, l + 7 * LANES);
    for (int e = from; e < to; e++) {
      int p = block + index[e] * (TILE * LANES);
      int s = at + (e - from) * LANES;
      FloatVector a = FloatVector.fromArray(SPECIES, sums, s);
      a = FloatVector.fromArray(SPECIES, right, p).fma(x0, a);
      a = FloatVector.fromArray(SPECIES, right, p + LANES).fma(x1, a);
      a = FloatVector.fromArray(SPECIES, right, p + 2 * LANES).fma(x2, a);
      a = FloatVector.fromArray(SPECIES, right, p + 3 * LANES).fma(x3, a);
      a = FloatVector.fromArray(SPECIES, right, p + 4 * LANES).fma(x4, a);
      a = FloatVector.fromArray(SPECIES, right, p + 5 * LANES).fma(x5, a);
      a = FloatVector.fromArray(SPECIES, right, p + 6 * LANES).fma(x6, a);
      a = FloatVector.fromArray(SPECIES, right, p + 7 * LANES).fma(x7, a);
      a.intoArray(sums, s);
    }
  }

  /** Any other block. */
  private static void narrow(
      float[] left,
      int l,
      int count,
      float[] right,
      int block,
      int width,
      int[] index,
      int from,
      int to,
      float[] sums,
      int at) {
    for (int e = from; e < to; e++) {
      int p = block + index[e] * width;
      int s = at + (e - from) * LANES;
      FloatVector a = FloatVector.fromArray(SPECIES, sums, s);
      for (int n = 0; n < count; n += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, left, l + n);
        a = FloatVector.fromArray(SPECIES, right, p + n).fma(x, a);
      }
      a.intoArray(sums, s);
    }
  }

  /** Adds up each event's lanes, and what whole vectors have left of the depth. */
  private void write(int row, int from, int to, float[] out, int outBase, int outStride) {
    int whole = depth / LANES * LANES;
    int padded = (depth + LANES - 1) / LANES * LANES;
    int column = whole / width * width;
    int w = Math.min(width, padded - column);
    int p = rightBase + column / width * blockStride - column;
    int r = row;
    for (int e = from; e < to; e++) {
      r = rowOf(e, r);
      float sum = pairs(sums, (e - from) * LANES);
      for (int n = whole; n < depth; n++) {
        sum += left[base + r * stride + n] * right[p + index[e] * w + n];
      }
      out[outBase + r * outStride + index[e]] = sum;
    }
  }

  /** The sum of a vector's lanes, halves upon halves: {@code reduceLanes} leaves its order open. */
  private static float pairs(float[] lanes, int at) {
    FloatVector sum = FloatVector.fromArray(SPECIES, lanes, at);
    sum = sum.add(sum.rearrange(HALF));
    sum = sum.add(sum.rearrange(QUARTER));
    sum = LANES > 4 ? sum.add(sum.rearrange(EIGHTH)) : sum;
    sum = LANES > 8 ? sum.add(sum.rearrange(SIXTEENTH)) : sum;
    return sum.lane(0);
  }
}
