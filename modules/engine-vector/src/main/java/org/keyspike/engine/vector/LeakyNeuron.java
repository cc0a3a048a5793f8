package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/**
 * Leaky integration with a reset: u = βv + I, s = H(u − θ), v = u − θs. Backward, with g^s the
 * gradient by a spike and g^v the one carried back: g^u = g^v + H'·(g^s − g^v) (without the last
 * g^v where the reset is detached), g^I = g^u, g^β += g^u v, g^v ← β g^u. With a reset to zero v =
 * (1 − s) u, and g^u = (1 − s) g^v + H'·(g^s − u g^v).
 */
class LeakyNeuron implements VectorNeuron {
  private final String name;

  LeakyNeuron(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(NeuronRows rows) {
    return new Leaky(rows);
  }

  /** Feed-forward. */
  @AutoService(VectorNeuron.class)
  public static final class Lif extends LeakyNeuron {
    public Lif() {
      super("lif");
    }
  }

  /** Recurrent. */
  @AutoService(VectorNeuron.class)
  public static final class RecurrentLif extends LeakyNeuron {
    public RecurrentLif() {
      super("rlif");
    }
  }

  /** Its neurons; what they fire may be another kind's. */
  static class Leaky implements Dynamics {
    private final NeuronRows rows;
    private final float[] leak;
    private float[] leakGradient;
    private float[] carried;

    Leaky(NeuronRows rows) {
      this.rows = rows;
      leak = rows.parameter(NeuronParameter.LEAK.name());
    }

    @Override
    public void potential(int step) {
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        if (rows.membrane().grid()) {
          leakOnGrid(rows.potentials(), row, rows.membranes(), rows.clip(b));
        } else {
          rows.kernels()
              .leak(leak, rows.membranes(), rows.clip(b), rows.potentials(), row, rows.padded());
        }
      }
    }

    private void leakOnGrid(float[] u, int row, float[] v, int clip) {
      Membrane membrane = rows.membrane();
      for (int n = 0; n < rows.neurons(); n++) {
        u[row + n] += membrane.rounded(leak[n] * v[clip + n]);
      }
    }

    @Override
    public void fire(int step, int clip) {
      rows.fire(step, clip);
    }

    @Override
    public void slope(int step, int clip) {
      rows.surrogate(step, clip);
    }

    @Override
    public void backward(int step) {
      if (carried == null) {
        carried = rows.cleared();
        leakGradient = rows.gradient(NeuronParameter.LEAK.name());
      }
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        if (rows.resetsToZero()) {
          backFromZero(rows.gradients(), rows.potentials(), row, rows.clip(b));
        } else if (rows.membrane().grid()) {
          backOnGrid(rows.gradients(), rows.potentials(), row, rows.clip(b));
        } else {
          rows.kernels()
              .leakBack(
                  rows.gradients(),
                  row,
                  rows.slopes(),
                  rows.membranes(),
                  carried,
                  rows.clip(b),
                  leak,
                  leakGradient,
                  throughReset(),
                  rows.throughState(),
                  rows.padded());
        }
      }
    }

    /** What of a gradient passes through the reset. */
    float throughReset() {
      return rows.throughReset();
    }

    private void backFromZero(float[] g, float[] u, int row, int clip) {
      float[] slope = rows.slopes();
      float[] v = rows.membranes();
      Membrane membrane = rows.membrane();
      for (int n = 0; n < rows.neurons(); n++) {
        float carry = carried[clip + n];
        float potential = membrane.grid() ? membrane.saturated(u[row + n]) : u[row + n];
        float kept = potential >= rows.threshold(n) ? 0 : carry;
        float lost = throughReset() * potential * carry;
        float back = kept + slope[clip + n] * (g[row + n] - lost);
        back *= membrane.grid() ? membrane.passes(u[row + n]) : 1;
        g[row + n] = back;
        leakGradient[n] += back * v[clip + n];
        carried[clip + n] = rows.throughState() * leak[n] * back;
      }
    }

    private void backOnGrid(float[] g, float[] u, int row, int clip) {
      float[] slope = rows.slopes();
      float[] v = rows.membranes();
      for (int n = 0; n < rows.neurons(); n++) {
        float carry = carried[clip + n];
        float reset = throughReset() * rows.threshold(n);
        float back = carry + slope[clip + n] * (g[row + n] - reset * carry);
        back *= rows.membrane().passes(u[row + n]);
        g[row + n] = back;
        leakGradient[n] += back * v[clip + n];
        carried[clip + n] = rows.throughState() * leak[n] * back;
      }
    }
  }
}
