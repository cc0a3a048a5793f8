package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The surrogate gradient, which stands in for the derivative of the Heaviside step H(z) in the
 * backward pass: gain · shape(z).
 *
 * @param shape the function
 * @param slope its k, above 0
 * @param gain a factor on it, above 0; absent from files if it is 1
 */
public record Surrogate(
    Shape shape,
    float slope,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Surrogate.Usual.class)
        Float gain) {

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
    gain = gain == null ? 1 : gain;
    if (!(gain > 0) || gain.isInfinite()) {
      throw new SpecException("surrogate.gain", gain, "a number above 0");
    }
  }

  /** The shape itself, with a gain of 1. */
  public Surrogate(Shape shape, float slope) {
    this(shape, slope, 1f);
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
        yield gain / (d * d);
      }
      case BOXCAR -> Math.abs(z) <= 1 / slope ? gain * (slope / 2) : 0;
      case TRIANGLE -> gain * slope * Math.max(0, 1 - slope * Math.abs(z));
      case SIGMOID -> {
        float s = (float) (1 / (1 + StrictMath.exp(-slope * z)));
        yield gain * (slope * s * (1 - s));
      }
    };
  }

  /** A gain of 1 is left out, as in files: unfinished trainings are known by this text. */
  @Override
  public String toString() {
    String own = gain == 1 ? "" : ", gain=" + gain;
    return "Surrogate[shape=" + shape + ", slope=" + slope + own + "]";
  }

  /** A gain that is not written, as a file means it that does not name one. */
  static final class Usual {
    @Override
    public boolean equals(Object other) {
      return Float.valueOf(1).equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
