package org.keyspike.engine.vector;

import java.util.Arrays;

/**
 * RowKernels in plain Java: for machines and Java versions without the Vector API, and what the
 * vectors are tested against. Its "vectors" are runs of 8 values that the compiler may or may not
 * turn into real ones.
 */
final class ScalarKernels implements RowKernels {
  private static final int LANES = 8;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int panel() {
    return 2;
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
    for (int r = 0; r < rows; r++) {
      int o = outBase + r * outStride;
      int to = start[first + r + 1];
      for (int e = start[first + r]; e < to; e++) {
        int p = base + index[e] * stride;
        for (int c = 0; c < columns; c++) {
          out[o + c] += source[p + c];
        }
      }
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
    for (int r = 0; r < rows; r++) {
      int o = outBase + r * outStride;
      int to = start[first + r + 1];
      for (int e = start[first + r]; e < to; e++) {
        int p = base + index[e] * stride;
        float x = value[e];
        for (int c = 0; c < columns; c++) {
          out[o + c] += x * source[p + c];
        }
      }
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
    for (int k = 0; k < right.blocks(); k++) {
      int columns = right.width(k);
      for (int r = 0; r < rows; r++) {
        int l = base + r * stride;
        int o = outBase + r * outStride + k * right.width();
        Arrays.fill(out, o, o + columns, 0);
        productRow(left, l, right.rows(), right.data(), right.base(k), columns, out, o);
      }
    }
  }

  private static void productRow(
      float[] left,
      int base,
      int depth,
      float[] right,
      int rightBase,
      int columns,
      float[] out,
      int outBase) {
    for (int n = 0; n < depth; n++) {
      float x = left[base + n];
      int p = rightBase + n * columns;
      for (int j = 0; j < columns; j++) {
        out[outBase + j] += x * right[p + j];
      }
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
    int padded = (depth + LANES - 1) / LANES * LANES;
    for (int r = 0; r < rows; r++) {
      for (int e = start[first + r]; e < start[first + r + 1]; e++) {
        float sum = 0;
        for (int column = 0; column < depth; column += width) {
          int from = rightBase + column / width * blockStride;
          int row = from + index[e] * Math.min(width, padded - column);
          for (int n = column; n < Math.min(depth, column + width); n++) {
            sum += left[base + r * stride + n] * right[row + n - column];
          }
        }
        out[outBase + r * outStride + index[e]] = sum;
      }
    }
  }

  @Override
  public void leak(float[] leak, float[] v, int vBase, float[] u, int base, int count) {
    for (int n = 0; n < count; n++) {
      u[base + n] += leak[n] * v[vBase + n];
    }
  }

  @Override
  public void reset(float[] u, int base, float[] s, float[] v, int vBase, int count) {
    for (int n = 0; n < count; n++) {
      float spike = u[base + n] >= 1 ? 1 : 0;
      s[vBase + n] = spike;
      v[vBase + n] = u[base + n] - spike;
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
    for (int n = 0; n < count; n++) {
      g[base + n] = above[aboveBase + n] + back[backBase + n] + penalty;
    }
  }

  @Override
  public void add(float[] from, int base, float[] to, int toBase, int count) {
    for (int n = 0; n < count; n++) {
      to[toBase + n] += from[base + n];
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
    for (int n = 0; n < count; n++) {
      float carry = carried[clipBase + n];
      float back = carry + slope[clipBase + n] * (g[base + n] - reset * carry);
      g[base + n] = back;
      leakGradient[n] += back * v[clipBase + n];
      carried[clipBase + n] = state * leak[n] * back;
    }
  }

  @Override
  public void fastSigmoid(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    for (int n = 0; n < count; n++) {
      float d = k * Math.abs(u[base + n] - 1) + 1;
      out[outBase + n] = gain / (d * d);
    }
  }

  @Override
  public void boxcar(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    float height = gain * (k / 2);
    for (int n = 0; n < count; n++) {
      out[outBase + n] = Math.abs(u[base + n] - 1) <= 1 / k ? height : 0;
    }
  }

  @Override
  public void triangle(
      float[] u, int base, float k, float gain, float[] out, int outBase, int count) {
    float height = gain * k;
    for (int n = 0; n < count; n++) {
      out[outBase + n] = height * Math.max(0, 1 - k * Math.abs(u[base + n] - 1));
    }
  }

  @Override
  public void addSquares(float[] x, int base, float[] centre, float[] sums, int count) {
    for (int n = 0; n < count; n++) {
      float centred = x[base + n] - centre[n];
      sums[n] += centred * centred;
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
    for (int n = 0; n < count; n++) {
      y[yBase + n] = factor[n] * (x[base + n] - centre[n]) + offset[n];
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
    for (int n = 0; n < count; n++) {
      sums[sumBase + n] += g[base + n];
      products[sumBase + n] += g[base + n] * (x[base + n] - centre[n]);
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
    for (int n = 0; n < count; n++) {
      float centred = x[base + n] - centre[n];
      g[base + n] = factor[n] * (g[base + n] - through * (ofMean[n] + ofVariance[n] * centred));
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
    for (int c = 0; c < bands; c++) {
      encodeBand(c, x, base, fixed, moved, at, steps, errors, errorBase, spikes, up, down);
    }
  }

  /** One band of {@link #encode}. */
  static void encodeBand(
      int c,
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
      int down) {
    float e = x[base + c] - fixed[at + c] - moved[at + c];
    float plus = e - steps[c] >= 0 ? 1 : 0;
    float minus = -e - steps[c] >= 0 ? 1 : 0;
    errors[errorBase + c] = e;
    spikes[up + c] = plus;
    spikes[down + c] = minus;
    moved[at + c] += steps[c] * (plus - minus);
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
    for (int c = 0; c < bands; c++) {
      encodeBandBack(
          c, g, up, down, errors, errorBase, steps, carried, at, rest, through, factor, k, terms);
    }
  }

  /** One band of {@link #encodeBack}. */
  static void encodeBandBack(
      int c,
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
      float[] terms) {
    float e = errors[errorBase + c];
    float step = steps[c];
    float move = e - step >= 0 ? 1 : 0;
    move -= -e - step >= 0 ? 1 : 0;
    float ofError = factor * (e - step * move);
    float carry = through * (carried[at + c] - rest[c]) - ofError;
    float plus = (g[up + c] + step * carry) * Exponential.sigmoidDerivative(e - step, k);
    float minus = (g[down + c] - step * carry) * Exponential.sigmoidDerivative(-e - step, k);
    terms[c] = carry * move - plus - minus;
    carried[at + c] = carry - (plus - minus);
    rest[c] = plus - minus + ofError;
  }

  @Override
  public float exponentials(float[] x, int base, int count, float largest) {
    float sum = 0;
    for (int n = base; n < base + count; n++) {
      float y = Exponential.of(Math.max(x[n] - largest, Exponential.SMALLEST));
      x[n] = y;
      sum += y;
    }
    return sum;
  }
}
