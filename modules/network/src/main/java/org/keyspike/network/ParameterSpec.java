package org.keyspike.network;

import java.util.Arrays;

/**
 * One parameter of a network: its name, what it is for and its shape.
 *
 * @param name as in {@link Names}
 * @param role what may be done to it
 * @param shape its extents
 */
public record ParameterSpec(String name, Role role, int... shape) {

  /** What a parameter is for; decides its initial value, its decay and its quantizer. */
  public enum Role {
    /** A matrix of feed-forward weights. */
    WEIGHT,
    /** A square matrix of recurrent weights. */
    RECURRENT,
    /** Added to a sum. */
    BIAS,
    /** β, kept in [0, 255/256]. */
    LEAK,
    /** ρ or κ, from which the encoder's steps follow. */
    STEP,
    /** Multiplies what batch norm normalised. */
    NORM_SCALE,
    /** Added to what batch norm normalised. */
    NORM_SHIFT,
    /** Running mean of batch norm; not learned by gradient. */
    RUNNING_MEAN,
    /** Running biased variance of batch norm; not learned by gradient. */
    RUNNING_VARIANCE;

    /** Whether it is a matrix that pruning and weight quantization work on. */
    public boolean matrix() {
      return this == WEIGHT || this == RECURRENT;
    }

    /** Whether gradients change it. */
    public boolean learned() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSpec that
        && name.equals(that.name)
        && role == that.role
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }
}
