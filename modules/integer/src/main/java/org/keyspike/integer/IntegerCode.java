package org.keyspike.integer;

import org.keyspike.network.OutputCode;
import org.keyspike.network.Reset;
import org.keyspike.network.SpecException;

/**
 * The code of a layer's outputs in integers: from 0 to {@link #largest}, where most are 0. How an
 * output follows from the potential u is in the package documentation; what the integer 1 stands
 * for is in the shifts of the layers behind.
 */
public sealed interface IntegerCode {

  /** The usual code. */
  IntegerCode SPIKES = new Spikes(Reset.SUBTRACT);

  /**
   * The code of a layer in units of its membrane.
   *
   * @param fraction F: graded outputs in units of 2^−(A−1) are potentials in units of 2^−F, shifted
   *     by F − (A−1)
   */
  static IntegerCode of(OutputCode code, int fraction) {
    if (code instanceof OutputCode.PowersOfTwo powers) {
      return new PowersOfTwo(powers.levels());
    }
    return code instanceof OutputCode.Graded graded
        ? new Graded(graded.bits(), fraction - graded.fraction())
        : new Spikes(((OutputCode.Spikes) code).reset());
  }

  /** The largest output. */
  int largest();

  /** Whether neurons begin anew after an output: spikes with a reset to zero. */
  default boolean resetsToZero() {
    return this instanceof Spikes spikes && spikes.reset() == Reset.ZERO;
  }

  /** The width of an output in the memories of a machine, in bits: of as many codes as it has. */
  int bits();

  /**
   * 0 or 1.
   *
   * @param reset what a spike leaves of its potential
   */
  record Spikes(Reset reset) implements IntegerCode {
    @Override
    public int largest() {
      return 1;
    }

    @Override
    public int bits() {
      return 1;
    }
  }

  /**
   * 0 or a power of two: 1, 2, … 2^(K−1), so that a weight is shifted and never multiplied.
   *
   * @param levels K, 2 to 4
   */
  record PowersOfTwo(int levels) implements IntegerCode {
    public PowersOfTwo {
      require("layer.code.levels", levels, 2, 4);
    }

    @Override
    public int largest() {
      return 1 << (levels - 1);
    }

    @Override
    public int bits() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
    }
  }

  /**
   * Any integer of A bits.
   *
   * @param bits A, 1 to 4
   * @param shift p, 0 to 15: the output is u &gt;&gt; p within its range
   */
  record Graded(int bits, int shift) implements IntegerCode {
    public Graded {
      require("layer.code.bits", bits, 1, 4);
      require("layer.code.shift", shift, 0, 15);
    }

    @Override
    public int largest() {
      return (1 << bits) - 1;
    }
  }

  private static void require(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SpecException(field, value, low + " to " + high);
    }
  }
}
