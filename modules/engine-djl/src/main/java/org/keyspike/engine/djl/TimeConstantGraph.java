package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;

/**
 * Adaptive neurons by time constants: β = exp(−1/τ_u), ρ = exp(−1/τ_w), a and γ in (1−β)(1−ρ)q. The
 * values are those of {@link Neuron#folded(float[][])}, to the last bit.
 */
class TimeConstantGraph implements DjlNeuron {
  private static final float FEEDBACK = org.keyspike.network.SiLif.FEEDBACK;
  private static final float LARGEST_COUPLING = org.keyspike.network.SiLif.LARGEST_COUPLING;

  private final String name;

  TimeConstantGraph(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dynamics begin(LayerContext context) {
    return new AdaptiveGraph.Adaptive(context.with(adaptive(context)));
  }

  /** The parameters of an adaptive neuron, by their names. */
  private static Map<String, NDArray> adaptive(LayerContext context) {
    Neuron neuron = context.neuron();
    List<NDArray> own = neuron.parameters().stream().map(p -> context.parameter(p.name())).toList();
    float[][] exact =
        neuron.folded(own.stream().map(NDArray::toFloatArray).toArray(float[][]::new));
    NDArray one = context.constant(1);
    NDArray leak = context.exactly(exact[0], one.div(own.get(0)).neg().exp());
    NDArray adaptationLeak = context.exactly(exact[1], one.div(own.get(1)).neg().exp());
    NDArray feedback = one.sub(leak).mul(one.sub(adaptationLeak)).mul(context.constant(FEEDBACK));
    NDArray coupling = feedback.mul(own.get(2)).minimum(context.constant(LARGEST_COUPLING));
    List<NDArray> all =
        List.of(
            leak,
            adaptationLeak,
            context.exactly(exact[2], coupling),
            context.exactly(exact[3], feedback.mul(own.get(3))));
    Map<String, NDArray> named = new LinkedHashMap<>();
    List<NeuronParameter> parameters = neuron.folded().parameters();
    for (int i = 0; i < all.size(); i++) {
      named.put(parameters.get(i).name(), all.get(i));
    }
    return named;
  }

  /** Feed-forward. */
  @AutoService(DjlNeuron.class)
  public static final class SiLif extends TimeConstantGraph {
    public SiLif() {
      super("silif");
    }
  }

  /** Recurrent. */
  @AutoService(DjlNeuron.class)
  public static final class RecurrentSiLif extends TimeConstantGraph {
    public RecurrentSiLif() {
      super("rsilif");
    }
  }
}
