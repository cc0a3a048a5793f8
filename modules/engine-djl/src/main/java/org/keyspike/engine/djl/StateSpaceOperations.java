package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.keyspike.network.StateSpaceSpec;

/** The functions of a state space that are steps forward and have a slope of their own backward. */
final class StateSpaceOperations {
  /** A potential beyond which B and C no longer follow. */
  private static final float END_OF_POWERS = 2;

  private static final float FIRST_STEP = -2;
  private static final float LAST_STEP = 4;
  private static final float LN_2 = (float) Math.log(2);

  private final Operations operations;
  private final StateSpaceSpec spec;

  StateSpaceOperations(Operations operations, StateSpaceSpec spec) {
    this.operations = operations;
    this.spec = spec;
  }

  /** P(b): sign(b) times the largest of 1, ½ … that |b| reaches, else 0; slope 1 where |b| < 2. */
  NDArray signedPower(NDArray of) {
    NDArray b = of.stopGradient();
    NDArray size = b.abs();
    NDArray power = operations.power(size, spec.levels()).mul(b.sign());
    NDArray follows = size.lt(operations.constant(END_OF_POWERS));
    return power.add(of.sub(b).mul(follows.toType(DataType.FLOAT32, false)));
  }

  /** T(p): 0 below 0, else 2^min(3, ⌊p⌋); slope ln 2 · 2^p where −2 < p < 4. */
  NDArray ticks(NDArray of) {
    NDArray p = of.stopGradient();
    NDArray ticks = null;
    float before = 0;
    for (int step = 0; step < 4; step++) {
      float now = 1 << step;
      NDArray reached = p.gte(operations.constant(step)).toType(DataType.FLOAT32, false);
      NDArray more = reached.mul(operations.constant(now - before));
      ticks = ticks == null ? more : ticks.add(more);
      before = now;
    }
    NDArray inside =
        p.gt(operations.constant(FIRST_STEP))
            .toType(DataType.FLOAT32, false)
            .mul(p.lt(operations.constant(LAST_STEP)).toType(DataType.FLOAT32, false));
    // Clipped first: 0 times the exponential of a large step is no number.
    NDArray slope =
        p.maximum(operations.constant(FIRST_STEP))
            .minimum(operations.constant(LAST_STEP))
            .mul(operations.constant(LN_2))
            .exp()
            .mul(operations.constant(LN_2))
            .mul(inside);
    return ticks.add(of.sub(p).mul(slope));
  }

  /**
   * What is left of states: 2^−k, k the multiples of 2^j that the clock passes in a frame. Its
   * slope is that of a smooth decay 2^(−Δ/2^j) by the step of this frame.
   *
   * @param step Δ, (T · B, H)
   * @param frames T
   * @return (T · B, H, 1, S)
   */
  NDArray decay(NDArray step, int frames) {
    float[] ticks = step.stopGradient().toFloatArray();
    int states = spec.states();
    int each = ticks.length / frames;
    int[] clock = new int[each];
    float[] left = new float[ticks.length * states];
    float[] rate = new float[states];
    for (int n = 0; n < states; n++) {
      rate[n] = (float) -Math.scalb(Math.log(2), -spec.halfLife(n));
    }
    for (int i = 0; i < ticks.length; i++) {
      int before = clock[i % each];
      int now = before + (int) ticks[i];
      clock[i % each] = now;
      for (int n = 0; n < states; n++) {
        int life = spec.halfLife(n);
        left[i * states + n] = Math.scalb(1f, (before >> life) - (now >> life));
      }
    }
    Shape shape = new Shape(step.getShape().get(0), spec.heads(), 1, states);
    NDArray exact = operations.manager().create(left, shape);
    if (!operations.learning()) {
      return exact;
    }
    NDArray smooth =
        step.reshape(-1, spec.heads(), 1, 1).mul(operations.manager().create(rate)).exp();
    return operations.straightThrough(exact, smooth);
  }

  /** 2^−e_n, (S). */
  NDArray readFactors() {
    float[] factors = new float[spec.states()];
    for (int n = 0; n < factors.length; n++) {
      factors[n] = Math.scalb(1f, -spec.readShift(n));
    }
    return operations.manager().create(factors);
  }
}
