package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The surrogate gradient, which stands in for the derivative of the Heaviside step H(z) in the
 * backward pass.
 *
 * @param shape the function
 * @param slope its k, above 0
 */
public record Surrogate(Shape shape, float slope) {

  /** The functions of z = u − θ. */
  public enum Shape {
    /** 1/(1+k|z|)², peak 1. */
    @JsonProperty("fast-sigmoid")
    FAST_SIGMOID(10),
    /** k/2 on |z| ≤ 1/k, area 1. */
    @JsonProperty("boxcar")
    BOXCAR(2),
    /** k·max(0, 1−k|z|), area 1. */
    @JsonProperty("triangle")
    TRIANGLE(1),
    /** kσ(kz)(1−σ(kz)), area 1. */
    @JsonProperty("sigmoid")
    SIGMOID(5);

    private final float usualSlope;

    Shape(float usualSlope) {
      this.usualSlope = usualSlope;
    }
  }

  /** What the encoder's four spikes use. */
  public static final Surrogate OF_ENCODER = new Surrogate(Shape.SIGMOID, 10);

  public Surrogate {
    if (!(slope > 0)) {
      throw new SpecException("surrogate.slope", slope, "a number above 0");
    }
  }

  /** The shape with its usual slope. */
  public static Surrogate of(Shape shape) {
    return new Surrogate(shape, shape.usualSlope);
  }

  /** H'(z) as the backward pass sees it. */
  public float derivative(float z) {
    return switch (shape) {
      case FAST_SIGMOID -> {
        float d = 1 + slope * Math.abs(z);
        yield 1 / (d * d);
      }
      case BOXCAR -> Math.abs(z) <= 1 / slope ? slope / 2 : 0;
      case TRIANGLE -> slope * Math.max(0, 1 - slope * Math.abs(z));
      case SIGMOID -> {
        float s = (float) (1 / (1 + StrictMath.exp(-slope * z)));
        yield slope * s * (1 - s);
      }
    };
  }
}
