package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Names;
import org.keyspike.network.Tensor;

/**
 * Batch norm of a layer's currents with the statistics of the batch, y = scale · (x − μ)/√(σ² + ε)
 * + shift, μ and the biased σ² over valid rows of all shards. Sums are of shards first, then over
 * them in order, in a shard of {@link #BLOCK} rows in float and over blocks in double.
 *
 * <p>Rows come in blocks while they are in the cache for something else: their sums as currents
 * appear, those of gradients as the loop over time goes back, gradients by currents before they are
 * multiplied. Only the squares about μ take a pass of their own.
 */
final class BatchNormPass {
  /** Rows that add up in float before they join a double. */
  static final int BLOCK = 64;

  private final PassContext context;
  private final int layer;
  private final int neurons;
  private final int stride;
  private final int padded;
  private final int rowsPerFrame;
  private final double validRows;
  private final double[] mean;
  private final double[] variance;
  private final float[] meanValue;
  private final double[][] sums;
  private final double[][] otherSums;
  private final float[] factor;
  private final float[] offset;
  private final float[] ofMean;
  private final float[] ofVariance;

  /** Of every shard the blocks' Σ g and Σ g (x − μ), (blocks, N) with whole vectors. */
  private final float[][] blockSums;

  private final float[][] blockProducts;

  /**
   * @param rowsPerFrame rows of currents a frame, 1 or TS
   */
  BatchNormPass(PassContext context, int layer, int rowsPerFrame) {
    this.context = context;
    this.layer = layer;
    this.rowsPerFrame = rowsPerFrame;
    neurons = context.spec().layers().get(layer).neurons();
    stride = context.geometry().stride(neurons);
    validRows = (double) context.batch().validFrames() * rowsPerFrame;
    mean = new double[neurons];
    variance = new double[neurons];
    padded = context.geometry().padded(neurons);
    meanValue = new float[padded];
    sums = new double[context.shards().length][neurons];
    otherSums = new double[context.shards().length][neurons];
    factor = new float[padded];
    offset = new float[padded];
    ofMean = new float[padded];
    ofVariance = new float[padded];
    blockSums = new float[context.shards().length][];
    blockProducts = new float[context.shards().length][];
    for (int s = 0; s < blockSums.length; s++) {
      int values = Geometry.ORIGIN + blocks(s) * padded;
      blockSums[s] = context.pool().floats(values);
      blockProducts[s] = context.pool().floats(values);
    }
  }

  /** Blocks of a shard's rows. */
  int blocks(int shard) {
    return (rows(shard) + BLOCK - 1) / BLOCK;
  }

  /** Rows of a block. */
  int blockRows(int shard, int block) {
    return Math.min(BLOCK, rows(shard) - block * BLOCK);
  }

  /** Adds up a block of currents, one block after the other from the first. */
  void sum(int shard, int block, float[] x) {
    if (block == 0) {
      Arrays.fill(sums[shard], 0);
    }
    float[] partial = new float[padded];
    for (int r = 0; r < blockRows(shard, block); r++) {
      int row = block * BLOCK + r;
      if (valid(shard, row)) {
        context.kernels().add(x, at(row), partial, 0, padded);
      }
    }
    join(partial, 0, sums[shard]);
  }

  /**
   * Finds μ and σ², and from them {@link #apply}'s factors, of currents whose blocks have added up.
   */
  void statistics(float[][] currents) {
    reduce(sums, mean);
    for (int n = 0; n < neurons; n++) {
      mean[n] /= validRows;
      meanValue[n] = (float) mean[n];
    }
    context.workers().run(context.shards().length, s -> squares(s, currents[s]));
    reduce(sums, variance);
    float[] scale = context.parameters().data(Names.normScale(layer));
    float[] shift = context.parameters().data(Names.normShift(layer));
    for (int n = 0; n < neurons; n++) {
      variance[n] /= validRows;
      double f = scale[n] / Math.sqrt(variance[n] + BatchNorm.EPSILON);
      factor[n] = (float) f;
      offset[n] = (float) (shift[n] - f * (mean[n] - meanValue[n]));
    }
  }

