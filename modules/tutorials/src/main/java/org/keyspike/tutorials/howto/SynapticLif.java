package org.keyspike.tutorials.howto;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import java.util.List;
import org.keyspike.engine.djl.DjlNeuron;
import org.keyspike.engine.djl.LayerContext;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Range;

/**
 * A recurrent neuron whose current decays instead of vanishing:
 *
 * <pre>
 * i_t = α ⊙ i_{t−1} + I_t;  u_t = β ⊙ v_{t−1} + i_t;  s_t = H(u_t − θ);  v_t = u_t − θ s_t
 * </pre>
 */
@AutoService({Neuron.class, DjlNeuron.class})
public record SynapticLif() implements Neuron, DjlNeuron {
  private static final NeuronParameter SYNAPSE =
      new NeuronParameter(
          "synapse.leak", ParameterSpec.Role.FREE, new Range(0, 1), new Range(0.2, 0.6));

  @Override
  public String name() {
    return "synaptic";
  }

  @Override
  public boolean recurrent() {
    return true;
  }

  @Override
  public List<NeuronParameter> parameters() {
    return List.of(NeuronParameter.LEAK, SYNAPSE);
  }

  @Override
  public int states() {
    return 2;
  }

  /** The reference, on plain arrays. */
  @Override
  public void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] spikes) {
    float[] membrane = state[0];
    float[] synapse = state[1];
    for (int n = 0; n < membrane.length; n++) {
      synapse[n] = parameters[1][n] * synapse[n] + current[n];
      float u = parameters[0][n] * membrane[n] + synapse[n];
      spikes[n] = code.output(u);
      membrane[n] = u - THRESHOLD * spikes[n];
      current[n] = u;
    }
  }

  @Override
  public IntegerForm integerForm() {
    return IntegerForm.NONE;
  }

  /** The same for autograd. */
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
          i = synapse.mul(context.parameter("synapse.leak")).add(current);
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
