package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.OutputCode;

/**
 * Leaky integration without a reset: u = βu + I, y = min(2^A − 1, ⌊u/Δ⌋) Δ where u ≥ τ, else 0.
 * Backward, with g^y the gradient by an output and g^v the one carried back: g^u = g^v + g^y where
 * τ ≤ u < 2, else g^v; g^I = g^u, g^β += g^u v, g^v ← β g^u, and as y jumps by τ there, g^τ −= g^y
 * τ H'(u − τ).
 */
class GradedNeuron implements VectorNeuron {
  private final String name;

  GradedNeuron(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(NeuronRows rows) {
    return new Graded(rows);
  }

  /** Feed-forward. */
  @AutoService(VectorNeuron.class)
  public static final class Fatrelu extends GradedNeuron {
    public Fatrelu() {
      super("fatrelu");
    }
  }

  /** Recurrent. */
  @AutoService(VectorNeuron.class)
  public static final class RecurrentFatrelu extends GradedNeuron {
    public RecurrentFatrelu() {
      super("rfatrelu");
    }
  }

  private static final class Graded extends LeakyNeuron.Leaky {
    private static final String THRESHOLD = NeuronParameter.THRESHOLD.name();

    /** The bits of 1. */
    private static final int ONE = 0x3f800000;

    private final NeuronRows rows;
    private final OutputCode.Graded code;
    private final float[] threshold;
    private final float[] moved;

    /** H'(u − τ), (clips, N). */
    private final float[] jumps;

    private float[] thresholdGradient;

    Graded(NeuronRows rows) {
      super(rows);
      this.rows = rows;
      code = (OutputCode.Graded) rows.code();
      threshold = rows.parameter(THRESHOLD);
      moved = new float[rows.padded()];
      jumps = rows.learning() ? rows.cleared() : null;
    }

    @Override
    public void fire(int step, int clip) {
      float[] u = rows.limited(step, clip);
      int from = rows.limitedAt(step, clip);
      int to = rows.clip(clip);
      float unit = code.unit();
      float perUnit = 1 / unit;
      float largest = code.largest();
      for (int n = 0; n < rows.neurons(); n++) {
        float potential = u[from + n];
        // A cast rounds down what is not negative, and stops at the ends of integers.
        float steps = Math.max(0, Math.min(largest, (int) (potential * perUnit)));
        int output = Float.floatToRawIntBits(steps * unit) & ~below(potential, threshold[n]);
        rows.spikes()[to + n] = Float.intBitsToFloat(output);
        rows.membranes()[to + n] = potential;
      }
    }

    @Override
    public void slope(int step, int clip) {
      float[] u = rows.limited(step, clip);
      int from = rows.limitedAt(step, clip);
      int to = rows.clip(clip);
      float top = code.top();
      for (int n = 0; n < rows.neurons(); n++) {
        float potential = u[from + n];
        int follows = below(potential, top) & ~below(potential, threshold[n]);
        rows.slopes()[to + n] = Float.intBitsToFloat(ONE & follows);
        // The surrogate's place is 1.
        moved[n] = potential - threshold[n] + 1;
      }
      rows.derivatives(moved, 0, jumps, to);
    }

    /** All bits where a value is below another, else none: no branch that values would mislead. */
    private static int below(float value, float limit) {
      // The sum makes 0 of −0.
      return Float.floatToRawIntBits(value - limit + 0f) >> 31;
    }

    /** τ learns from outputs that do not follow their potential as well. */
    @Override
    public boolean heedsSlopesAlone() {
      return false;
    }

    @Override
    public void backward(int step) {
      if (thresholdGradient == null) {
        thresholdGradient = rows.gradient(THRESHOLD);
      }
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        int clip = rows.clip(b);
        for (int n = 0; n < rows.neurons(); n++) {
          thresholdGradient[n] -= rows.gradients()[row + n] * threshold[n] * jumps[clip + n];
        }
      }
      super.backward(step);
    }

    /** Nothing is reset. */
    @Override
    float throughReset() {
      return 0;
    }
  }
}
