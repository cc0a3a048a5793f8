package org.keyspike.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels#product} for processors with 16 vector registers: panels of two vectors, five
 * rows at a time, so that ten sums, two weights and a value take 13 of them. The rows' values are
 * first laid side by side, five and five in the order in which they are needed.
 *
 * <p>The loops look simple because HotSpot's second compiler is to make them so. What counts is how
 * few instructions surround the multiplications:
 *
 * <ul>
 *   <li>The place in the panel counts the loop, so no check of its bounds remains in it. Two checks
 *       of the rows' place do, and they help: without any the compiler loads everything first, runs
 *       out of registers and moves sums to memory and back in every turn. So does unrolling.
 *   <li>Two values of rows are loaded at a time, in an order of the compiler's own. With six rows
 *       that takes all 16 registers, and it hangs on chance whether sums stay in them.
 *   <li>Rows in an array of their own need one register for their place where rows at a distance
 *       need one each, for which there are too few.
 * </ul>
 */
final class SimdPackedProduct {
  /** Vectors of a panel. */
  static final int VECTORS = 2;

  private static final VectorSpecies<Float> SPECIES = SimdKernels.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = VECTORS * LANES;

  /** What every thread keeps from call to call. */
  private static final ThreadLocal<Kept> KEPT = ThreadLocal.withInitial(Kept::new);

  private static final class Kept {
    /** Rows laid side by side. */
    private float[] packed = new float[0];

    /** Whether panels passed from the last to the first. */
    private boolean downwards;
  }

  private SimdPackedProduct() {}

  /** {@link RowKernels#product}. */
  static void multiply(
      float[] left,
      int base,
      int stride,
      int rows,
      Blocked right,
      float[] out,
      int outBase,
      int outStride) {
    int depth = right.rows();
    Kept kept = KEPT.get();
    float[] packed = pack(kept, left, base, stride, rows, depth);
    // Up and down in turn: the panels that came last are still in a near cache.
    kept.downwards = !kept.downwards;
    for (int i = 0; i < right.blocks(); i++) {
      int k = kept.downwards ? right.blocks() - 1 - i : i;
      int columns = right.width(k);
      int o = outBase + k * right.width();
      if (columns == PANEL) {
        panel(packed, rows, depth, right.data(), right.base(k), out, o, outStride);
      } else {
        vector(packed, rows, depth, right.data(), right.base(k), out, o, outStride);
      }
    }
  }

  /** Rows that go together when so many are left: five, four where these come out, or one. */
  private static int together(int rows) {
    if (rows >= 5 && (rows > 16 || rows % 4 != 0)) {
      return 5;
    }
    return rows >= 4 ? 4 : 1;
  }

  private static float[] pack(Kept kept, float[] left, int base, int stride, int rows, int depth) {
    if (kept.packed.length < rows * depth) {
      kept.packed = new float[rows * depth];
    }
    float[] packed = kept.packed;
    int r = 0;
    while (r < rows) {
      int from = base + r * stride;
      int count = together(rows - r);
      switch (count) {
        case 5 -> packFive(left, from, stride, depth, packed, r * depth);
        case 4 -> packFour(left, from, stride, depth, packed, r * depth);
        default -> System.arraycopy(left, from, packed, r * depth, depth);
      }
      r += count;
    }
    return packed;
  }

  private static void packFive(float[] left, int from, int stride, int depth, float[] to, int at) {
    int r1 = from + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    int r4 = r3 + stride;
    int q = at;
    for (int n = 0; n < depth; n++) {
      to[q] = left[from + n];
      to[q + 1] = left[r1 + n];
      to[q + 2] = left[r2 + n];
      to[q + 3] = left[r3 + n];
      to[q + 4] = left[r4 + n];
      q += 5;
    }
  }

  private static void packFour(float[] left, int from, int stride, int depth, float[] to, int at) {
    int r1 = from + stride;
    int r2 = r1 + stride;
    int r3 = r2 + stride;
    int q = at;
    for (int n = 0; n < depth; n++) {
      to[q] = left[from + n];
      to[q + 1] = left[r1 + n];
      to[q + 2] = left[r2 + n];
      to[q + 3] = left[r3 + n];
      q += 4;
    }
  }

