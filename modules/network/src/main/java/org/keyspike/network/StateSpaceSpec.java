package org.keyspike.network;

import java.util.List;

/**
 * The state space of a network that has one in place of recurrent weights: what all its blocks
 * share. How many channels N each of them has, and which neurons make its events, say the {@link
 * LayerSpec}s.
 *
 * <p>A block turns the stream r (M) into r + Map_out(y′) by the states s (N, S) of its channels,
 * which halve by a clock of their head, take events as B says and are read as C says: {@link
 * StateSpaceBlock}.
 *
 * @param width M, values of the stream, 1 to {@value #MOST_CHANNELS}
 * @param states S of a channel, 4, 8 or 16
 * @param heads H, channels c with the same ⌊c·H/N⌋ share a clock; divides every N
 * @param levels K_B of B and C: 1, ½ … 2^−(K_B−1), 1 to 4
 * @param gateLevels K_g of the gate, likewise
 */
public record StateSpaceSpec(int width, int states, int heads, int levels, int gateLevels) {
  /** What holds where a recipe says nothing. */
  public static final StateSpaceSpec USUAL = new StateSpaceSpec(48, 8, 4, 3, 3);

  /** The largest M and the largest N. */
  public static final int MOST_CHANNELS = 1024;

  /** The most blocks. */
  public static final int MOST_BLOCKS = 8;

  /** The largest exponent δ of a step of 2^δ ticks. */
  static final int MOST_STEP = 3;

  private static final int MOST_LEVELS = 4;

  public StateSpaceSpec {
    require(width >= 1 && width <= MOST_CHANNELS, "width", width, "1 to " + MOST_CHANNELS);
    require(states == 4 || states == 8 || states == 16, "states", states, "4, 8 or 16");
    require(heads >= 1 && heads <= MOST_CHANNELS, "heads", heads, "1 to the channels of a block");
    require(levels >= 1 && levels <= MOST_LEVELS, "levels", levels, "1 to " + MOST_LEVELS);
    require(
        gateLevels >= 1 && gateLevels <= MOST_LEVELS,
        "gateLevels",
        gateLevels,
        "1 to " + MOST_LEVELS);
  }

  private static void require(boolean right, String field, int found, String expected) {
    if (!right) {
      throw new SpecException("stateSpace." + field, found, expected);
    }
  }

  /**
   * Refuses what a network with this state space cannot have.
   *
   * @param blocks as layers, first to last, at least one
   * @param timeSteps TS
   * @throws SpecException naming it as recipes do
   */
  public void requireBlocks(List<LayerSpec> blocks, int timeSteps) {
    StateSpaceNetwork.require(this, blocks, timeSteps);
  }

  /** Refuses channels of a block that the heads cannot share out. */
  void requireChannels(int channels) {
    require(
        heads <= channels && channels % heads == 0,
        "heads",
        heads,
        "a divisor of the " + channels + " channels of a block");
  }

  /**
   * j_n: state n halves every 2^j ticks.
   *
   * @param state n, from 0
   */
  public int halfLife(int state) {
    return switch (states) {
      case 4 -> 2 * (state + 1);
      case 8 -> state + 1;
      default -> state / 2 + 1;
    };
  }

  /** e_n = ⌊(j_n − 1)/2⌋: a state is read times 2^−e, since slow ones gather more. */
  public int readShift(int state) {
    return (halfLife(state) - 1) / 2;
  }

  /** h(c) = ⌊c·H/N⌋, the head of channel c of N. */
  public int head(int channel, int channels) {
    return channel * heads / channels;
  }

  /** R = 2N + 2S + H, outputs of a block's first map: x̂ (N), ẑ (N), B̂ (S), Ĉ (S), p (H). */
  public int rows(int channels) {
    return stepRow(channels) + heads;
  }

  /** The first row of ẑ, which opens gates. */
  public int gateRow(int channels) {
    return channels;
  }

  /** The first row of B̂, which says how states take an event. */
  public int writeRow(int channels) {
    return 2 * channels;
  }

  /** The first row of Ĉ, which says how states are read. */
  public int readRow(int channels) {
    return 2 * channels + states;
  }

  /** The first row of p, which says how much time passes. */
  public int stepRow(int channels) {
    return 2 * channels + 2 * states;
  }

  /** What a gate puts out. */
  public OutputCode gateCode() {
    return OutputCode.ofLevels(gateLevels);
  }

  /**
   * T(p): 0 where p is below 0, else 2^min(3, ⌊p⌋) ticks; softplus by powers of two.
   *
   * @param p not a NaN
   */
  static int ticks(float p) {
    return p < 0 ? 0 : 1 << (int) Math.min(MOST_STEP, Math.floor(p));
  }

  /** P(b): the largest of 1, ½ … 2^−(levels−1) that |b| reaches, with the sign of b, else 0. */
  static float signedPower(float b, int levels) {
    return Math.copySign(OutputCode.power(Math.abs(b), levels), b);
  }
}
