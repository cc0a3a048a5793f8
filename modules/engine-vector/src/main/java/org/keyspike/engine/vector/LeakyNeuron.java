package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/**
 * Leaky integration with soft reset: u = βv + I, s = H(u − θ), v = u − θs. Backward, with g^s the
 * gradient by a spike and g^v the one carried back: g^u = g^v + H'·(g^s − g^v) (without the last
 * g^v where the reset is detached), g^I = g^u, g^β += g^u v, g^v ← β g^u.
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

  private static final class Leaky implements Dynamics {
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
        if (rows.membrane().grid()) {
          leakOnGrid(rows.potentials(), rows.row(step, b), rows.membranes(), rows.clip(b));
        } else {
          leak(rows.potentials(), rows.row(step, b), rows.membranes(), rows.clip(b));
        }
      }
    }

    private void leak(float[] u, int row, float[] v, int clip) {
      for (int n = 0; n < leak.length; n++) {
        u[row + n] += leak[n] * v[clip + n];
      }
    }

    private void leakOnGrid(float[] u, int row, float[] v, int clip) {
      Membrane membrane = rows.membrane();
      for (int n = 0; n < leak.length; n++) {
        u[row + n] += membrane.rounded(leak[n] * v[clip + n]);
      }
    }

    @Override
    public void backward(int step) {
      if (carried == null) {
        carried = rows.cleared();
        leakGradient = rows.gradient(NeuronParameter.LEAK.name());
      }
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        int clip = rows.clip(b);
        throughSpike(rows.gradients(), row, rows.slopes(), clip, rows.throughReset());
        if (rows.membrane().grid()) {
          throughSaturation(rows.gradients(), rows.potentials(), row);
        }
        throughLeak(rows.gradients(), row, rows.membranes(), clip, rows.throughState());
      }
    }

    private void throughSpike(float[] g, int row, float[] slope, int clip, float reset) {
      for (int n = 0; n < leak.length; n++) {
        float carry = carried[clip + n];
        g[row + n] = carry + slope[clip + n] * (g[row + n] - reset * carry);
      }
    }

    private void throughSaturation(float[] g, float[] u, int row) {
      for (int n = 0; n < leak.length; n++) {
        g[row + n] *= rows.membrane().passes(u[row + n]);
      }
    }

    private void throughLeak(float[] g, int row, float[] v, int clip, float state) {
      for (int n = 0; n < leak.length; n++) {
        leakGradient[n] += g[row + n] * v[clip + n];
        carried[clip + n] = state * leak[n] * g[row + n];
      }
    }
  }
}
