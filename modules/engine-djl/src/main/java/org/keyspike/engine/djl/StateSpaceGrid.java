package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import org.keyspike.network.EventSite;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.StateSpaceFormat;

/**
 * The integer grid of a block of a state space: numbers of 16 bits in units of 2^−fraction. Off the
 * grid nothing is rounded or clipped.
 */
final class StateSpaceGrid {
  private final Operations operations;
  private final Optional<Fractions> fractions;

  /**
   * Bits below the point.
   *
   * @param stream of r
   * @param values of v
   * @param states of s and y
   */
  private record Fractions(int stream, int values, int states) {}

  private StateSpaceGrid(Operations operations, Optional<Fractions> fractions) {
    this.operations = operations;
    this.fractions = fractions;
  }

  /** No grid. */
  static StateSpaceGrid off(Operations operations) {
    return new StateSpaceGrid(operations, Optional.empty());
  }

  /** The grid of a block, from 0, of a network; none if it has no number format. */
  static StateSpaceGrid of(Operations operations, NetworkSpec spec, int block) {
    return new StateSpaceGrid(
        operations,
        spec.numberFormat()
            .map(
                format ->
                    new Fractions(
                        format.stateSpace().streamFraction(),
                        format.stateSpace().blocks().get(block).valueFraction(),
                        StateSpaceFormat.stateFraction(spec.stateSpace()))));
  }

  /** Of the potentials at a place. */
  Optional<LayerContext.Grid> potentials(EventSite site) {
    return fractions.map(
        f ->
            new LayerContext.Grid(
                unit(
                    switch (site) {
                      case STREAM, LAST -> f.stream();
                      case VALUE -> f.values();
                      case OUTPUT -> f.states();
                    }),
                Short.MAX_VALUE));
  }

  /** r, saturated. */
  NDArray stream(NDArray r) {
    return fractions.map(f -> saturated(r, f.stream())).orElse(r);
  }

  /** v, saturated. */
  NDArray values(NDArray v) {
    return fractions.map(f -> saturated(v, f.values())).orElse(v);
  }

  /** States that were halved, or read, rounded towards zero. */
  NDArray states(NDArray s) {
    return fractions.map(f -> truncated(s, f.states())).orElse(s);
  }

  /** y behind the gate, rounded towards zero, then saturated. */
  NDArray gated(NDArray y) {
    return fractions.map(f -> saturated(truncated(y, f.states()), f.states())).orElse(y);
  }

  private static float unit(int fraction) {
    return (float) Math.scalb(1.0, -fraction);
  }

  /** The gradient is 1 inside the limits, 0 at and beyond them. */
  private NDArray saturated(NDArray of, int fraction) {
    NDArray most = operations.constant(Short.MAX_VALUE * unit(fraction));
    NDArray least = operations.constant(Short.MIN_VALUE * unit(fraction));
    NDArray value = of.stopGradient();
    NDArray exact = value.minimum(most).maximum(least);
    if (!operations.learning()) {
      return exact;
    }
    NDArray inside =
        value
            .lt(most)
            .toType(DataType.FLOAT32, false)
            .mul(value.gt(least).toType(DataType.FLOAT32, false));
    return exact.add(of.sub(value).mul(inside));
  }

  /** The gradient is 1. */
  private NDArray truncated(NDArray of, int fraction) {
    NDArray units = of.stopGradient().mul(operations.constant(1 / unit(fraction)));
    return operations.straightThrough(units.trunc().mul(operations.constant(unit(fraction))), of);
  }
}
