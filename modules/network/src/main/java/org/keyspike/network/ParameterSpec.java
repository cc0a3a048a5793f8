package org.keyspike.network;

import java.util.Arrays;

/**
 * One parameter of a network: its name, what it is for and its shape.
 *
 * @param name as in {@link Names}
 * @param role what may be done to it
 * @param range what updates are projected to
 * @param shape its extents
 */
public record ParameterSpec(String name, Role role, Range range, int... shape) {

  /** What a parameter is for; decides its decay and its quantizer. */
  public enum Role {
    /** A matrix of feed-forward weights. */
    WEIGHT,
    /** A square matrix of recurrent weights. */
    RECURRENT,
    /** Added to a sum. */
    BIAS,
    /** β of a membrane or ρ of an adaptation, unsigned 8 bits of 1/256. */
    LEAK,
    /** a of an adaptation, signed 8 bits of 1/256. */
    COUPLING,
    /** γ of an adaptation, signed 16 bits of the membrane's unit. */
    JUMP,
    /** τ of a graded neuron, 16 bits of the membrane's unit, 0 or more. */
    THRESHOLD,
    /**
     * α of a spiking neuron on the grid, which is its threshold θ: its row of weights, bias and γ
     * has been multiplied by it. No engine has a gradient by it.
     */
    SCALE,
    /** d of an input channel, in frames; whole frames in every forward pass, ⌊d + ½⌋. */
    DELAY,
    /** A neuron's parameter that has no integer form. */
    FREE,
    /** ρ or κ, from which the encoder's steps follow. */
    STEP,
    /** A step that is not learned. */
    FIXED_STEP,
    /** Multiplies what batch norm normalised. */
    NORM_SCALE,
    /** Added to what batch norm normalised. */
    NORM_SHIFT,
    /** Running mean of batch norm; not learned by gradient. */
    RUNNING_MEAN,
    /** Running biased variance of batch norm; not learned by gradient. */
    RUNNING_VARIANCE;

    /** Whether it is a matrix that pruning, decay and weight quantization work on. */
    public boolean matrix() {
      return this == WEIGHT || this == RECURRENT;
    }

    /** Whether an engine's gradients change it. */
    public boolean learned() {
      return this != RUNNING_MEAN
          && this != RUNNING_VARIANCE
          && this != FIXED_STEP
          && this != SCALE;
    }
  }

  /** A parameter of any value. */
  public ParameterSpec(String name, Role role, int... shape) {
    this(name, role, Range.ALL, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSpec that
        && name.equals(that.name)
        && role == that.role
        && range.equals(that.range)
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }
}