  private static void panel(
      float[] packed,
      int rows,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    int r = 0;
    while (r < rows) {
      int o = outBase + r * outStride;
      int count = together(rows - r);
      switch (count) {
        case 5 -> fiveByTwo(packed, r * depth, depth, right, rightBase, out, o, outStride);
        case 4 -> fourByTwo(packed, r * depth, depth, right, rightBase, out, o, outStride);
        default -> oneByTwo(packed, r * depth, depth, right, rightBase, out, o);
      }
      r += count;
    }
  }

  /** The last panel where columns are an odd number of vectors. */
  private static void vector(
      float[] packed,
      int rows,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    int r = 0;
    while (r < rows) {
      int o = outBase + r * outStride;
      int count = together(rows - r);
      switch (count) {
        case 5 -> fiveByOne(packed, r * depth, depth, right, rightBase, out, o, outStride);
        case 4 -> fourByOne(packed, r * depth, depth, right, rightBase, out, o, outStride);
        default -> oneByOne(packed, r * depth, depth, right, rightBase, out, o);
      }
      r += count;
    }
  }

  /** Five rows by two vectors. */
  private static void fiveByTwo(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES);
    FloatVector s41 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * PANEL;
    for (int p = rightBase; p < end; p += PANEL) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector w1 = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[q + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[q + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[q + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, left[q + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      q += 5;
    }
    s00.intoArray(out, outBase);
    s01.intoArray(out, outBase + LANES);
    s10.intoArray(out, outBase + outStride);
    s11.intoArray(out, outBase + outStride + LANES);
    s20.intoArray(out, outBase + 2 * outStride);
    s21.intoArray(out, outBase + 2 * outStride + LANES);
    s30.intoArray(out, outBase + 3 * outStride);
    s31.intoArray(out, outBase + 3 * outStride + LANES);
    s40.intoArray(out, outBase + 4 * outStride);
    s41.intoArray(out, outBase + 4 * outStride + LANES);
  }

  /** Four rows by two vectors. */
  private static void fourByTwo(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * PANEL;
    for (int p = rightBase; p < end; p += PANEL) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector w1 = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[q + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[q + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[q + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      q += 4;
    }
    s00.intoArray(out, outBase);
    s01.intoArray(out, outBase + LANES);
    s10.intoArray(out, outBase + outStride);
    s11.intoArray(out, outBase + outStride + LANES);
    s20.intoArray(out, outBase + 2 * outStride);
    s21.intoArray(out, outBase + 2 * outStride + LANES);
    s30.intoArray(out, outBase + 3 * outStride);
    s31.intoArray(out, outBase + 3 * outStride + LANES);
  }

  /** A row by two vectors. */
  private static void oneByTwo(
      float[] left, int base, int depth, float[] right, int rightBase, float[] out, int outBase) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * PANEL;
    for (int p = rightBase; p < end; p += PANEL) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector w1 = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      q += 1;
    }
    s00.intoArray(out, outBase);
    s01.intoArray(out, outBase + LANES);
  }

  /** Five rows by a vector. */
  private static void fiveByOne(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * LANES;
    for (int p = rightBase; p < end; p += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[q + 1]);
      s10 = w0.fma(x1, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[q + 2]);
      s20 = w0.fma(x2, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[q + 3]);
      s30 = w0.fma(x3, s30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, left[q + 4]);
      s40 = w0.fma(x4, s40);
      q += 5;
    }
    s00.intoArray(out, outBase);
    s10.intoArray(out, outBase + outStride);
    s20.intoArray(out, outBase + 2 * outStride);
    s30.intoArray(out, outBase + 3 * outStride);
    s40.intoArray(out, outBase + 4 * outStride);
  }

  /** Four rows by a vector. */
  private static void fourByOne(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * LANES;
    for (int p = rightBase; p < end; p += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[q + 1]);
      s10 = w0.fma(x1, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[q + 2]);
      s20 = w0.fma(x2, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[q + 3]);
      s30 = w0.fma(x3, s30);
      q += 4;
    }
    s00.intoArray(out, outBase);
    s10.intoArray(out, outBase + outStride);
    s20.intoArray(out, outBase + 2 * outStride);
    s30.intoArray(out, outBase + 3 * outStride);
  }

  /** A row by a vector. */
  private static void oneByOne(
      float[] left, int base, int depth, float[] right, int rightBase, float[] out, int outBase) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    int q = base;
    int end = rightBase + depth * LANES;
    for (int p = rightBase; p < end; p += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[q]);
      s00 = w0.fma(x0, s00);
      q += 1;
    }
    s00.intoArray(out, outBase);
  }
}