  /** Σ (x − μ)² over the valid rows of a shard. */
  private void squares(int shard, float[] x) {
    float[] partial = new float[padded];
    Arrays.fill(sums[shard], 0);
    for (int row = 0; row < rows(shard); row++) {
      if (valid(shard, row)) {
        context.kernels().addSquares(x, at(row), meanValue, partial, padded);
      }
      if (row % BLOCK == BLOCK - 1 || row == rows(shard) - 1) {
        join(partial, 0, sums[shard]);
        Arrays.fill(partial, 0);
      }
    }
  }

  /** y of a row. Centred first: where currents hardly vary, x and μ all but cancel. */
  void apply(float[] x, int base, float[] y, int yBase) {
    context.kernels().normalise(x, base, meanValue, factor, offset, y, yBase, padded);
  }

  /** What a current is multiplied by, scale / √(σ² + ε), (N) with whole vectors. */
  float[] factor() {
    return factor;
  }

  Tensor mean() {
    return tensor(mean);
  }

  Tensor variance() {
    return tensor(variance);
  }

  /** Σ g and Σ g (x − μ) over all rows of a block, in whatever order blocks come. */
  void gradientSums(int shard, int block, float[] g, float[] currents) {
    int sum = Geometry.ORIGIN + block * padded;
    Arrays.fill(blockSums[shard], sum, sum + padded, 0);
    Arrays.fill(blockProducts[shard], sum, sum + padded, 0);
    for (int r = 0; r < blockRows(shard, block); r++) {
      context
          .kernels()
          .addGradients(
              g,
              currents,
              at(block * BLOCK + r),
              meanValue,
              blockSums[shard],
              blockProducts[shard],
              sum,
              padded);
    }
  }

  /** Adds up {@link #gradientSums}; the gradients by shift and scale. */
  void gradients(Tensor ofScale, Tensor ofShift) {
    double[] all = new double[neurons];
    double[] allOther = new double[neurons];
    for (int s = 0; s < sums.length; s++) {
      Arrays.fill(sums[s], 0);
      Arrays.fill(otherSums[s], 0);
      for (int block = 0; block < blocks(s); block++) {
        join(blockSums[s], Geometry.ORIGIN + block * padded, sums[s]);
        join(blockProducts[s], Geometry.ORIGIN + block * padded, otherSums[s]);
      }
    }
    reduce(sums, all);
    reduce(otherSums, allOther);
    for (int n = 0; n < neurons; n++) {
      ofShift.data()[n] = (float) all[n];
      ofScale.data()[n] = (float) (allOther[n] / Math.sqrt(variance[n] + BatchNorm.EPSILON));
      // What every valid row gets through μ and σ².
      ofMean[n] = (float) (all[n] / validRows);
      ofVariance[n] = (float) (allOther[n] / validRows / (variance[n] + BatchNorm.EPSILON));
    }
  }

  /** Turns a block's gradients by y into gradients by x, in place. */
  void backward(int shard, int block, float[] g, float[] currents) {
    for (int r = 0; r < blockRows(shard, block); r++) {
      int row = block * BLOCK + r;
      context
          .kernels()
          .normaliseBack(
              g,
              currents,
              at(row),
              meanValue,
              factor,
              ofMean,
              ofVariance,
              valid(shard, row) ? 1 : 0,
              padded);
    }
  }

  private boolean valid(int shard, int row) {
    Shard clips = context.shards()[shard];
    return clips.valid(row / clips.clips() / rowsPerFrame, row % clips.clips());
  }

  private int at(int row) {
    return Geometry.ORIGIN + row * stride;
  }

  private int rows(int shard) {
    return context.batch().frames() * rowsPerFrame * context.shards()[shard].clips();
  }

  private void join(float[] partial, int from, double[] into) {
    for (int n = 0; n < neurons; n++) {
      into[n] += partial[from + n];
    }
  }

  private static void reduce(double[][] shards, double[] into) {
    Arrays.fill(into, 0);
    for (double[] shard : shards) {
      for (int n = 0; n < into.length; n++) {
        into[n] += shard[n];
      }
    }
  }

  private Tensor tensor(double[] values) {
    float[] data = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      data[n] = (float) values[n];
    }
    return new Tensor(new int[] {neurons}, data);
  }
}
