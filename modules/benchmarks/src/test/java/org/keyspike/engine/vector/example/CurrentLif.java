package org.keyspike.engine.vector.example;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import java.util.List;
import org.keyspike.engine.djl.DjlNeuron;
import org.keyspike.engine.djl.LayerContext;
import org.keyspike.engine.vector.NeuronRows;
import org.keyspike.engine.vector.VectorNeuron;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Range;

/**
 * A recurrent neuron whose current decays instead of vanishing, for both engines:
 *
 * <pre>
 * i_t = α ⊙ i_{t−1} + I_t;  u_t = β ⊙ v_{t−1} + i_t;  s_t = H(u_t − θ);  v_t = u_t − θ s_t
 * </pre>
 */
public final class CurrentLif {
  private static final String SYNAPSE = "synapse.leak";
  private static final String NAME = "current-lif";

  private CurrentLif() {}

  /** The reference, on plain arrays. */
  @AutoService(Neuron.class)
  public record Kind() implements Neuron {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean recurrent() {
      return true;
    }

    @Override
    public List<NeuronParameter> parameters() {
      return List.of(
          NeuronParameter.LEAK,
          new NeuronParameter(
              SYNAPSE, ParameterSpec.Role.FREE, new Range(0, 1), new Range(0.2, 0.6)));
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public void step(
        OutputCode code, float[][] parameters, float[][] state, float[] current, float[] spikes) {
      for (int n = 0; n < current.length; n++) {
        state[1][n] = parameters[1][n] * state[1][n] + current[n];
        float u = parameters[0][n] * state[0][n] + state[1][n];
        spikes[n] = u - THRESHOLD >= 0 ? 1 : 0;
        state[0][n] = u - THRESHOLD * spikes[n];
        current[n] = u;
      }
    }

    @Override
    public IntegerForm integerForm() {
      return IntegerForm.NONE;
    }
  }

  /** The same for engine vector. */
  @AutoService(VectorNeuron.class)
  public record InVector() implements VectorNeuron {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Dynamics begin(NeuronRows rows) {
      return new Currents(rows);
    }
  }

  /** The same for engine djl. */
  @AutoService(DjlNeuron.class)
  public record InDjl() implements DjlNeuron {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Dynamics begin(LayerContext context) {
      return new Dynamics() {
        private NDArray membrane;
        private NDArray synapse;
        private NDArray potential;

        @Override
        public NDArray step(NDArray current) {
          NDArray i = current;
          potential = current;
          if (membrane != null) {
            i = synapse.mul(context.parameter(SYNAPSE)).add(current);
            potential = membrane.mul(context.parameter("leak")).add(i);
          }
          NDArray spikes = context.spike(potential);
          synapse = context.carried(i);
          membrane = context.carried(potential.sub(context.reset(spikes)));
          return spikes;
        }

        @Override
        public NDArray potential() {
          return potential;
        }
      };
    }
  }

  /**
   * Backward, with g^v and g^i carried back: g^u = g^v + H'·(g^s − g^v) (without the last g^v where
   * the reset is detached), g^I = g^u + g^i, g^β += g^u v, g^α += g^I i, g^v ← β g^u, g^i ← α g^I.
   */
  private static final class Currents implements VectorNeuron.Dynamics {
    private final NeuronRows rows;
    private final float[] leak;
    private final float[] synapse;
    private final float[] currents;
    private float[] leakGradient;
    private float[] synapseGradient;
    private float[] ofMembrane;
    private float[] ofCurrent;

    Currents(NeuronRows rows) {
      this.rows = rows;
      leak = rows.parameter(NeuronParameter.LEAK.name());
      synapse = rows.parameter(SYNAPSE);
      currents = rows.kept();
    }

    @Override
    public void potential(int step) {
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        for (int n = 0; n < rows.neurons(); n++) {
          currents[row + n] = synapse[n] * before(step, b, n) + rows.potentials()[row + n];
          rows.potentials()[row + n] =
              leak[n] * rows.membranes()[rows.clip(b) + n] + currents[row + n];
        }
      }
    }

    /** i of the step before. */
    private float before(int step, int clip, int n) {
      return step == 0 ? 0 : currents[rows.row(step - 1, clip) + n];
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
      if (ofMembrane == null) {
        ofMembrane = rows.cleared();
        ofCurrent = rows.cleared();
        leakGradient = rows.gradient(NeuronParameter.LEAK.name());
        synapseGradient = rows.gradient(SYNAPSE);
      }
      float[] g = rows.gradients();
      for (int b = 0; b < rows.clips(); b++) {
        int row = rows.row(step, b);
        int clip = rows.clip(b);
        for (int n = 0; n < rows.neurons(); n++) {
          float carry = ofMembrane[clip + n];
          float ofPotential =
              carry + rows.slopes()[clip + n] * (g[row + n] - rows.throughReset() * carry);
          g[row + n] = ofPotential + ofCurrent[clip + n];
          leakGradient[n] += ofPotential * rows.membranes()[clip + n];
          synapseGradient[n] += g[row + n] * before(step, b, n);
          ofMembrane[clip + n] = rows.throughState() * leak[n] * ofPotential;
          ofCurrent[clip + n] = rows.throughState() * synapse[n] * g[row + n];
        }
      }
    }
  }
}
