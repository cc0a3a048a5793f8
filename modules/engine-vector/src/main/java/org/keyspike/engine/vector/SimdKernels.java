package org.keyspike.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * RowKernels in the widest vectors of the machine, or in those of as many bits as the system
 * property {@link VectorModule#BITS} says when this class is loaded: tests look at every width.
 */
final class SimdKernels implements RowKernels {
  static final VectorSpecies<Float> SPECIES = species();
  private static final int LANES = SPECIES.length();

  /** Lanes of vectors of 512 bits, which come with 32 registers, others with 16 at least. */
  private static final int WIDE = 16;

  private static VectorSpecies<Float> species() {
    Integer bits = Integer.getInteger(VectorModule.BITS);
    return bits == null
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int panel() {
    return LANES >= WIDE ? SimdWideProduct.VECTORS : SimdPackedProduct.VECTORS;
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
      Blocked right,
      float[] out,
      int outBase,
      int outStride) {
    if (LANES >= WIDE) {
      SimdWideProduct.multiply(left, base, stride, rows, right, out, outBase, outStride);
    } else {
      SimdPackedProduct.multiply(left, base, stride, rows, right, out, outBase, outStride);
    }
  }

  @Override
  public void dots(
      float[] left,
      int base,
      int stride,
      int rows,
      int depth,
      int[] start,
      int first,
      int[] index,
      float[] right,
      int rightBase,
      int blockStride,
      int width,
      float[] out,
      int outBase,
      int outStride) {
    SimdDots dots =
        new SimdDots(
            left, base, stride, depth, start, first, index, right, rightBase, blockStride, width);
    dots.write(rows, out, outBase, outStride);
  }

  @Override
  public void leak(float[] leak, float[] v, int vBase, float[] u, int base, int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector decay = FloatVector.fromArray(SPECIES, leak, n);
      // Not fused: the scalar twin, the float reference and the other engine round the product.
      FloatVector.fromArray(SPECIES, v, vBase + n)
          .mul(decay)
          .add(FloatVector.fromArray(SPECIES, u, base + n))
          .intoArray(u, base + n);
    }
  }

  @Override
  public void reset(float[] u, int base, float[] s, float[] v, int vBase, int count) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int n = 0; n < count; n += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, u, base + n);
      FloatVector spikes = zero.blend(one, x.compare(VectorOperators.GE, one));
      spikes.intoArray(s, vBase + n);
      x.sub(spikes).intoArray(v, vBase + n);
    }
  }

  @Override
  public void collect(
      float[] above,
      int aboveBase,
      float[] back,
      int backBase,
      float penalty,
      float[] g,
      int base,
      int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector.fromArray(SPECIES, above, aboveBase + n)
          .add(FloatVector.fromArray(SPECIES, back, backBase + n))
          .add(penalty)
          .intoArray(g, base + n);
    }
  }

  @Override
  public void add(float[] from, int base, float[] to, int toBase, int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector.fromArray(SPECIES, to, toBase + n)
          .add(FloatVector.fromArray(SPECIES, from, base + n))
          .intoArray(to, toBase + n);
    }
  }

  @Override
  public void leakBack(
      float[] g,
      int base,
      float[] slope,
      float[] v,
      float[] carried,
      int clipBase,
      float[] leak,
      float[] leakGradient,
      float reset,
      float state,
      int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector carry = FloatVector.fromArray(SPECIES, carried, clipBase + n);
      FloatVector back =
          FloatVector.fromArray(SPECIES, g, base + n)
              .sub(carry.mul(reset))
              .mul(FloatVector.fromArray(SPECIES, slope, clipBase + n))
              .add(carry);
      back.intoArray(g, base + n);
      back.mul(FloatVector.fromArray(SPECIES, v, clipBase + n))
          .add(FloatVector.fromArray(SPECIES, leakGradient, n))
          .intoArray(leakGradient, n);
      back.mul(FloatVector.fromArray(SPECIES, leak, n)).mul(state).intoArray(carried, clipBase + n);
    }
  }

  @Override
  public void fastSigmoid(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    FloatVector height = FloatVector.broadcast(SPECIES, gain);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector slope = FloatVector.broadcast(SPECIES, k);
    for (int n = 0; n < count; n += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, u, base + n).sub(one).abs().fma(slope, one);
      height.div(d.mul(d)).intoArray(out, outBase + n);
    }
  }

  @Override
  public void boxcar(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector height = FloatVector.broadcast(SPECIES, gain * (k / 2));
    for (int n = 0; n < count; n += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, u, base + n).sub(1f).abs();
      zero.blend(height, z.compare(VectorOperators.LE, 1 / k)).intoArray(out, outBase + n);
    }
  }

  @Override
  public void triangle(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, u, base + n).sub(1f).abs();
      z.mul(-k).add(1f).max(0f).mul(gain * k).intoArray(out, outBase + n);
    }
  }

  @Override
  public void addSquares(float[] x, int base, float[] centre, float[] sums, int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector centred =
          FloatVector.fromArray(SPECIES, x, base + n)
              .sub(FloatVector.fromArray(SPECIES, centre, n));
      // Not fused, here and below: sums keep the bits of the scalar twin.
      centred.mul(centred).add(FloatVector.fromArray(SPECIES, sums, n)).intoArray(sums, n);
    }
  }

  @Override
  public void normalise(
      float[] x,
      int base,
      float[] centre,
      float[] factor,
      float[] offset,
      float[] y,
      int yBase,
      int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector.fromArray(SPECIES, x, base + n)
          .sub(FloatVector.fromArray(SPECIES, centre, n))
          .mul(FloatVector.fromArray(SPECIES, factor, n))
          .add(FloatVector.fromArray(SPECIES, offset, n))
          .intoArray(y, yBase + n);
    }
  }

  @Override
  public void addGradients(
      float[] g,
      float[] x,
      int base,
      float[] centre,
      float[] sums,
      float[] products,
      int sumBase,
      int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, base + n);
      FloatVector.fromArray(SPECIES, sums, sumBase + n).add(gradient).intoArray(sums, sumBase + n);
      FloatVector.fromArray(SPECIES, x, base + n)
          .sub(FloatVector.fromArray(SPECIES, centre, n))
          .mul(gradient)
          .add(FloatVector.fromArray(SPECIES, products, sumBase + n))
          .intoArray(products, sumBase + n);
    }
  }

  @Override
  public void normaliseBack(
      float[] g,
      float[] x,
      int base,
      float[] centre,
      float[] factor,
      float[] ofMean,
      float[] ofVariance,
      float through,
      int count) {
    for (int n = 0; n < count; n += LANES) {
      FloatVector common =
          FloatVector.fromArray(SPECIES, x, base + n)
              .sub(FloatVector.fromArray(SPECIES, centre, n))
              .mul(FloatVector.fromArray(SPECIES, ofVariance, n))
              .add(FloatVector.fromArray(SPECIES, ofMean, n))
              .mul(through);
      FloatVector.fromArray(SPECIES, g, base + n)
          .sub(common)
          .mul(FloatVector.fromArray(SPECIES, factor, n))
          .intoArray(g, base + n);
    }
  }

  @Override
  public void encode(
      float[] x,
      int base,
      float[] fixed,
      float[] moved,
      int at,
      float[] steps,
      float[] errors,
      int errorBase,
      float[] spikes,
      int up,
      int down,
      int bands) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    int c = 0;
    for (; c + LANES <= bands; c += LANES) {
      FloatVector step = FloatVector.fromArray(SPECIES, steps, c);
      FloatVector estimate = FloatVector.fromArray(SPECIES, moved, at + c);
      FloatVector e =
          FloatVector.fromArray(SPECIES, x, base + c)
              .sub(FloatVector.fromArray(SPECIES, fixed, at + c))
              .sub(estimate);
      FloatVector plus = zero.blend(one, e.sub(step).compare(VectorOperators.GE, 0f));
      FloatVector minus = zero.blend(one, e.neg().sub(step).compare(VectorOperators.GE, 0f));
      e.intoArray(errors, errorBase + c);
      plus.intoArray(spikes, up + c);
      minus.intoArray(spikes, down + c);
      plus.sub(minus).mul(step).add(estimate).intoArray(moved, at + c);
    }
    for (; c < bands; c++) {
      ScalarKernels.encodeBand(
          c, x, base, fixed, moved, at, steps, errors, errorBase, spikes, up, down);
    }
  }

  @Override
  public void encodeBack(
      float[] g,
      int up,
      int down,
      float[] errors,
      int errorBase,
      float[] steps,
      float[] carried,
      int at,
      float[] rest,
      float through,
      float factor,
      float k,
      float[] terms,
      int bands) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    int c = 0;
    for (; c + LANES <= bands; c += LANES) {
      FloatVector step = FloatVector.fromArray(SPECIES, steps, c);
      FloatVector e = FloatVector.fromArray(SPECIES, errors, errorBase + c);
      FloatVector above = e.sub(step);
      FloatVector below = e.neg().sub(step);
      FloatVector move =
          zero.blend(one, above.compare(VectorOperators.GE, 0f))
              .sub(zero.blend(one, below.compare(VectorOperators.GE, 0f)));
      FloatVector ofError = e.sub(step.mul(move)).mul(factor);
      FloatVector carry =
          FloatVector.fromArray(SPECIES, carried, at + c)
              .sub(FloatVector.fromArray(SPECIES, rest, c))
              .mul(through)
              .sub(ofError);
      FloatVector moved = step.mul(carry);
      FloatVector plus =
          FloatVector.fromArray(SPECIES, g, up + c).add(moved).mul(sigmoidDerivative(above, k));
      FloatVector minus =
          FloatVector.fromArray(SPECIES, g, down + c).sub(moved).mul(sigmoidDerivative(below, k));
      carry.mul(move).sub(plus).sub(minus).intoArray(terms, c);
      FloatVector passed = plus.sub(minus);
      carry.sub(passed).intoArray(carried, at + c);
      passed.add(ofError).intoArray(rest, c);
    }
    for (; c < bands; c++) {
      ScalarKernels.encodeBandBack(
          c, g, up, down, errors, errorBase, steps, carried, at, rest, through, factor, k, terms);
    }
  }

  /** {@link Exponential#sigmoidDerivative} of a vector, with its bits. */
  private static FloatVector sigmoidDerivative(FloatVector z, float k) {
    FloatVector e = exponential(z.mul(k).abs().neg().max(Exponential.SMALLEST));
    FloatVector d = e.add(1f);
    return e.mul(k).div(d.mul(d));
  }

  /** {@link Exponential#of} of a vector, with its bits. */
  private static FloatVector exponential(FloatVector z) {
    FloatVector shifted = z.mul(Exponential.LOG2_E).add(Exponential.MAGIC);
    FloatVector whole = shifted.sub(Exponential.MAGIC);
    FloatVector rest = z.sub(whole.mul(Exponential.LN2_HIGH)).sub(whole.mul(Exponential.LN2_LOW));
    FloatVector p = rest.mul(Exponential.C6).add(Exponential.C5);
    p = p.mul(rest).add(Exponential.C4);
    p = p.mul(rest).add(Exponential.C3);
    p = p.mul(rest).add(Exponential.C2);
    p = p.mul(rest).add(1f);
    p = p.mul(rest).add(1f);
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(power).reinterpretAsFloats();
  }

  @Override
  public float exponentials(float[] x, int base, int count, float largest) {
    float sum = 0;
    int n = 0;
    FloatVector sums = FloatVector.zero(SPECIES);
    FloatVector smallest = FloatVector.broadcast(SPECIES, Exponential.SMALLEST);
    for (; n + LANES <= count; n += LANES) {
      FloatVector y =
          exponential(FloatVector.fromArray(SPECIES, x, base + n).sub(largest).max(smallest));
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
