package org.keyspike.network;

/** W s + b, then batch norm with fixed statistics if there is any. */
final class AffineMap {
  private final Tensor weight;
  private final float[] bias;
  private final float[][] normOrNull;

  /**
   * @param part whose parameters these are, as in {@link Names}
   */
  AffineMap(Parameters parameters, String part, boolean batchNorm) {
    weight = parameters.get(Names.weight(part));
    bias = parameters.data(Names.bias(part));
    normOrNull = batchNorm ? BatchNorm.affine(parameters, part) : null;
  }

  /**
   * Computes.
   *
   * @param inputs s
   * @param outputs replaced
   */
  void apply(float[] inputs, float[] outputs) {
    System.arraycopy(bias, 0, outputs, 0, outputs.length);
    Linear.accumulate(weight, inputs, outputs);
    if (normOrNull != null) {
      for (int n = 0; n < outputs.length; n++) {
        outputs[n] = normOrNull[0][n] * outputs[n] + normOrNull[1][n];
      }
    }
  }
}
