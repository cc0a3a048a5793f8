package org.keyspike.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** RowKernels in the widest vectors of the machine. */
final class SimdKernels implements RowKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void gather(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      int rows,
      float[] out,
      int outBase,
      int outStride,
      int columns) {
    int column = 0;
    for (; column + TILE * LANES <= columns; column += TILE * LANES) {
      gatherTile(
          source,
          base + column,
          stride,
          start,
          first,
          index,
          rows,
          out,
          outBase + column,
          outStride);
    }
    for (; column < columns; column += LANES) {
      gatherVector(
          source,
          base + column,
          stride,
          start,
          first,
          index,
          rows,
          out,
          outBase + column,
          outStride);
    }
  }

  private static void gatherTile(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      int rows,
      float[] out,
      int outBase,
      int outStride) {
    for (int r = 0; r < rows; r++) {
      int from = start[first + r];
      int to = start[first + r + 1];
      if (from < to) {
        int o = outBase + r * outStride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, out, o);
        FloatVector a1 = FloatVector.fromArray(SPECIES, out, o + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, out, o + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, out, o + 3 * LANES);
        FloatVector a4 = FloatVector.fromArray(SPECIES, out, o + 4 * LANES);
        FloatVector a5 = FloatVector.fromArray(SPECIES, out, o + 5 * LANES);
        FloatVector a6 = FloatVector.fromArray(SPECIES, out, o + 6 * LANES);
        FloatVector a7 = FloatVector.fromArray(SPECIES, out, o + 7 * LANES);
        for (int e = from; e < to; e++) {
          int p = base + index[e] * stride;
          a0 = a0.add(FloatVector.fromArray(SPECIES, source, p));
          a1 = a1.add(FloatVector.fromArray(SPECIES, source, p + LANES));
          a2 = a2.add(FloatVector.fromArray(SPECIES, source, p + 2 * LANES));
          a3 = a3.add(FloatVector.fromArray(SPECIES, source, p + 3 * LANES));
          a4 = a4.add(FloatVector.fromArray(SPECIES, source, p + 4 * LANES));
          a5 = a5.add(FloatVector.fromArray(SPECIES, source, p + 5 * LANES));
          a6 = a6.add(FloatVector.fromArray(SPECIES, source, p + 6 * LANES));
          a7 = a7.add(FloatVector.fromArray(SPECIES, source, p + 7 * LANES));
        }
        a0.intoArray(out, o);
        a1.intoArray(out, o + LANES);
        a2.intoArray(out, o + 2 * LANES);
        a3.intoArray(out, o + 3 * LANES);
        a4.intoArray(out, o + 4 * LANES);
        a5.intoArray(out, o + 5 * LANES);
        a6.intoArray(out, o + 6 * LANES);
        a7.intoArray(out, o + 7 * LANES);
      }
    }
  }

  private static void gatherVector(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      int rows,
      float[] out,
      int outBase,
      int outStride) {
    for (int r = 0; r < rows; r++) {
      int o = outBase + r * outStride;
      FloatVector a = FloatVector.fromArray(SPECIES, out, o);
      int to = start[first + r + 1];
      for (int e = start[first + r]; e < to; e++) {
        a = a.add(FloatVector.fromArray(SPECIES, source, base + index[e] * stride));
      }
      a.intoArray(out, o);
    }
  }

  @Override
  public void gatherWeighted(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      float[] value,
      int rows,
      float[] out,
      int outBase,
      int outStride,
      int columns) {
    int column = 0;
    for (; column + TILE * LANES <= columns; column += TILE * LANES) {
      gatherWeightedTile(
          source,
          base + column,
          stride,
          start,
          first,
          index,
          value,
          rows,
          out,
          outBase + column,
          outStride);
    }
    for (; column < columns; column += LANES) {
      gatherWeightedVector(
          source,
          base + column,
          stride,
          start,
          first,
          index,
          value,
          rows,
          out,
          outBase + column,
          outStride);
    }
  }

  private static void gatherWeightedTile(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      float[] value,
      int rows,
      float[] out,
      int outBase,
      int outStride) {
    for (int r = 0; r < rows; r++) {
      int from = start[first + r];
      int to = start[first + r + 1];
      if (from < to) {
        int o = outBase + r * outStride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, out, o);
        FloatVector a1 = FloatVector.fromArray(SPECIES, out, o + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, out, o + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, out, o + 3 * LANES);
        FloatVector a4 = FloatVector.fromArray(SPECIES, out, o + 4 * LANES);
        FloatVector a5 = FloatVector.fromArray(SPECIES, out, o + 5 * LANES);
        FloatVector a6 = FloatVector.fromArray(SPECIES, out, o + 6 * LANES);
        FloatVector a7 = FloatVector.fromArray(SPECIES, out, o + 7 * LANES);
        for (int e = from; e < to; e++) {
          int p = base + index[e] * stride;
          FloatVector x = FloatVector.broadcast(SPECIES, value[e]);
          a0 = FloatVector.fromArray(SPECIES, source, p).fma(x, a0);
          a1 = FloatVector.fromArray(SPECIES, source, p + LANES).fma(x, a1);
          a2 = FloatVector.fromArray(SPECIES, source, p + 2 * LANES).fma(x, a2);
          a3 = FloatVector.fromArray(SPECIES, source, p + 3 * LANES).fma(x, a3);
          a4 = FloatVector.fromArray(SPECIES, source, p + 4 * LANES).fma(x, a4);
          a5 = FloatVector.fromArray(SPECIES, source, p + 5 * LANES).fma(x, a5);
          a6 = FloatVector.fromArray(SPECIES, source, p + 6 * LANES).fma(x, a6);
          a7 = FloatVector.fromArray(SPECIES, source, p + 7 * LANES).fma(x, a7);
        }
        a0.intoArray(out, o);
        a1.intoArray(out, o + LANES);
        a2.intoArray(out, o + 2 * LANES);
        a3.intoArray(out, o + 3 * LANES);
        a4.intoArray(out, o + 4 * LANES);
        a5.intoArray(out, o + 5 * LANES);
        a6.intoArray(out, o + 6 * LANES);
        a7.intoArray(out, o + 7 * LANES);
      }
    }
  }

  private static void gatherWeightedVector(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      float[] value,
      int rows,
      float[] out,
      int outBase,
      int outStride) {
    for (int r = 0; r < rows; r++) {
      int o = outBase + r * outStride;
      FloatVector a = FloatVector.fromArray(SPECIES, out, o);
      int to = start[first + r + 1];
      for (int e = start[first + r]; e < to; e++) {
        FloatVector x = FloatVector.broadcast(SPECIES, value[e]);
        a = FloatVector.fromArray(SPECIES, source, base + index[e] * stride).fma(x, a);
      }
      a.intoArray(out, o);
    }
  }

  @Override
  public void product(
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
    if (columns == PANEL * LANES) {
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        productFour(
            left,
            base + r * stride,
            stride,
            depth,
            right,
            rightBase,
            out,
            outBase + r * outStride,
            outStride);
      }
      for (; r < rows; r++) {
        productRow(
            left,
            base + r * stride,
            depth,
            right,
            rightBase,
            PANEL * LANES,
            out,
            outBase + r * outStride);
        productRow(
            left,
            base + r * stride,
            depth,
            right,
            rightBase + LANES,
            PANEL * LANES,
            out,
            outBase + r * outStride + LANES);
      }
    } else {
      for (int r = 0; r < rows; r++) {
        productRow(
            left,
            base + r * stride,
            depth,
            right,
            rightBase,
            columns,
            out,
            outBase + r * outStride);
      }
    }
  }

  private static void productFour(
      float[] left,
      int base,
      int stride,
      int depth,
      float[] right,
      int rightBase,
      float[] out,
      int outBase,
      int outStride) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector b0 = a0;
    FloatVector a1 = a0;
    FloatVector b1 = a0;
    FloatVector a2 = a0;
    FloatVector b2 = a0;
    FloatVector a3 = a0;
    FloatVector b3 = a0;
    int l1 = base + stride;
    int l2 = base + 2 * stride;
    int l3 = base + 3 * stride;
    int p = rightBase;
    for (int n = 0; n < depth; n++) {
      FloatVector a = FloatVector.fromArray(SPECIES, right, p);
      FloatVector b = FloatVector.fromArray(SPECIES, right, p + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, left[base + n]);
      a0 = a.fma(x, a0);
      b0 = b.fma(x, b0);
      x = FloatVector.broadcast(SPECIES, left[l1 + n]);
      a1 = a.fma(x, a1);
      b1 = b.fma(x, b1);
      x = FloatVector.broadcast(SPECIES, left[l2 + n]);
      a2 = a.fma(x, a2);
      b2 = b.fma(x, b2);
      x = FloatVector.broadcast(SPECIES, left[l3 + n]);
      a3 = a.fma(x, a3);
      b3 = b.fma(x, b3);
      p += PANEL * LANES;
    }
    a0.intoArray(out, outBase);
    b0.intoArray(out, outBase + LANES);
    a1.intoArray(out, outBase + outStride);
    b1.intoArray(out, outBase + outStride + LANES);
    a2.intoArray(out, outBase + 2 * outStride);
    b2.intoArray(out, outBase + 2 * outStride + LANES);
    a3.intoArray(out, outBase + 3 * outStride);
    b3.intoArray(out, outBase + 3 * outStride + LANES);
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

  @Override
  public void threshold(float[] u, int base, float[] s, int sBase, int count) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int n = 0; n < count; n += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, u, base + n);
      VectorMask<Float> fired = x.compare(VectorOperators.GE, one);
      zero.blend(one, fired).intoArray(s, sBase + n);
    }
  }

  @Override
  public void fastSigmoid(float[] u, int base, float k, float[] out, int outBase, int count) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector slope = FloatVector.broadcast(SPECIES, k);
    for (int n = 0; n < count; n += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, u, base + n).sub(one).abs().fma(slope, one);
      one.div(d.mul(d)).intoArray(out, outBase + n);
    }
  }

  @Override
  public void boxcar(float[] u, int base, float k, float[] out, int outBase, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector height = FloatVector.broadcast(SPECIES, k / 2);
    for (int n = 0; n < count; n += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, u, base + n).sub(1f).abs();
      zero.blend(height, z.compare(VectorOperators.LE, 1 / k)).intoArray(out, outBase + n);
    }
  }

  @Override
  public float exponentials(float[] x, int base, int count, float largest) {
    float sum = 0;
    int n = 0;
    FloatVector sums = FloatVector.zero(SPECIES);
    FloatVector smallest = FloatVector.broadcast(SPECIES, Exponential.SMALLEST);
    FloatVector magic = FloatVector.broadcast(SPECIES, Exponential.MAGIC);
    for (; n + LANES <= count; n += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, x, base + n).sub(largest).max(smallest);
      FloatVector shifted = z.mul(Exponential.LOG2_E).add(magic);
      FloatVector whole = shifted.sub(magic);
      FloatVector rest = z.sub(whole.mul(Exponential.LN2_HIGH)).sub(whole.mul(Exponential.LN2_LOW));
      FloatVector p = FloatVector.broadcast(SPECIES, Exponential.C6);
      p = p.mul(rest).add(Exponential.C5);
      p = p.mul(rest).add(Exponential.C4);
      p = p.mul(rest).add(Exponential.C3);
      p = p.mul(rest).add(Exponential.C2);
      p = p.mul(rest).add(1f);
      p = p.mul(rest).add(1f);
      IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector y = p.reinterpretAsInts().add(power).reinterpretAsFloats();
      y.intoArray(x, base + n);
      sums = sums.add(y);
    }
    sum = sums.reduceLanes(VectorOperators.ADD);
    for (; n < count; n++) {
      float y = Exponential.of(Math.max(x[base + n] - largest, Exponential.SMALLEST));
      x[base + n] = y;
      sum += y;
    }
    return sum;
  }
}
