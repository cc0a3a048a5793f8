package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/** Leaky integration without a reset: u = βu + I, and u itself in steps where u ≥ τ, else 0. */
class GradedGraph implements DjlNeuron {
  private final String name;

  GradedGraph(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(LayerContext context) {
    return new Graded(context);
  }

  /** Feed-forward. */
  @AutoService(DjlNeuron.class)
  public static final class Fatrelu extends GradedGraph {
    public Fatrelu() {
      super("fatrelu");
    }
  }

  /** Recurrent. */
  @AutoService(DjlNeuron.class)
  public static final class RecurrentFatrelu extends GradedGraph {
    public RecurrentFatrelu() {
      super("rfatrelu");
    }
  }

  private static final class Graded implements Dynamics {
    private final LayerContext context;
    private final NDArray leak;
    private final NDArray threshold;
    private NDArray membrane;
    private NDArray potential;

    Graded(LayerContext context) {
      this.context = context;
      leak = context.parameter(NeuronParameter.LEAK.name());
      threshold = context.parameter(NeuronParameter.THRESHOLD.name());
    }

    @Override
    public NDArray step(NDArray current) {
      NDArray u = membrane == null ? current : current.add(context.leaked(membrane.mul(leak)));
      potential = context.saturated(u);
      membrane = context.carried(potential);
      return context.graded(potential, threshold);
    }

    @Override
    public NDArray potential() {
      return potential;
    }
  }
}
