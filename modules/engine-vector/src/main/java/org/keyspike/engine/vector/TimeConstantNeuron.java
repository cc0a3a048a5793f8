package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;

/**
 * Adaptive neurons by time constants: with those of {@link Neuron#folded(float[][])} for β, ρ, a
 * and γ they are {@link AdaptiveNeuron}s. The gradients by these four become gradients by τ_u, τ_w,
 * a′ and γ′ once all steps have gone back, with f = (1−β)(1−ρ)q:
 *
 * <pre>
 * g^a′ = f g^a (0 where a is at its limit);  g^γ′ = f g^γ;  g^f = a′ g^a + γ′ g^γ
 * g^τ_u = (g^β − (1−ρ) q g^f) β/τ_u²;  g^τ_w = (g^ρ − (1−β) q g^f) ρ/τ_w²
 * </pre>
 */
class TimeConstantNeuron implements VectorNeuron {
  private static final float FEEDBACK = org.keyspike.network.SiLif.FEEDBACK;
  private static final float LARGEST_COUPLING = org.keyspike.network.SiLif.LARGEST_COUPLING;

  private final String name;

  TimeConstantNeuron(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(NeuronRows rows) {
    Neuron neuron = Neuron.named(name);
    float[][] own =
        neuron.parameters().stream()
            .map(parameter -> rows.parameter(parameter.name()))
            .toArray(float[][]::new);
    return new ByTimeConstants(rows, neuron, own, neuron.folded(own));
  }

  /** Feed-forward. */
  @AutoService(VectorNeuron.class)
  public static final class SiLif extends TimeConstantNeuron {
    public SiLif() {
      super("silif");
    }
  }

  /** Recurrent. */
  @AutoService(VectorNeuron.class)
  public static final class RecurrentSiLif extends TimeConstantNeuron {
    public RecurrentSiLif() {
      super("rsilif");
    }
  }

  private static final class ByTimeConstants extends AdaptiveNeuron.Adaptive {
    private final NeuronRows rows;
    private final Neuron neuron;
    private final float[][] own;
    private final float[][] adaptive;

    ByTimeConstants(NeuronRows rows, Neuron neuron, float[][] own, float[][] adaptive) {
      super(rows, adaptive[0], adaptive[1], adaptive[2], adaptive[3]);
      this.rows = rows;
      this.neuron = neuron;
      this.own = own;
      this.adaptive = adaptive;
    }

    @Override
    public void backward(int step) {
      super.backward(step);
      if (step == 0) {
        chain();
      }
    }

    private void chain() {
      float[] ofLeak = rows.gradient(NeuronParameter.LEAK.name());
      float[] ofAdaptationLeak = rows.gradient(ADAPTATION_LEAK);
      float[] ofCoupling = rows.gradient(COUPLING);
      float[] ofJump = rows.gradient(JUMP);
      float[][] gradients =
          neuron.parameters().stream()
              .map(parameter -> rows.gradient(parameter.name()))
              .toArray(float[][]::new);
      for (int n = 0; n < rows.neurons(); n++) {
        float beta = adaptive[0][n];
        float rho = adaptive[1][n];
        float feedback = (1 - beta) * (1 - rho) * FEEDBACK;
        float unlimited = feedback * own[2][n];
        // A half exactly at the limit, as autograd has it.
        float passes = unlimited < LARGEST_COUPLING ? 1 : unlimited == LARGEST_COUPLING ? 0.5f : 0;
        float coupling = passes * ofCoupling[n];
        float ofFeedback = own[2][n] * coupling + own[3][n] * ofJump[n];
        float membrane = own[0][n];
        float adaptation = own[1][n];
        gradients[0][n] =
            (ofLeak[n] - (1 - rho) * FEEDBACK * ofFeedback) * beta / (membrane * membrane);
        gradients[1][n] =
            (ofAdaptationLeak[n] - (1 - beta) * FEEDBACK * ofFeedback)
                * rho
                / (adaptation * adaptation);
        gradients[2][n] = feedback * coupling;
        gradients[3][n] = feedback * ofJump[n];
      }
    }
  }
}
