package org.keyspike.engine.vector;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The inner loops of engine-vector on one thread, 512 × 512, over the rows of a shard. One
 * operation is one row of one clip and step. In the engine's package, because nobody else is to
 * call them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelsBenchmark {
  private static final long SEED = 1;
  private static final int NEURONS = 512;

  /** Rows of an invocation: 100 steps of 16 clips, as a shard has them. */
  private static final int ROWS = 1600;

  /** K of the softmax. */
  private static final int CLASSES = 35;

  /** What the loops are made of. */
  @Param({"SIMD", "SCALAR"})
  public String kind;

  RowKernels kernels;
  private Geometry geometry;
  private ArrayPool pool;
  private int stride;
  private float[] rows;
  private float[] out;
  private float[] spikes;
  private float[] logits;
  private float[] drawnLogits;
  private Blocked panels;

  /** Events at a rate, which the pointwise kernels and the product do without. */
  @State(Scope.Thread)
  public static class Sparse {
    /** Spikes, percent. */
    @Param({"2", "5", "10", "20"})
    public int percent;

    private Events events;
    private Events weighted;
    private EventColumns columns;
    private Blocked tiles;
    private Blocked sums;

    /** Bernoulli spikes; weights of any size, because sums do not look at them. */
    @Setup
    public void prepare(KernelsBenchmark all) {
      SplittableRandom random = new SplittableRandom(SEED);
      events = Events.ones(all.pool, ROWS, NEURONS);
      weighted = Events.values(all.pool, ROWS, NEURONS);
      events.begin();
      weighted.begin();
      float[] row = new float[NEURONS];
      for (int r = 0; r < ROWS; r++) {
        for (int n = 0; n < NEURONS; n++) {
          row[n] = 100 * random.nextDouble() < percent ? 1 : 0;
        }
        events.append(r, row, 0);
        weighted.appendValues(r, row, 0);
      }
      columns = EventColumns.of(all.pool, events, NEURONS);
      float[] matrix = drawn(random, NEURONS * NEURONS);
      tiles = Blocked.of(all.pool, all.geometry, NEURONS, NEURONS, all.geometry.tile());
      sums = Blocked.of(all.pool, all.geometry, NEURONS, NEURONS, all.geometry.tile());
      for (int k = 0; k < tiles.blocks(); k++) {
        tiles.packTransposed(k, matrix);
        sums.clear(k);
      }
    }
  }

  /** Rows of potentials about the threshold, and a matrix in panels. */
  @Setup
  public void prepare() {
    kernels = kind.equals("SIMD") ? VectorModule.kernels() : new ScalarKernels();
    geometry = new Geometry(kernels.lanes(), kernels.panel());
    pool = new ArrayPool();
    stride = geometry.stride(NEURONS);
    SplittableRandom random = new SplittableRandom(SEED);
    rows = drawn(random, ROWS * stride);
    out = new float[ROWS * stride];
    spikes = new float[ROWS * stride];
    drawnLogits = drawn(random, ROWS * geometry.stride(CLASSES));
    logits = drawnLogits.clone();
    panels = Blocked.of(pool, geometry, NEURONS, NEURONS, geometry.panel());
    float[] matrix = drawn(random, NEURONS * NEURONS);
    for (int k = 0; k < panels.blocks(); k++) {
      panels.pack(k, matrix);
    }
  }

  /** Sums do not grow for ever. */
  @Setup(Level.Iteration)
  public void clear() {
    Arrays.fill(out, 0);
  }

  private static float[] drawn(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(0, 2);
    }
    return values;
  }

  /** Currents of spikes. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] gather(Sparse sparse) {
    for (int k = 0; k < sparse.tiles.blocks(); k++) {
      kernels.gather(
          sparse.tiles.data(),
          sparse.tiles.base(k),
          sparse.tiles.width(k),
          sparse.events.start(),
          0,
          sparse.events.index(),
          ROWS,
          out,
          k * sparse.tiles.width(),
          stride,
          sparse.tiles.width(k));
    }
    return out;
  }

  /** Currents of values. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] gatherWeighted(Sparse sparse) {
    for (int k = 0; k < sparse.tiles.blocks(); k++) {
      kernels.gatherWeighted(
          sparse.tiles.data(),
          sparse.tiles.base(k),
          sparse.tiles.width(k),
          sparse.weighted.start(),
          0,
          sparse.weighted.index(),
          sparse.weighted.value(),
          ROWS,
          out,
          k * sparse.tiles.width(),
          stride,
          sparse.tiles.width(k));
    }
    return out;
  }

  /** ΔW: rows of gradients add up in columns. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] weightGradient(Sparse sparse) {
    for (int tile = 0; tile < sparse.sums.blocks(); tile++) {
      for (int k = 0; k < sparse.columns.blocks(); k++) {
        kernels.gather(
            rows,
            tile * sparse.sums.width(),
            stride,
            sparse.columns.start(),
            sparse.columns.first(k),
            sparse.columns.row(),
            NEURONS,
            sparse.sums.data(),
            sparse.sums.base(tile),
            sparse.sums.width(tile),
            sparse.sums.width(tile));
      }
    }
    return sparse.sums.data();
  }

  /** Gradients by spikes, all of them; 2 · 512 · 512 operations of arithmetic a row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] product() {
    for (int first = 0; first < ROWS; first += 64) {
      kernels.product(rows, first * stride, stride, 64, panels, out, first * stride, stride);
    }
    return out;
  }

  /** Spikes and membranes of potentials. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] reset() {
    for (int r = 0; r < ROWS; r++) {
      kernels.reset(rows, r * stride, spikes, out, r * stride, NEURONS);
    }
    return out;
  }

  /** Surrogates. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] fastSigmoid() {
    for (int r = 0; r < ROWS; r++) {
      kernels.fastSigmoid(rows, r * stride, 25, 1, out, r * stride, NEURONS);
    }
    return out;
  }

  /** Surrogates of compact support. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] boxcar() {
    for (int r = 0; r < ROWS; r++) {
      kernels.boxcar(rows, r * stride, 2, 1, out, r * stride, NEURONS);
    }
    return out;
  }

  /** Softmax of 35 classes, the copy of its logits included, because it works in place. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float exponentials() {
    System.arraycopy(drawnLogits, 0, logits, 0, logits.length);
    int width = geometry.stride(CLASSES);
    float sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += kernels.exponentials(logits, r * width, CLASSES, 2);
    }
    return sum;
  }
}
