package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * The integer grids a network is computed on (design.md section 3). Present in a {@link
 * NetworkSpec}, it makes an engine round and saturate exactly as the integer network does.
 *
 * <p>A fraction f means a unit of 2^−f: the integer i stands for i·2^−f.
 *
 * @param weightBits of every weight matrix, 2 to 8
 * @param membraneBits of every membrane, 8 to 16
 * @param layers one format per layer; none of a network with a state space
 * @param readout the readout's format
 * @param stateSpace of a network with a state space, null of all others, absent from their files;
 *     its membranes have 16 bits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberFormat(
    int weightBits,
    int membraneBits,
    List<LayerFormat> layers,
    ReadoutFormat readout,
    StateSpaceFormat stateSpace) {

  /** Bits below the point of a feature, of δ¹, δ², x̂ and r̂: their unit is 1/16. */
  public static final int FEATURE_FRACTION = 4;

  /** The largest feature in units, an unsigned byte. */
  public static final int FEATURE_MAX = 255;

  /** Bits below the point of a leak and of an adaptation's coupling: q = 256β. */
  public static final int LEAK_FRACTION = 8;

  /** The largest stored leak in units. */
  public static final int LEAK_MAX = 255;

  /** Bits of a stored coupling, signed. */
  public static final int COUPLING_BITS = 8;

  /** The largest value of the quantized keyword readout's hidden layer. */
  public static final int HIDDEN_MAX = 255;

  public NumberFormat {
    if (weightBits < 2 || weightBits > 8) {
      throw new SpecException("format.weightBits", weightBits, "2 to 8");
    }
    if (membraneBits < 8 || membraneBits > 16) {
      throw new SpecException("format.membraneBits", membraneBits, "8 to 16");
    }
    layers = List.copyOf(layers);
    if (stateSpace != null && membraneBits != 16) {
      throw new SpecException("format.membraneBits", membraneBits, "16 with a state space");
    }
  }

  /** The format of a network of layers. */
  public NumberFormat(
      int weightBits, int membraneBits, List<LayerFormat> layers, ReadoutFormat readout) {
    this(weightBits, membraneBits, layers, readout, null);
  }

  /** The format of a network with a state space. */
  public NumberFormat(int weightBits, StateSpaceFormat stateSpace, ReadoutFormat readout) {
    this(weightBits, 16, List.of(), readout, stateSpace);
  }

  /** A state space is left out where there is none: unfinished trainings are known by this text. */
  @Override
  public String toString() {
    String usual =
        "NumberFormat[weightBits="
            + weightBits
            + ", membraneBits="
            + membraneBits
            + ", layers="
            + layers
            + ", readout="
            + readout;
    return usual + (stateSpace == null ? "]" : ", stateSpace=" + stateSpace + "]");
  }

  /** The largest weight in units, 2^(bits−1) − 1. */
  public int weightMax() {
    return (1 << (weightBits - 1)) - 1;
  }

  /** The largest magnitude of a weight in units, 2^(bits−1). */
  public int weightMagnitude() {
    return 1 << (weightBits - 1);
  }

  /** The largest membrane in units; the smallest is −membraneMax() − 1. */
  public int membraneMax() {
    return (1 << (membraneBits - 1)) - 1;
  }

  /**
   * One layer's units.
   *
   * @param membraneFraction F: of the membrane, b, θ, w and γ
   * @param weightFraction of W
   * @param recurrentFraction of U
   * @param scaled whether every neuron has a scale of its own, {@link Names#threshold}; absent from
   *     files if not
   */
  public record LayerFormat(
      int membraneFraction,
      int weightFraction,
      int recurrentFraction,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
          boolean scaled) {

    /** One scale for all neurons, so that every threshold is 1. */
    public LayerFormat(int membraneFraction, int weightFraction, int recurrentFraction) {
      this(membraneFraction, weightFraction, recurrentFraction, false);
    }

    /** These units for neurons that have scales of their own. */
    public LayerFormat withScales() {
      return new LayerFormat(membraneFraction, weightFraction, recurrentFraction, true);
    }

    /**
     * The left shift that brings W s, or W x, to the membrane's unit.
     *
     * @param inputFraction bits below the point of the inputs ({@link LayerInput#fraction()})
     */
    public int weightShift(int inputFraction) {
      return membraneFraction - weightFraction - inputFraction;
    }

    /**
     * The left shift that brings U s to the membrane's unit.
     *
     * @param outputFraction bits below the point of the layer's own outputs ({@link
     *     OutputCode#fraction()})
     */
    public int recurrentShift(int outputFraction) {
      return membraneFraction - recurrentFraction - outputFraction;
    }

    /** What is usual is left out, as in files: unfinished trainings are known by this text. */
    @Override
    public String toString() {
      return "LayerFormat[membraneFraction="
          + membraneFraction
          + ", weightFraction="
          + weightFraction
          + ", recurrentFraction="
          + recurrentFraction
          + (scaled ? ", scaled=true" : "")
          + "]";
    }
  }

  /**
   * The readout's units. Keyword: h has unit 2^−hiddenFraction, the hidden layer 2^(hiddenShift −
   * hiddenFraction), the logits 2^(hiddenShift − hiddenFraction − outputFraction). Frame-wise: the
   * logits have unit 2^−outputFraction and the other two are 0.
   *
   * @param hiddenFraction of the first map's weights divided by T·TS
   * @param hiddenShift r, 0 or more
   * @param outputFraction of the last map's weights
   */
  public record ReadoutFormat(int hiddenFraction, int hiddenShift, int outputFraction) {
    public ReadoutFormat {
      if (hiddenShift < 0 || hiddenShift > 24) {
        throw new SpecException("format.readout.hiddenShift", hiddenShift, "0 to 24");
      }
    }

    /** The exponent f of the logits' unit 2^−f. */
    public int logitFraction() {
      return hiddenFraction - hiddenShift + outputFraction;
    }
  }
}
