package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/**
 * Leaky integration with an adaptation current: w = ρw + av + γs, u = βv + I − w, s = H(u − θ), v =
 * u − θs.
 */
class AdaptiveGraph implements DjlNeuron {
  private final String name;

  AdaptiveGraph(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(LayerContext context) {
    return new Adaptive(context);
  }

  /** Feed-forward. */
  @AutoService(DjlNeuron.class)
  public static final class AdaptiveLif extends AdaptiveGraph {
    public AdaptiveLif() {
      super("adlif");
    }
  }

  /** Recurrent. */
  @AutoService(DjlNeuron.class)
  public static final class RecurrentAdaptiveLif extends AdaptiveGraph {
    public RecurrentAdaptiveLif() {
      super("radlif");
    }
  }

  static final class Adaptive implements Dynamics {
    private final LayerContext context;
    private final NDArray leak;
    private final NDArray adaptationLeak;
    private final NDArray coupling;
    private final NDArray jump;
    private NDArray membrane;
    private NDArray adaptation;
    private NDArray spikes;
    private NDArray potential;

    Adaptive(LayerContext context) {
      this.context = context;
      leak = context.parameter(NeuronParameter.LEAK.name());
      adaptationLeak = context.parameter("adaptation.leak");
      coupling = context.parameter("adaptation.coupling");
      jump = context.parameter("adaptation.jump");
    }

    @Override
    public NDArray step(NDArray current) {
      NDArray u = current;
      if (membrane != null) {
        NDArray decayed = membrane.mul(coupling);
        if (adaptation != null) {
          decayed = decayed.add(adaptation.mul(adaptationLeak));
        }
        NDArray w =
            context.saturatedAdaptation(
                context.leaked(decayed).add(context.fedBack(spikes).mul(jump)));
        u = u.add(context.leaked(membrane.mul(leak))).sub(w);
        adaptation = context.carried(w);
      }
      potential = context.saturated(u);
      spikes = context.spike(potential);
      membrane = context.carried(potential.sub(context.reset(spikes)));
      return spikes;
    }

    @Override
    public NDArray potential() {
      return potential;
    }
  }
}
