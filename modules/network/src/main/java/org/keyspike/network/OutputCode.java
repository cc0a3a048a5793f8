package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The values that a neuron's output can take, in float and as integers that travel between layers:
 * output = integer · {@link #unit()}, integers from 0 to {@link #largest()}. A layer behind adds
 * its weights times these integers, whatever the code. What an output leaves of the potential goes
 * with it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OutputCode.Spikes.class, name = "spikes"),
  @JsonSubTypes.Type(value = OutputCode.PowersOfTwo.class, name = "powers-of-two"),
  @JsonSubTypes.Type(value = OutputCode.Graded.class, name = "graded")
})
public sealed interface OutputCode {

  /** The sorts of code; a kind of neuron fires by one of them. */
  enum Sort {
    /** {@link OutputCode.Spikes}. */
    SPIKES,
    /** {@link OutputCode.PowersOfTwo}. */
    POWERS_OF_TWO,
    /** {@link OutputCode.Graded}. */
    GRADED
  }

  /** Its sort. */
  Sort sort();

  /** The largest output as an integer. */
  int largest();

  /** The width of an integer as the machine stores and sends it. */
  int bits();

  /** Bits below the point: integer 1 stands for 2^−fraction. */
  int fraction();

  /** What integer 1 stands for, 2^−{@link #fraction()}. */
  default float unit() {
    return (float) Math.scalb(1.0, -fraction());
  }

  /** The output of a potential u, at a threshold of {@link Neuron#THRESHOLD}. */
  float output(float potential);

  /** The largest of 1, ½ … 2^−(levels−1) that a value reaches, else 0. */
  static float power(float value, int levels) {
    for (int k = 0; k < levels; k++) {
      float level = (float) Math.scalb(1.0, -k);
      if (value >= level) {
        return level;
      }
    }
    return 0;
  }

  /**
   * The code of outputs 1, ½ … 2^−(levels−1) and 0.
   *
   * @param levels 1 for spikes, to 4
   */
  static OutputCode ofLevels(int levels) {
    return levels == 1 ? new Spikes() : new PowersOfTwo(levels);
  }

  /**
   * 0 or 1: the usual.
   *
   * @param reset what a spike leaves of its potential; absent from files if the threshold is
   *     subtracted
   */
  record Spikes(
      @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Spikes.Usual.class)
          Reset reset)
      implements OutputCode {
    public Spikes {
      reset = reset == null ? Reset.SUBTRACT : reset;
    }

    /** Spikes behind which the threshold is subtracted. */
    public Spikes() {
      this(Reset.SUBTRACT);
    }

    /** What is not written, as a file means it that does not name it. */
    static final class Usual {
      @Override
      public boolean equals(Object other) {
        return other == Reset.SUBTRACT;
      }

      @Override
      public int hashCode() {
        return 0;
      }
    }

    @Override
    public Sort sort() {
      return Sort.SPIKES;
    }

    @Override
    public int largest() {
      return 1;
    }

    @Override
    public int bits() {
      return 1;
    }

    @Override
    public int fraction() {
      return 0;
    }

    @Override
    public float output(float potential) {
      return potential - Neuron.THRESHOLD >= 0 ? 1 : 0;
    }
  }

  /**
   * The largest 2^−k, k = 0 … K−1, that u/θ reaches, else 0: a weight is shifted, never multiplied.
   * Integers are 0, 1, 2, 4 … 2^(K−1) in units of 2^−(K−1); the machine stores which of them, in
   * ⌈log₂(K+1)⌉ bits.
   *
   * @param levels K, 2 to 4
   */
  record PowersOfTwo(int levels) implements OutputCode {
    /** What holds where a recipe says nothing. */
    public static final int USUAL_LEVELS = 3;

    public PowersOfTwo {
      if (levels < 2 || levels > 4) {
        throw new SpecException("levels", levels, "2 to 4");
      }
    }

    @Override
    public Sort sort() {
      return Sort.POWERS_OF_TWO;
    }

    @Override
    public int largest() {
      return 1 << fraction();
    }

    @Override
    public int bits() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
    }

    @Override
    public int fraction() {
      return levels - 1;
    }

    @Override
    public float output(float potential) {
      return power(potential / Neuron.THRESHOLD, levels);
    }
  }

  /**
   * The potential itself in steps: min(2^A − 1, ⌊u/Δ⌋) · Δ with Δ = 2/2^A, at least 0. Integers are
   * 0 to 2^A − 1 in units of Δ.
   *
   * @param bits A, 1 to 4
   */
  record Graded(int bits) implements OutputCode {
    /** What holds where a recipe says nothing. */
    public static final int USUAL_BITS = 4;

    public Graded {
      if (bits < 1 || bits > 4) {
        throw new SpecException("activation.bits", bits, "1 to 4");
      }
    }

    @Override
    public Sort sort() {
      return Sort.GRADED;
    }

    @Override
    public int largest() {
      return (1 << bits) - 1;
    }

    @Override
    public int fraction() {
      return bits - 1;
    }

    /** The end of the range in which outputs follow the potential: 2^A Δ. */
    public float top() {
      return (1 << bits) * unit();
    }

    @Override
    public float output(float potential) {
      double steps = Math.floor(potential / (double) unit());
      return (float) Math.max(0, Math.min(largest(), steps)) * unit();
    }
  }
}
