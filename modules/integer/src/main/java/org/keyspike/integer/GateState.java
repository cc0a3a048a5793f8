package org.keyspike.integer;

/** The gates of a block while the network runs: no memory, 0 or a power of two. */
final class GateState implements PlaceState {
  private final int levels;
  private final int fraction;
  private final int[] inputs;
  private final int[] exponents;
  private final byte[] outputs;

  /**
   * @param levels K_g
   * @param fraction F_v, bits below the point of ẑ
   */
  GateState(int levels, int fraction, int channels) {
    this.levels = levels;
    this.fraction = fraction;
    inputs = new int[channels];
    exponents = new int[channels];
    outputs = new byte[channels];
  }

  /** Takes ẑ, (N), from {@code offset}. */
  void take(int[] rows, int offset) {
    System.arraycopy(rows, offset, inputs, 0, inputs.length);
    for (int c = 0; c < exponents.length; c++) {
      exponents[c] = SixteenBits.exponent(inputs[c], fraction, levels);
      outputs[c] = (byte) (exponents[c] < 0 ? 0 : 1 << (levels - 1 - exponents[c]));
    }
  }

  /** k of each gate 2^−k, (N), −1 where it is shut. */
  int[] exponents() {
    return exponents;
  }

  @Override
  public byte[] bytes() {
    return outputs;
  }

  @Override
  public int[] potentials() {
    return inputs;
  }
}
