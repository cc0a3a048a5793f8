package org.keyspike.simulator.machine;

import org.keyspike.network.StateSpaceSpec;

/**
 * The rows in which the states of a block lie: ⌊P / S⌋ channels side by side, and as many rows for
 * each group of P channels as it fills. Lane S·i + n of a row has state n of its channel i.
 *
 * @param channels N
 * @param states S
 * @param lanes P, at least S
 */
public record StateRows(int channels, int states, int lanes) {

  /** Of a block with so many channels. */
  public static StateRows of(StateSpaceSpec shape, int channels, int lanes) {
    return new StateRows(channels, shape.states(), lanes);
  }

  /** Channels of a full row. */
  public int across() {
    return lanes / states;
  }

  /** Groups of P channels. */
  public int groups() {
    return Layout.words(channels, lanes);
  }

  /** Channels of a group. */
  public int count(int group) {
    return Math.min(lanes, channels - group * lanes);
  }

  /** Rows of a full group, by which the rows of the next one begin. */
  int perGroup() {
    return Layout.words(lanes, across());
  }

  /** Rows of a group. */
  public int rows(int group) {
    return Layout.words(count(group), across());
  }

  /** All rows. */
  public int count() {
    int last = groups() - 1;
    return last * perGroup() + rows(last);
  }

  /** The first channel of a row of a group. */
  public int first(int group, int row) {
    return group * lanes + row * across();
  }

  /** Channels of a row of a group. */
  public int count(int group, int row) {
    return Math.min(across(), count(group) - row * across());
  }
}
