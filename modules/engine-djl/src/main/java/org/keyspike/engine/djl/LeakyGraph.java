package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import org.keyspike.network.NeuronParameter;

/** Leaky integration: u = βv + I, s = H(u − θ), v = u − θs, or (1 − s) u with a reset to zero. */
class LeakyGraph implements DjlNeuron {
  private final String name;

  LeakyGraph(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(LayerContext context) {
    return new Leaky(context);
  }

  /** Feed-forward. */
  @AutoService(DjlNeuron.class)
  public static final class Lif extends LeakyGraph {
    public Lif() {
      super("lif");
    }
  }

  /** Recurrent. */
  @AutoService(DjlNeuron.class)
  public static final class RecurrentLif extends LeakyGraph {
    public RecurrentLif() {
      super("rlif");
    }
  }

  /** Feed-forward, with spikes of several levels. */
  @AutoService(DjlNeuron.class)
  public static final class ShiftLif extends LeakyGraph {
    public ShiftLif() {
      super("shift-lif");
    }
  }

  /** Recurrent, with spikes of several levels. */
  @AutoService(DjlNeuron.class)
  public static final class RecurrentShiftLif extends LeakyGraph {
    public RecurrentShiftLif() {
      super("shift-rlif");
    }
  }

  private static final class Leaky implements Dynamics {
    private final LayerContext context;
    private final NDArray leak;
    private NDArray membrane;
    private NDArray potential;

    Leaky(LayerContext context) {
      this.context = context;
      leak = context.parameter(NeuronParameter.LEAK.name());
    }

    @Override
    public NDArray step(NDArray current) {
      NDArray u = membrane == null ? current : current.add(context.leaked(membrane.mul(leak)));
      potential = context.saturated(u);
      NDArray spikes = context.spike(potential);
      membrane = context.carried(context.left(potential, spikes));
      return spikes;
    }

    @Override
    public NDArray potential() {
      return potential;
    }
  }
}
