package org.keyspike.training;

import java.util.SplittableRandom;

/**
 * The choice of a layer's outputs that are dropped in a training step. A neuron is left out of a
 * whole clip, towards the next stage only, not towards its own layer; what stays is scaled by 1/(1
 * − p). On an integer grid there is no dropout: spikes would no longer be 0 and 1. Source: Gal and
 * Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", 2016.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * A mask of 0 and 1/(1 − p), (B, N); drawn outside every engine, so that all get the same.
   *
   * @param seed of the step
   * @param layer counted from 0
   * @param part p, above 0 and below 1
   */
  public static float[] mask(long seed, int layer, int clips, int neurons, double part) {
    SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (layer + 1));
    float[] mask = new float[clips * neurons];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < part ? 0 : (float) (1 / (1 - part));
    }
    return mask;
  }
}
