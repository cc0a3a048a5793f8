package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.OutputCode;

/**
 * Leaky neurons whose spikes are powers of two: s is the largest of 1, ½ … 2^−(K−1) that u reaches,
 * else 0, and v = u − θs. Backward each step of that staircase has the surrogate at its own place,
 * weighted by its height: ∂s/∂u = Σ_k height_k H'(u − 2^−k).
 */
class ShiftNeuron implements VectorNeuron {
  private final String name;

  ShiftNeuron(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(NeuronRows rows) {
    return new Shift(rows);
  }

  /** Feed-forward. */
  @AutoService(VectorNeuron.class)
  public static final class ShiftLif extends ShiftNeuron {
    public ShiftLif() {
      super("shift-lif");
    }
  }

  /** Recurrent. */
  @AutoService(VectorNeuron.class)
  public static final class RecurrentShiftLif extends ShiftNeuron {
    public RecurrentShiftLif() {
      super("shift-rlif");
    }
  }

  private static final class Shift extends LeakyNeuron.Leaky {
    /** The bits of a float's exponent. */
    private static final int EXPONENT = 0x7f800000;

    private final NeuronRows rows;

    /** 1, ½ … */
    private final float[] levels;

    /** What each step adds to the one below: half of its level, all of the last. */
    private final float[] heights;

    private final float[] moved;
    private final float[] derivatives;

    Shift(NeuronRows rows) {
      super(rows);
      this.rows = rows;
      levels = new float[((OutputCode.PowersOfTwo) rows.code()).levels()];
      heights = new float[levels.length];
      for (int k = 0; k < levels.length; k++) {
        levels[k] = (float) Math.scalb(1.0, -k);
        heights[k] = k == levels.length - 1 ? levels[k] : levels[k] / 2;
      }
      moved = new float[rows.padded()];
      derivatives = new float[rows.padded()];
    }

    @Override
    public void fire(int step, int clip) {
      float[] limited = rows.limited(step, clip);
      int at = rows.limitedAt(step, clip);
      float[] u = rows.relative(step, clip);
      int from = rows.relativeAt(step, clip);
      float[] s = rows.spikes();
      float[] v = rows.membranes();
      int to = rows.clip(clip);
      int count = rows.neurons();
      float lowest = levels[levels.length - 1];
      for (int n = 0; n < count; n++) {
        float potential = u[from + n];
        // Without a branch that potentials would mislead: a number without its fraction's bits is
        // the largest power of two that it reaches, and a difference below 0 has the sign's bit.
        int power = Float.floatToRawIntBits(Math.min(potential, 1)) & EXPONENT;
        int below = Float.floatToRawIntBits(potential - lowest) >> 31;
        float spike = Float.intBitsToFloat(power & ~below);
        s[to + n] = spike;
        v[to + n] = limited[at + n] - rows.threshold(n) * spike;
      }
    }

    @Override
    public void slope(int step, int clip) {
      float[] u = rows.relative(step, clip);
      int from = rows.relativeAt(step, clip);
      float[] slopes = rows.slopes();
      int to = rows.clip(clip);
      rows.derivatives(u, from, slopes, to);
      for (int n = 0; n < rows.padded(); n++) {
        slopes[to + n] *= heights[0];
      }
      for (int k = 1; k < levels.length; k++) {
        float up = 1 - levels[k];
        for (int n = 0; n < rows.neurons(); n++) {
          // The surrogate's place is 1.
          moved[n] = u[from + n] + up;
        }
        rows.derivatives(moved, 0, derivatives, 0);
        float height = heights[k];
        for (int n = 0; n < rows.neurons(); n++) {
          slopes[to + n] += height * derivatives[n];
        }
      }
      rows.byThresholds(slopes, to);
    }
  }
}
