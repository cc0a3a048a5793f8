package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * Every SIMD kernel against its scalar twin, on random sizes between guards that neither may touch.
 * Where both add in the same order without fusing, the bits are the same; where SIMD fuses
 * multiplication and addition, each of the two roundings that a term takes may differ, so sums of n
 * terms lie within (n + 1) · 2⁻²³ of the sum of the terms' magnitudes.
 */
@AddLifecycleHook(KernelsTest.WhereVectorsAre.class)
@Tag("slow")
class KernelsTest {
  /** What is written nowhere: two NaN are equal to assertions. */
  private static final float GUARD = Float.NaN;

  private static final double ROUNDING = Math.scalb(1.0, -23);

  private final RowKernels scalar = new ScalarKernels();

  /** Skips, and says why, what cannot run without the module. */
  static final class WhereVectorsAre implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      Availability availability = VectorEngine.availability();
      return availability.simd()
          ? SkipResult.doNotSkip()
          : SkipResult.skip("no SIMD: " + availability.reason());
    }
  }

  private static RowKernels simd() {
    return VectorModule.kernels();
  }

  /** Lanes of the vectors that are tested. */
  static int lanes() {
    return simd().lanes();
  }

  /** Rows of events over random matrices; every size is odd but the columns, whole vectors. */
  private record Sparse(
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

    static Sparse draw(SplittableRandom random) {
      int columns = simd().lanes() * (1 + random.nextInt(2 * RowKernels.TILE + 3));
      int sources = 1 + random.nextInt(90);
      int stride = columns + random.nextInt(20);
      int base = random.nextInt(20);
      int first = random.nextInt(4);
      int rows = random.nextInt(71);
      double density = random.nextInt(4) == 0 ? 0 : random.nextDouble();
      int[] start = new int[first + rows + 1];
      int[] index = new int[(first + rows) * sources];
      int at = 0;
      for (int r = 0; r < first + rows; r++) {
        start[r] = at;
        for (int m = 0; m < sources && random.nextInt(5) > 0; m++) {
          if (random.nextDouble() < density) {
            index[at++] = m;
          }
        }
      }
      start[first + rows] = at;
      int outBase = random.nextInt(20);
      int outStride = columns + random.nextInt(20);
      float[] out = guarded(random, outBase, rows, outStride, columns);
      return new Sparse(
          drawn(random, base + sources * stride),
          base,
          stride,
          start,
          first,
          index,
          drawn(random, index.length),
          rows,
          out,
          outBase,
          outStride,
          columns);
    }

    float[] gather(RowKernels kernels) {
      float[] sums = out.clone();
      kernels.gather(
          source, base, stride, start, first, index, rows, sums, outBase, outStride, columns);
      return sums;
    }

    float[] gatherWeighted(RowKernels kernels) {
      float[] sums = out.clone();
      kernels.gatherWeighted(
          source, base, stride, start, first, index, value, rows, sums, outBase, outStride,
          columns);
      return sums;
    }

    /** The same sums of magnitudes: what rounding is relative to. */
    float[] magnitudes() {
      return new Sparse(
              magnitudes(source),
              base,
              stride,
              start,
              first,
              index,
              magnitudes(value),
              rows,
              magnitudes(out),
              outBase,
              outStride,
              columns)
          .gatherWeighted(new ScalarKernels());
    }

    static float[] magnitudes(float[] values) {
      float[] all = values.clone();
      for (int i = 0; i < all.length; i++) {
        all[i] = Math.abs(all[i]);
      }
      return all;
    }
  }

  @Property(tries = 300)
  void gather(@ForAll long seed) {
    Sparse sparse = Sparse.draw(new SplittableRandom(seed));
    assertArrayEquals(sparse.gather(scalar), sparse.gather(simd()));
  }

  @Property(tries = 300)
  void gatherOfNothingChangesNothing(@ForAll long seed) {
    Sparse sparse = Sparse.draw(new SplittableRandom(seed));
    Arrays.fill(sparse.start(), 0);
    assertArrayEquals(sparse.out(), sparse.gather(simd()));
    assertArrayEquals(sparse.out(), sparse.gatherWeighted(simd()));
  }

  @Property(tries = 300)
  void gatherWeighted(@ForAll long seed) {
    Sparse sparse = Sparse.draw(new SplittableRandom(seed));
    int terms = 1;
    for (int r = 0; r < sparse.rows(); r++) {
      int row = sparse.first() + r;
      terms = Math.max(terms, sparse.start()[row + 1] - sparse.start()[row]);
    }
    within(
        sparse.gatherWeighted(scalar), sparse.gatherWeighted(simd()), sparse.magnitudes(), terms);
  }

  /** Also of panels that are not whole, and of every number of rows that is left of fives. */
  @Property(tries = 300)
  void product(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int columns = 1 + random.nextInt(5 * simd().lanes());
    int rows = random.nextInt(71);
    int depth = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(90);
    int base = random.nextInt(20);
    int stride = depth + random.nextInt(20);
    float[] left = drawn(random, base + rows * stride);
    float[] matrix = drawn(random, depth * columns);
    int outBase = random.nextInt(20);
    // Room for whole vectors of both kinds.
    int outStride = columns + Math.max(simd().lanes(), scalar.lanes()) + random.nextInt(20);
    float[] out = guarded(random, outBase, rows, outStride, columns);
    float[][] found = new float[3][];
    for (int k = 0; k < 3; k++) {
      RowKernels kernels = k == 1 ? simd() : scalar;
      Geometry geometry = new Geometry(kernels.lanes(), kernels.panel());
      Blocked right = Blocked.of(new ArrayPool(), geometry, depth, columns, geometry.panel());
      for (int b = 0; b < right.blocks(); b++) {
        right.pack(b, k == 2 ? Sparse.magnitudes(matrix) : matrix);
      }
      found[k] = out.clone();
      kernels.product(
          k == 2 ? Sparse.magnitudes(left) : left,
          base,
          stride,
          rows,
          right,
          found[k],
          outBase,
          outStride);
      wipe(found[k], outBase, rows, outStride, columns, geometry.padded(columns));
    }
    within(found[0], found[1], found[2], depth);
  }

  /** Makes guards of what is behind the columns up to whole vectors, if it is 0 as it must be. */
  private static void wipe(float[] out, int base, int rows, int stride, int columns, int padded) {
    for (int r = 0; r < rows; r++) {
      for (int c = columns; c < padded; c++) {
        assertEquals(0, out[base + r * stride + c]);
        out[base + r * stride + c] = GUARD;
      }
    }
  }

  /** Single values of a product, at random places; what is not wanted stays as it was. */
  @Property(tries = 300)
  void dots(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int lanes = simd().lanes();
    int width = lanes * (random.nextBoolean() ? RowKernels.TILE : 1 + random.nextInt(4));
    int depth = 1 + random.nextInt(20 * lanes);
    int rows = random.nextInt(20);
    int outputs = 1 + random.nextInt(40);
    int base = random.nextInt(20);
    int stride = depth + random.nextInt(20);
    int first = random.nextInt(3);
    int[] start = new int[first + rows + 1];
    int[] index = new int[rows * outputs + 1];
    int at = 0;
    double density = random.nextDouble();
    for (int r = 0; r < rows; r++) {
      start[first + r] = at;
      for (int m = 0; m < outputs; m++) {
        index[at] = m;
        at += random.nextDouble() < density ? 1 : 0;
      }
    }
    start[first + rows] = at;
    float[] left = drawn(random, base + rows * stride);
    float[] matrix = drawn(random, outputs * depth);
    int outBase = random.nextInt(20);
    int outStride = outputs + random.nextInt(20);
    float[] out = guarded(random, outBase, rows, outStride, outputs);
    float[][] found = new float[3][];
    for (int k = 0; k < 3; k++) {
      RowKernels kernels = k == 1 ? simd() : scalar;
      Blocked right =
          new Blocked(
              new Geometry(kernels.lanes(), 1),
              new float[Geometry.ORIGIN + outputs * (depth + kernels.lanes())],
              outputs,
              depth,
              width * kernels.lanes() / lanes);
      for (int b = 0; b < right.blocks(); b++) {
        right.packTransposed(b, transposed(k == 2 ? Sparse.magnitudes(matrix) : matrix, depth));
      }
      found[k] = k == 2 ? Sparse.magnitudes(out) : out.clone();
      kernels.dots(
          k == 2 ? Sparse.magnitudes(left) : left,
          base,
          stride,
          rows,
          depth,
          start,
          first,
          index,
          right.data(),
          right.base(0),
          right.base(1) - right.base(0),
          right.width(),
          found[k],
          outBase,
          outStride);
    }
    within(found[0], found[1], found[2], depth);
  }

  /** Whole vectors of fused products one after the other, then their lanes, then what is left. */
  @Property(tries = 30)
  void dotsAddUpInOrder(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int depth = 1 + random.nextInt(20 * simd().lanes());
    dotsInOrder(random, 1 + random.nextInt(5), 1 + random.nextInt(40), depth);
  }

  /** More than wait for the next block at a time: of several rows, and of one alone. */
  @Property(tries = 2)
  void manyDotsAddUpInOrder(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int depth = (RowKernels.TILE + 1) * simd().lanes() + 1;
    dotsInOrder(random, 5, 1700, depth);
    dotsInOrder(random, 1, 7000, depth);
  }

  private static void dotsInOrder(SplittableRandom random, int rows, int outputs, int depth) {
    int[] start = new int[rows + 1];
    int[] index = new int[rows * outputs + 1];
    int at = 0;
    for (int r = 0; r < rows; r++) {
      for (int m = 0; m < outputs; m++) {
        index[at] = m;
        at += random.nextInt(4) == 0 ? 0 : 1;
      }
      start[r + 1] = at;
    }
    float[] left = drawn(random, rows * depth);
    float[] matrix = drawn(random, outputs * depth);
    Geometry geometry = new Geometry(simd().lanes(), 1);
    Blocked right = Blocked.of(new ArrayPool(), geometry, outputs, depth, geometry.tile());
    for (int b = 0; b < right.blocks(); b++) {
      right.packTransposed(b, transposed(matrix, depth));
    }
    float[] out = guarded(random, 0, rows, outputs, outputs);
    float[] expected = out.clone();
    for (int r = 0; r < rows; r++) {
      for (int e = start[r]; e < start[r + 1]; e++) {
        float dot = dotInOrder(left, r * depth, matrix, index[e] * depth, depth);
        expected[r * outputs + index[e]] = dot;
      }
    }
    int block = right.base(1) - right.base(0);
    simd()
        .dots(
            left,
            0,
            depth,
            rows,
            depth,
            start,
            0,
            index,
            right.data(),
            right.base(0),
            block,
            right.width(),
            out,
            0,
            outputs);
    assertArrayEquals(expected, out);
  }

  private static float dotInOrder(float[] left, int l, float[] right, int r, int depth) {
    float[] sums = new float[simd().lanes()];
    int whole = depth / sums.length * sums.length;
    for (int n = 0; n < whole; n++) {
      int lane = n % sums.length;
      sums[lane] = Math.fma(right[r + n], left[l + n], sums[lane]);
    }
    for (int half = sums.length / 2; half > 0; half /= 2) {
      for (int n = 0; n < half; n++) {
        sums[n] += sums[half + n];
      }
    }
    float sum = sums[0];
    for (int n = whole; n < depth; n++) {
      sum += left[l + n] * right[r + n];
    }
    return sum;
  }

  /** (rows, columns) to (columns, rows). */
  private static float[] transposed(float[] matrix, int columns) {
    float[] other = new float[matrix.length];
    int rows = matrix.length / columns;
    for (int i = 0; i < matrix.length; i++) {
      other[i % columns * rows + i / columns] = matrix[i];
    }
    return other;
  }

  /** Potentials of n values, many of them where something happens, and the results of both. */
  private record Pointwise(float[] u, int base, int outBase, int count, float[] out) {
    static Pointwise draw(SplittableRandom random, float k) {
      int count = simd().lanes() * random.nextInt(20);
      int base = random.nextInt(20);
      int outBase = random.nextInt(20);
      float[] u = new float[base + count];
      for (int i = 0; i < u.length; i++) {
        u[i] =
            switch (random.nextInt(6)) {
              case 0 -> 1;
              case 1 -> 1 + (random.nextBoolean() ? 1 : -1) / k;
              case 2 -> Math.nextDown(1f);
              case 3 -> (float) random.nextDouble(-1e6, 1e6);
              default -> (float) random.nextDouble(-1, 3);
            };
      }
      return new Pointwise(u, base, outBase, count, guarded(random, outBase, 1, count + 16, count));
    }
  }

  /** Spikes and membranes, and the sums of rows: the same operations in the same order. */
  @Property(tries = 200)
  void rowsAreTheSameToTheBit(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pointwise p = Pointwise.draw(random, 2);
    float[][] found = new float[2][];
    for (int k = 0; k < 2; k++) {
      RowKernels kernels = k == 0 ? scalar : simd();
      float[] s = p.out().clone();
      float[] v = p.out().clone();
      float[] u = p.u().clone();
      kernels.reset(u, p.base(), s, v, p.outBase(), p.count());
      kernels.leak(p.u(), v, p.outBase(), u, p.base(), p.count());
      kernels.collect(u, p.base(), v, p.outBase(), 0.25f, s, p.outBase(), p.count());
      kernels.add(u, p.base(), v, p.outBase(), p.count());
      found[k] = join(s, v, u);
    }
    assertArrayEquals(found[0], found[1]);
  }

  @Property(tries = 200)
  void leakBack(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pointwise p = Pointwise.draw(random, 2);
    float reset = random.nextInt(2);
    float state = random.nextInt(2);
    float[][] found = new float[2][];
    for (int k = 0; k < 2; k++) {
      RowKernels kernels = k == 0 ? scalar : simd();
      float[] g = p.u().clone();
      float[] carried = p.out().clone();
      float[] gradient = new float[p.count()];
      float[] slope = new float[p.out().length];
      kernels.boxcar(p.u(), p.base(), 2, 1, slope, p.outBase(), p.count());
      kernels.leakBack(
          g,
          p.base(),
          slope,
          p.out(),
          carried,
          p.outBase(),
          p.u(),
          gradient,
          reset,
          state,
          p.count());
      found[k] = join(g, carried, gradient);
    }
    assertArrayEquals(found[0], found[1]);
  }

  /** Batch norm of rows, both ways: the same operations in the same order. */
  @Property(tries = 200)
  void batchNorm(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pointwise p = Pointwise.draw(random, 2);
    int count = p.count();
    float[] centre = drawn(random, count);
    float[] factor = drawn(random, count);
    float[] offset = drawn(random, count);
    float[] above = drawn(random, p.u().length);
    float[] sumsBefore = drawn(random, p.outBase() + count);
    float through = random.nextInt(2);
    float[][] found = new float[2][];
    for (int k = 0; k < 2; k++) {
      RowKernels kernels = k == 0 ? scalar : simd();
      float[] y = p.out().clone();
      float[] g = above.clone();
      float[] squares = offset.clone();
      float[] sums = sumsBefore.clone();
      float[] products = sumsBefore.clone();
      kernels.addSquares(p.u(), p.base(), centre, squares, count);
      kernels.normalise(p.u(), p.base(), centre, factor, offset, y, p.outBase(), count);
      kernels.addGradients(g, p.u(), p.base(), centre, sums, products, p.outBase(), count);
      kernels.normaliseBack(g, p.u(), p.base(), centre, factor, offset, centre, through, count);
      found[k] = join(y, g, squares, sums, products);
    }
    assertArrayEquals(found[0], found[1]);
  }

  /** A phase of the encoder, both ways, on numbers of bands that are no whole vectors. */
  @Property(tries = 200)
  void encoder(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int bands = 1 + random.nextInt(50);
    int at = random.nextInt(20);
    float[] x = drawn(random, at + bands);
    float[] fixed = drawn(random, at + bands);
    float[] moved = drawn(random, at + bands);
    float[] steps = drawn(random, bands);
    float[] gradients = drawn(random, at + 2 * bands);
    float[] carried = drawn(random, at + bands);
    float[] rest = drawn(random, bands);
    float through = random.nextInt(2);
    float factor = random.nextInt(2) * 0.3f;
    for (int c = 0; c < bands; c++) {
      steps[c] = Math.abs(steps[c]);
      // Exactly at a threshold there is a spike.
      x[at + c] = random.nextInt(5) == 0 ? steps[c] : x[at + c];
      fixed[at + c] = random.nextInt(2) * fixed[at + c];
      moved[at + c] = random.nextInt(2) * moved[at + c];
    }
    float[][] found = new float[2][];
    for (int k = 0; k < 2; k++) {
      RowKernels kernels = k == 0 ? scalar : simd();
      float[] estimates = moved.clone();
      float[] errors = guarded(random.split(), at, 1, bands + 9, 0);
      float[] spikes = errors.clone();
      float[] back = carried.clone();
      float[] left = rest.clone();
      float[] terms = new float[bands];
      int down = at + bands;
      spikes = Arrays.copyOf(spikes, down + bands + 7);
      kernels.encode(x, at, fixed, estimates, at, steps, errors, at, spikes, at, down, bands);
      kernels.encodeBack(
          gradients, at, down, errors, at, steps, back, at, left, through, factor, 10, terms,
          bands);
      found[k] = join(estimates, errors, spikes, back, left, terms);
    }
    assertArrayEquals(found[0], found[1]);
  }

  private static float[] join(float[]... arrays) {
    int length = 0;
    for (float[] array : arrays) {
      length += array.length;
    }
    float[] all = new float[length];
    int at = 0;
    for (float[] array : arrays) {
      System.arraycopy(array, 0, all, at, array.length);
      at += array.length;
    }
    return all;
  }

  @Property(tries = 200)
  void compactSurrogates(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float k = (float) random.nextDouble(0.5, 20);
    float gain = random.nextBoolean() ? 1 : (float) random.nextDouble(0.1, 2);
    Pointwise p = Pointwise.draw(random, k);
    float[][] found = new float[2][];
    for (int i = 0; i < 2; i++) {
      RowKernels kernels = i == 0 ? scalar : simd();
      float[] boxcar = p.out().clone();
      float[] triangle = p.out().clone();
      kernels.boxcar(p.u(), p.base(), k, gain, boxcar, p.outBase(), p.count());
      kernels.triangle(p.u(), p.base(), k, gain, triangle, p.outBase(), p.count());
      found[i] = join(boxcar, triangle);
    }
    assertArrayEquals(found[0], found[1]);
  }

  @Property(tries = 200)
  void fastSigmoid(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float k = (float) random.nextDouble(0.5, 100);
    float gain = (float) random.nextDouble(0.1, 2);
    Pointwise p = Pointwise.draw(random, k);
    float[] expected = p.out().clone();
    float[] found = p.out().clone();
    scalar.fastSigmoid(p.u(), p.base(), k, gain, expected, p.outBase(), p.count());
    simd().fastSigmoid(p.u(), p.base(), k, gain, found, p.outBase(), p.count());
    // 1 + k|z| is squared and divided by: its roundings count twice, the others once.
    within(expected, found, expected, 4);
  }

  @Property(tries = 300)
  void exponentials(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 1 + random.nextInt(100);
    int base = random.nextInt(20);
    float[] expected = new float[base + count + random.nextInt(20)];
    Arrays.fill(expected, GUARD);
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = base; i < base + count; i++) {
      expected[i] = (float) random.nextDouble(-1, 1) * (random.nextInt(5) == 0 ? 200 : 10);
      largest = Math.max(largest, expected[i]);
    }
    float[] found = expected.clone();
    float sum = scalar.exponentials(expected, base, count, largest);
    assertEquals(sum, simd().exponentials(found, base, count, largest), count * ROUNDING * sum);
    assertArrayEquals(expected, found);
  }

  private static void within(float[] expected, float[] found, float[] magnitudes, int terms) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = (terms + 1) * ROUNDING * magnitudes[i];
      boolean same = Float.isNaN(expected[i]) ? Float.isNaN(found[i]) : false;
      assertTrue(
          same || Math.abs((double) expected[i] - found[i]) <= tolerance,
          "at " + i + ": scalar " + expected[i] + ", SIMD " + found[i] + " ± " + tolerance);
    }
  }

  private static float[] drawn(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Rows of values, and guards around and between them. */
  private static float[] guarded(
      SplittableRandom random, int base, int rows, int stride, int columns) {
    float[] out = new float[base + rows * stride + 7];
    Arrays.fill(out, GUARD);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out[base + r * stride + c] = (float) random.nextDouble(-1, 1);
      }
    }
    return out;
  }
}
