package org.keyspike.training;

import java.util.List;
import java.util.stream.Collectors;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Population;
import org.keyspike.network.SpecException;

/**
 * The settings of what the activity of layers costs in the loss: keys that {@code training} and
 * {@code compression.recovery} share.
 *
 * @param rateWeight λ of the layers' spike-rate penalty, 0 or more
 * @param rateTarget mean rate of the layers at or below which that penalty rests, 0 to below 1
 * @param layerRates a rate for each layer below which that penalty is 0 and above which it grows
 *     smoothly, above 0 to below 1; empty for a penalty from 0 on
 * @param cycleWeight μ of the expected cycles of a frame, 0 or more; with a budget where it starts
 * @param cycleBudget the cycles of a mean frame that μ is adapted to, 0 for a μ that stays
 */
public record RateSettings(
    double rateWeight,
    double rateTarget,
    List<Double> layerRates,
    double cycleWeight,
    double cycleBudget) {
  /** No penalty. */
  public static final RateSettings NONE = new RateSettings(0, 0);

  /** Keys that came after networks had been trained without them. */
  public static final List<String> LATER = List.of("/layerRates", "/cycleWeight", "/cycleBudget");

  public RateSettings {
    layerRates = List.copyOf(layerRates);
    require(rateWeight >= 0, "rateWeight", rateWeight, "0 or more");
    require(rateTarget >= 0 && rateTarget < 1, "rateTarget", rateTarget, "0 to below 1");
    require(
        layerRates.stream().allMatch(rate -> rate > 0 && rate < 1),
        "layerRates",
        layerRates,
        "rates above 0 and below 1");
    require(
        layerRates.isEmpty() || rateTarget == 0,
        "layerRates",
        layerRates + " with rateTarget " + rateTarget,
        "one of the two");
    require(cycleWeight >= 0, "cycleWeight", cycleWeight, "0 or more");
    require(cycleBudget >= 0, "cycleBudget", cycleBudget, "0 or more");
  }

  /** A penalty on rates alone, switched on above a mean rate. */
  public RateSettings(double rateWeight, double rateTarget) {
    this(rateWeight, rateTarget, List.of(), 0, 0);
  }

  /** The same where cycles do not count. */
  public RateSettings withoutCycles() {
    return new RateSettings(rateWeight, rateTarget, layerRates, 0, 0);
  }

  /** Whether cycles count, so that a machine must be known. */
  public boolean countCycles() {
    return cycleWeight > 0 || cycleBudget > 0;
  }

  /**
   * Refuses a network whose activity cannot cost this.
   *
   * @throws SpecException if it has not as many layers, or populations of a state space, as there
   *     are rates for, or cycles count and some layer puts out something else than spikes
   */
  public void requirePossible(NetworkSpec spec) {
    int layers = spec.populations().size();
    require(
        layerRates.isEmpty() || layerRates.size() == layers,
        "layerRates",
        layerRates,
        spec.stateSpace() == null
            ? "one for each of " + layers + " layers"
            : "one for each of " + names(spec));
    require(
        !countCycles() || spec.stateSpace() == null,
        "cycleWeight",
        "network.backbone ssm",
        "recurrent, whose cycles are known");
    for (LayerSpec layer : spec.layers()) {
      require(
          !countCycles() || layer.code() instanceof OutputCode.Spikes,
          "cycleWeight",
          "neurons " + layer.neuron().name(),
          "neurons that put out spikes");
    }
  }

  private static String names(NetworkSpec spec) {
    return spec.populations().stream().map(Population::name).collect(Collectors.joining(", "));
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException(field, found, expected);
    }
  }
}
