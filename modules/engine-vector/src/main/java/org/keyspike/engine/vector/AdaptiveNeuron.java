package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/**
 * Leaky integration with an adaptation current: w = ρw + av + γs, u = βv + I − w, s = H(u − θ), v =
 * u − θs. Backward as for the leaky neuron, and with g^w carried back: g^w ← ρ g^w − g^u, g^ρ +=
 * g^w w, g^a += g^w v, g^γ += g^w s; the v and s of the step before get a g^w and γ g^w.
 */
class AdaptiveNeuron implements VectorNeuron {
  private final String name;

  AdaptiveNeuron(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(NeuronRows rows) {
    return new Adaptive(rows);
  }

  /** Feed-forward. */
  @AutoService(VectorNeuron.class)
  public static final class AdaptiveLif extends AdaptiveNeuron {
    public AdaptiveLif() {
      super("adlif");
    }
  }

  /** Recurrent. */
  @AutoService(VectorNeuron.class)
  public static final class RecurrentAdaptiveLif extends AdaptiveNeuron {
    public RecurrentAdaptiveLif() {
      super("radlif");
    }
  }

  /** Its neurons, whose parameters may follow from those of another kind. */
  static class Adaptive implements Dynamics {
    static final String ADAPTATION_LEAK = "adaptation.leak";
    static final String COUPLING = "adaptation.coupling";
    static final String JUMP = "adaptation.jump";

    private final NeuronRows rows;
    private final float[] leak;
    private final float[] adaptationLeak;
    private final float[] coupling;
    private final float[] jump;
    private final float[] adaptation;
    private final float[] adaptations;
    private float[] carried;
    private float[] carriedAdaptation;
    private float[] carriedSpike;
    private float[] ofLeak;
    private float[] ofAdaptationLeak;
    private float[] ofCoupling;
    private float[] ofJump;

    Adaptive(NeuronRows rows) {
      this(
          rows,
          rows.parameter(NeuronParameter.LEAK.name()),
          rows.parameter(ADAPTATION_LEAK),
          rows.parameter(COUPLING),
          rows.parameter(JUMP));
    }

    /** Gradients by these parameters add up under their names in an adaptive neuron. */
    Adaptive(
        NeuronRows rows, float[] leak, float[] adaptationLeak, float[] coupling, float[] jump) {
      this.rows = rows;
      this.leak = leak;
      this.adaptationLeak = adaptationLeak;
      this.coupling = coupling;
      this.jump = jump;
      adaptation = rows.cleared();
      adaptations = rows.learning() ? rows.kept() : null;
    }

    @Override
    public void potential(int step) {
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        int clip = rows.clip(b);
        if (rows.membrane().grid()) {
          adaptOnGrid(rows.potentials(), row, rows.membranes(), rows.spikes(), clip);
        } else {
          adapt(rows.potentials(), row, rows.membranes(), rows.spikes(), clip);
        }
        if (adaptations != null) {
          System.arraycopy(adaptation, clip, adaptations, row, rows.neurons());
        }
      }
    }

    private void adapt(float[] u, int row, float[] v, float[] s, int clip) {
      for (int n = 0; n < rows.neurons(); n++) {
        float w =
            coupling[n] * v[clip + n]
                + adaptationLeak[n] * adaptation[clip + n]
                + jump[n] * s[clip + n];
        adaptation[clip + n] = w;
        u[row + n] = u[row + n] + leak[n] * v[clip + n] - w;
      }
    }

    private void adaptOnGrid(float[] u, int row, float[] v, float[] s, int clip) {
      Membrane membrane = rows.membrane();
      Membrane limits = membrane.adaptation();
      for (int n = 0; n < rows.neurons(); n++) {
        float w = limits.saturated(unlimited(n, v[clip + n], adaptation[clip + n], s[clip + n]));
        adaptation[clip + n] = w;
        u[row + n] = u[row + n] + membrane.rounded(leak[n] * v[clip + n]) - w;
      }
    }

    /** w on the grid before saturation. */
    private float unlimited(int n, float v, float w, float s) {
      return rows.membrane().rounded(coupling[n] * v + adaptationLeak[n] * w) + jump[n] * s;
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
        carriedAdaptation = rows.cleared();
        carriedSpike = rows.cleared();
        ofLeak = rows.gradient(NeuronParameter.LEAK.name());
        ofAdaptationLeak = rows.gradient(ADAPTATION_LEAK);
        ofCoupling = rows.gradient(COUPLING);
        ofJump = rows.gradient(JUMP);
      }
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        int clip = rows.clip(b);
        throughSpike(rows.gradients(), row, rows.slopes(), clip, rows.throughReset());
        if (rows.membrane().grid()) {
          throughSaturation(step, b);
        } else {
          throughAdaptation(rows.gradients(), row, clip);
        }
        int before = step == 0 ? -1 : rows.row(step - 1, b);
        ownGradients(rows.gradients(), row, before, clip);
        carry(rows.gradients(), row, clip);
      }
    }

    private void throughSpike(float[] g, int row, float[] slope, int clip, float reset) {
      for (int n = 0; n < rows.neurons(); n++) {
        float carry = carried[clip + n];
        float spike = g[row + n] + carriedSpike[clip + n];
        g[row + n] = carry + slope[clip + n] * (spike - reset * rows.threshold(n) * carry);
      }
    }

    private void throughAdaptation(float[] g, int row, int clip) {
      for (int n = 0; n < rows.neurons(); n++) {
        carriedAdaptation[clip + n] -= g[row + n];
      }
    }

    private void throughSaturation(int step, int b) {
      int row = rows.row(step, b);
      int clip = rows.clip(b);
      int before = step == 0 ? -1 : rows.row(step - 1, b);
      Membrane limits = rows.membrane().adaptation();
      for (int n = 0; n < rows.neurons(); n++) {
        rows.gradients()[row + n] *= rows.membrane().passes(rows.potentials()[row + n]);
        float w = before < 0 ? 0 : adaptations[before + n];
        float passes =
            limits.passes(unlimited(n, rows.membranes()[clip + n], w, rows.spikes()[clip + n]));
        carriedAdaptation[clip + n] =
            passes * (carriedAdaptation[clip + n] - rows.gradients()[row + n]);
      }
    }

    private void ownGradients(float[] g, int row, int before, int clip) {
      float[] v = rows.membranes();
      float[] s = rows.spikes();
      for (int n = 0; n < rows.neurons(); n++) {
        ofLeak[n] += g[row + n] * v[clip + n];
        ofCoupling[n] += carriedAdaptation[clip + n] * v[clip + n];
        ofJump[n] += carriedAdaptation[clip + n] * s[clip + n];
      }
      // Before the first step w is 0.
      for (int n = 0; before >= 0 && n < rows.neurons(); n++) {
        ofAdaptationLeak[n] += carriedAdaptation[clip + n] * adaptations[before + n];
      }
    }

    private void carry(float[] g, int row, int clip) {
      float state = rows.throughState();
      float spikes = rows.throughOwnSpikes();
      for (int n = 0; n < rows.neurons(); n++) {
        float w = carriedAdaptation[clip + n];
        carried[clip + n] = state * (leak[n] * g[row + n] + coupling[n] * w);
        carriedSpike[clip + n] = spikes * jump[n] * w;
        carriedAdaptation[clip + n] = state * adaptationLeak[n] * w;
      }
    }
  }
}
