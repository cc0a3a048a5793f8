package org.keyspike.network;

/**
 * Batch norm with fixed statistics: y = scale · (x − mean) / √(variance + ε) + shift, per neuron.
 */
public final class BatchNorm {
  /** ε. */
  public static final float EPSILON = 1e-5f;

  /** The weight of a new batch in the running statistics. */
  public static final float MOMENTUM = 0.1f;

  private BatchNorm() {}

  /**
   * The factor a and offset c of every neuron with y = a·x + c.
   *
   * @return a, (N), then c, (N)
   */
  public static float[][] affine(Parameters parameters, int layer) {
    float[] scale = parameters.data(Names.normScale(layer));
    float[] shift = parameters.data(Names.normShift(layer));
    float[] mean = parameters.data(Names.normMean(layer));
    float[] variance = parameters.data(Names.normVariance(layer));
    float[] factor = new float[scale.length];
    float[] offset = new float[scale.length];
    for (int n = 0; n < scale.length; n++) {
      double a = scale[n] / Math.sqrt((double) variance[n] + EPSILON);
      factor[n] = (float) a;
      offset[n] = (float) (shift[n] - a * mean[n]);
    }
    return new float[][] {factor, offset};
  }
}
