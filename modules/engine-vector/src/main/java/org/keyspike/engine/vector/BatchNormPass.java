package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.Names;
import org.keyspike.network.Tensor;

/**
 * Batch norm of a layer's currents with the statistics of the batch, y = scale · (x − μ)/√(σ² + ε)
 * + shift, μ and the biased σ² over valid rows of all shards. Sums are of shards first, then over
 * them in order.
 */
final class BatchNormPass {
  /** Rows that add up in float before they join a double. */
  static final int PARTIAL = 64;

  private final PassContext context;
  private final int layer;
  private final int neurons;
  private final int stride;
  private final int rowsPerFrame;
  private final double validRows;
  private final double[] mean;
  private final double[] variance;
  private final float[] meanValue;
  private final double[][] sums;
  private final double[][] otherSums;
  private final float[] factor;
  private final float[] offset;

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
    meanValue = new float[stride];
    sums = new double[context.shards().length][neurons];
    otherSums = new double[context.shards().length][neurons];
    factor = new float[neurons];
    offset = new float[neurons];
  }

  /** Finds μ, σ² and from them {@link #apply}'s factors, over the currents of every shard. */
  void statistics(float[][] currents) {
    context.workers().run(context.shards().length, s -> sum(s, currents[s], sums[s], null));
    reduce(sums, mean);
    for (int n = 0; n < neurons; n++) {
      mean[n] /= validRows;
      meanValue[n] = (float) mean[n];
    }
    context.workers().run(context.shards().length, s -> sum(s, currents[s], sums[s], meanValue));
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

  /** y of a row. Centred first: where currents hardly vary, x and μ all but cancel. */
  void apply(float[] x, int base, float[] y, int yBase) {
    for (int n = 0; n < neurons; n++) {
      y[yBase + n] = factor[n] * (x[base + n] - meanValue[n]) + offset[n];
    }
  }

  Tensor mean() {
    return tensor(mean);
  }

  Tensor variance() {
    return tensor(variance);
  }

  /** Of one shard: Σ g and Σ g (x − μ) over all rows. */
  void gradientSums(int shard, float[] g, float[] currents) {
    int rows = rows(shard);
    float[] partial = new float[neurons];
    float[] other = new float[neurons];
    Arrays.fill(sums[shard], 0);
    Arrays.fill(otherSums[shard], 0);
    for (int row = 0; row < rows; row++) {
      int at = Geometry.ORIGIN + row * stride;
      for (int n = 0; n < neurons; n++) {
        partial[n] += g[at + n];
        other[n] += g[at + n] * (currents[at + n] - meanValue[n]);
      }
      if (row % PARTIAL == PARTIAL - 1 || row == rows - 1) {
        join(partial, sums[shard]);
        join(other, otherSums[shard]);
      }
    }
  }

  /** Adds up {@link #gradientSums}; the gradients by shift and scale. */
  void gradients(Tensor ofScale, Tensor ofShift) {
    double[] all = new double[neurons];
    double[] allOther = new double[neurons];
    reduce(sums, all);
    reduce(otherSums, allOther);
    for (int n = 0; n < neurons; n++) {
      ofShift.data()[n] = (float) all[n];
      ofScale.data()[n] = (float) (allOther[n] / Math.sqrt(variance[n] + BatchNorm.EPSILON));
      // What every valid row gets through μ and σ².
      sums[0][n] = all[n] / validRows;
      otherSums[0][n] = allOther[n] / validRows / (variance[n] + BatchNorm.EPSILON);
    }
  }

  /** Turns gradients by y into gradients by x, in place. */
  void backward(int shard, float[] g, float[] currents) {
    float[] throughMean = new float[neurons];
    float[] throughVariance = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      throughMean[n] = (float) sums[0][n];
      throughVariance[n] = (float) otherSums[0][n];
    }
    Shard clips = context.shards()[shard];
    int rows = rows(shard);
    for (int row = 0; row < rows; row++) {
      int at = Geometry.ORIGIN + row * stride;
      boolean valid = clips.valid(row / clips.clips() / rowsPerFrame, row % clips.clips());
      float through = valid ? 1 : 0;
      for (int n = 0; n < neurons; n++) {
        float centred = currents[at + n] - meanValue[n];
        g[at + n] =
            factor[n] * (g[at + n] - through * (throughMean[n] + throughVariance[n] * centred));
      }
    }
  }

  /** Σ x, or Σ (x − centre)², over the valid rows of a shard. */
  private void sum(int shard, float[] x, double[] into, float[] centre) {
    Shard clips = context.shards()[shard];
    int rows = rows(shard);
    float[] partial = new float[neurons];
    Arrays.fill(into, 0);
    for (int row = 0; row < rows; row++) {
      if (clips.valid(row / clips.clips() / rowsPerFrame, row % clips.clips())) {
        int at = Geometry.ORIGIN + row * stride;
        if (centre == null) {
          for (int n = 0; n < neurons; n++) {
            partial[n] += x[at + n];
          }
        } else {
          for (int n = 0; n < neurons; n++) {
            float centred = x[at + n] - centre[n];
            partial[n] += centred * centred;
          }
        }
      }
      if (row % PARTIAL == PARTIAL - 1 || row == rows - 1) {
        join(partial, into);
      }
    }
  }

  private int rows(int shard) {
    return context.batch().frames() * rowsPerFrame * context.shards()[shard].clips();
  }

  private void join(float[] partial, double[] into) {
    for (int n = 0; n < neurons; n++) {
      into[n] += partial[n];
      partial[n] = 0;
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
