package org.keyspike.network;

import java.util.List;

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
    return affine(parameters, Names.layer(layer));
  }

  /** The same of a part of a network, as {@link Names} has it. */
  public static float[][] affine(Parameters parameters, String part) {
    float[] scale = parameters.data(Names.normScale(part));
    float[] shift = parameters.data(Names.normShift(part));
    float[] mean = parameters.data(Names.normMean(part));
    float[] variance = parameters.data(Names.normVariance(part));
    float[] factor = new float[scale.length];
    float[] offset = new float[scale.length];
    for (int n = 0; n < scale.length; n++) {
      double a = scale[n] / Math.sqrt((double) variance[n] + EPSILON);
      factor[n] = (float) a;
      offset[n] = (float) (shift[n] - a * mean[n]);
    }
    return new float[][] {factor, offset};
  }

  /** What it keeps for the N outputs of a part. */
  static List<ParameterSpec> parameters(String part, int n) {
    return List.of(
        new ParameterSpec(Names.normScale(part), ParameterSpec.Role.NORM_SCALE, n),
        new ParameterSpec(Names.normShift(part), ParameterSpec.Role.NORM_SHIFT, n),
        new ParameterSpec(Names.normMean(part), ParameterSpec.Role.RUNNING_MEAN, n),
        new ParameterSpec(Names.normVariance(part), ParameterSpec.Role.RUNNING_VARIANCE, n));
  }
}
