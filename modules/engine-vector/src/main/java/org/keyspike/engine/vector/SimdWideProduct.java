package org.keyspike.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels#product} for processors with 32 registers of 512 bits: panels of four vectors,
 * four rows at a time.
 */
final class SimdWideProduct {
  /** Vectors of a panel. */
  static final int VECTORS = 4;

  private static final VectorSpecies<Float> SPECIES = SimdKernels.SPECIES;
  private static final int LANES = SPECIES.length();

  private SimdWideProduct() {}

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
    for (int k = 0; k < right.blocks(); k++) {
      panel(
          left,
          base,
          stride,
          rows,
          right.rows(),
          right.data(),
          right.base(k),
          out,
          outBase + k * right.width(),
          outStride,
          right.width(k));
    }
  }

  private static void panel(
      float[] left,
      int base,
      int stride,
      int rows,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride,
      int columns) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int l = base + r * stride;
      int o = outBase + r * outStride;
      int c = 0;
      for (; c + 4 * LANES <= columns; c += 4 * LANES) {
        fourByFour(left, l, stride, depth, right, rightBase + c, columns, out, o + c, outStride);
      }
      for (; c + 2 * LANES <= columns; c += 2 * LANES) {
        fourByTwo(left, l, stride, depth, right, rightBase + c, columns, out, o + c, outStride);
      }
      for (; c < columns; c += LANES) {
        fourByOne(left, l, stride, depth, right, rightBase + c, columns, out, o + c, outStride);
      }
    }
    for (; r < rows; r++) {
      int l = base + r * stride;
      for (int c = 0; c < columns; c += LANES) {
        productRow(left, l, depth, right, rightBase + c, columns, out, outBase + r * outStride + c);
      }
    }
  }

  /** Four rows by four vectors: 16 sums, four weights and a value take 21 of 32 registers. */
  private static void fourByFour(
      float[] left,
      int base,
      int stride,
      int depth,
      float[] right,
      int rightBase,
      int rightStride,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s02 = FloatVector.zero(SPECIES);
    FloatVector s03 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s12 = FloatVector.zero(SPECIES);
    FloatVector s13 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s22 = FloatVector.zero(SPECIES);
    FloatVector s23 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s32 = FloatVector.zero(SPECIES);
    FloatVector s33 = FloatVector.zero(SPECIES);
    int l1 = base + 1 * stride;
    int l2 = base + 2 * stride;
    int l3 = base + 3 * stride;
    int p = rightBase;
    for (int n = 0; n < depth; n++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector w1 = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, right, p + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, right, p + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[base + n]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[l1 + n]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[l2 + n]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[l3 + n]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
      p += rightStride;
    }
    s00.intoArray(out, outBase);
    s01.intoArray(out, outBase + LANES);
    s02.intoArray(out, outBase + 2 * LANES);
    s03.intoArray(out, outBase + 3 * LANES);
    s10.intoArray(out, outBase + outStride);
    s11.intoArray(out, outBase + outStride + LANES);
    s12.intoArray(out, outBase + outStride + 2 * LANES);
    s13.intoArray(out, outBase + outStride + 3 * LANES);
    s20.intoArray(out, outBase + 2 * outStride);
    s21.intoArray(out, outBase + 2 * outStride + LANES);
    s22.intoArray(out, outBase + 2 * outStride + 2 * LANES);
    s23.intoArray(out, outBase + 2 * outStride + 3 * LANES);
    s30.intoArray(out, outBase + 3 * outStride);
    s31.intoArray(out, outBase + 3 * outStride + LANES);
    s32.intoArray(out, outBase + 3 * outStride + 2 * LANES);
    s33.intoArray(out, outBase + 3 * outStride + 3 * LANES);
  }

  /** Four rows by two vectors, for 16 registers. */
  private static void fourByTwo(
      float[] left,
      int base,
      int stride,
      int depth,
      float[] right,
      int rightBase,
      int rightStride,
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
    int l1 = base + 1 * stride;
    int l2 = base + 2 * stride;
    int l3 = base + 3 * stride;
    int p = rightBase;
    for (int n = 0; n < depth; n++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector w1 = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[base + n]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[l1 + n]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[l2 + n]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[l3 + n]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      p += rightStride;
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

  /** Four rows by one vector, for what is left of a panel. */
  private static void fourByOne(
      float[] left,
      int base,
      int stride,
      int depth,
      float[] right,
      int rightBase,
      int rightStride,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    int l1 = base + 1 * stride;
    int l2 = base + 2 * stride;
    int l3 = base + 3 * stride;
    int p = rightBase;
    for (int n = 0; n < depth; n++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, right, p);
      FloatVector x0 = FloatVector.broadcast(SPECIES, left[base + n]);
      s00 = w0.fma(x0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, left[l1 + n]);
      s10 = w0.fma(x1, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, left[l2 + n]);
      s20 = w0.fma(x2, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, left[l3 + n]);
      s30 = w0.fma(x3, s30);
      p += rightStride;
    }
    s00.intoArray(out, outBase);
    s10.intoArray(out, outBase + outStride);
    s20.intoArray(out, outBase + 2 * outStride);
    s30.intoArray(out, outBase + 3 * outStride);
  }

  private static void productRow(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      int rightStride,
      float[] out,
      int outBase) {
    FloatVector a = FloatVector.zero(SPECIES);
    for (int n = 0; n < depth; n++) {
      FloatVector x = FloatVector.broadcast(SPECIES, left[base + n]);
      a = FloatVector.fromArray(SPECIES, right, rightBase + n * rightStride).fma(x, a);
    }
    a.intoArray(out, outBase);
  }
}
