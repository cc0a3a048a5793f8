package org.keyspike.network;

import java.util.List;

/**
 * The integer grids of a network with a state space. A fraction f means a unit of 2^−f. States, y
 * and the potentials of E_y have the fraction 14 − J, J the longest half-life, which the shape
 * decides.
 *
 * @param streamFraction F_r, of the stream in the whole network
 * @param embeddingFraction of the weights of the embedding
 * @param blocks one for each
 */
public record StateSpaceFormat(
    int streamFraction, int embeddingFraction, List<BlockFormat> blocks) {
  /** F_r is at most this: θ = 2^F is 16 bits. */
  public static final int LARGEST_STREAM_FRACTION = 14;

  /** F_v is at most this: a step of 3 fits in 16 bits. */
  public static final int LARGEST_VALUE_FRACTION = 13;

  /** F_s + J. */
  private static final int STATE_BITS = 14;

  public StateSpaceFormat {
    blocks = List.copyOf(blocks);
  }

  /**
   * One block's units.
   *
   * @param valueFraction F_v, of what its first map makes
   * @param inFraction of the weights of its first map
   * @param outFraction of those of its second map
   */
  public record BlockFormat(int valueFraction, int inFraction, int outFraction) {}

  /** F_s = 14 − J. */
  public static int stateFraction(StateSpaceSpec shape) {
    return STATE_BITS - shape.halfLife(shape.states() - 1);
  }

  /** The least F_r of outputs of a code. */
  public static int leastStreamFraction(OutputCode code) {
    return code.fraction();
  }

  /** The least F_v: events, B, C and the gate have their smallest levels on the grid. */
  public static int leastValueFraction(StateSpaceSpec shape, OutputCode code) {
    return Math.max(code.fraction(), Math.max(shape.levels(), shape.gateLevels()) - 1);
  }

  /**
   * Refuses a shape whose smallest number cannot be taken by a state: F_s below o + K_B.
   *
   * @throws SpecException naming the levels
   */
  public static void requireStates(StateSpaceSpec shape, OutputCode code) {
    int room = stateFraction(shape) - code.fraction();
    if (room < shape.levels()) {
      throw new SpecException(
          "stateSpace.levels",
          shape.levels() + " with outputs of " + code.fraction() + " bits below the point",
          "at most " + room);
    }
  }

  /**
   * The left shift of the embedding's sums.
   *
   * @param inputFraction i, bits below the point of what reaches it
   */
  public int embeddingShift(int inputFraction) {
    return streamFraction - embeddingFraction - inputFraction;
  }

  /**
   * The left shift of the sums of a block's first map.
   *
   * @param outputs o, bits below the point of events, here and below
   */
  public int inShift(int block, int outputs) {
    return blocks.get(block).valueFraction() - blocks.get(block).inFraction() - outputs;
  }

  /** The left shift of the sums of a block's second map. */
  public int outShift(int block, int outputs) {
    return streamFraction - blocks.get(block).outFraction() - outputs;
  }

  /**
   * Refuses units that a network cannot have.
   *
   * @param input what reaches the embedding
   * @throws SpecException naming a fraction or shift out of range, or a sum that could leave what
   *     float32 holds exactly
   */
  void require(
      StateSpaceSpec shape, List<LayerSpec> layers, LayerInput input, int weightMagnitude) {
    OutputCode code = layers.get(0).code();
    int outputs = code.fraction();
    if (blocks.size() != layers.size()) {
      throw new SpecException(
          "format.stateSpace.blocks", blocks.size() + " entries", layers.size() + " entries");
    }
    requireStates(shape, code);
    requireBetween(
        "streamFraction", streamFraction, leastStreamFraction(code), LARGEST_STREAM_FRACTION);
    requireSum(
        "the embedding",
        embeddingShift(input.fraction()),
        (double) input.largest() * input.channels() * weightMagnitude);
    for (int l = 0; l < blocks.size(); l++) {
      requireBetween(
          "blocks[" + l + "].valueFraction",
          blocks.get(l).valueFraction(),
          leastValueFraction(shape, code),
          LARGEST_VALUE_FRACTION);
      double event = (double) code.largest() * weightMagnitude;
      String block = " of block " + (l + 1);
      requireSum("the first map" + block, inShift(l, outputs), event * shape.width());
      requireSum("the second map" + block, outShift(l, outputs), event * layers.get(l).neurons());
    }
  }

  private static void requireBetween(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SpecException("format.stateSpace." + field, value, low + " to " + high);
    }
  }

  private static void requireSum(String map, int shift, double sum) {
    if (shift < 0 || shift > ExactRange.LARGEST_SHIFT) {
      throw new SpecException("format: shift of " + map, shift, "0 to " + ExactRange.LARGEST_SHIFT);
    }
    double worst = worstSum(sum, shift);
    if (worst >= ExactRange.LIMIT) {
      throw new SpecException(
          "format: worst-case sum of " + map,
          String.format("%.0f units", worst),
          "less than 2^24, which float32 holds exactly");
    }
  }

  /**
   * The largest magnitude of a map's result: its products, 2¹⁵ for the bias and 2¹⁵ for the stream.
   *
   * @param sum largest input · inputs · 2^(bits−1)
   * @param shift left shift of the sum
   */
  public static double worstSum(double sum, int shift) {
    return Math.scalb(sum, shift) + 2 * (1 << 15);
  }
}
