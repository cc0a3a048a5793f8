package org.keyspike.compression;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;

/**
 * One pruning of a recipe, step by step: a part goes by the {@link CubicSchedule}, then fine-tuning
 * wins back what it can with the zeros held. The last step leaves exactly what was asked for.
 */
public final class Pruning {
  private final PruningSettings settings;
  private final GradientEngine engine;
  private final Epochs training;
  private final int lanes;

  /**
   * @param training what saliencies and regrowth look at
   * @param lanes outputs in a weight word of the machine
   */
  public Pruning(PruningSettings settings, GradientEngine engine, Epochs training, int lanes) {
    this.settings = settings;
    this.engine = engine;
    this.training = training;
    this.lanes = lanes;
  }

  /**
   * Refuses prunings that a network cannot undergo one after the other, before anybody trains it.
   *
   * @throws SpecException naming the layer or matrix that is not there, or the number that is too
   *     large
   */
  public static void requirePossible(List<PruningSettings> prunings, NetworkSpec spec) {
    int bands = spec.features().bands();
    EncoderSpec encoder = spec.encoder();
    int[] neurons = spec.layers().stream().mapToInt(LayerSpec::neurons).toArray();
    for (PruningSettings pruning : prunings) {
      if (pruning instanceof PruningSettings.Neurons some) {
        for (int layer : layers(some, spec)) {
          neurons[layer] = target(some, neurons[layer], layer);
        }
      } else if (pruning instanceof PruningSettings.Bands some) {
        bands = target(some, bands);
      } else if (pruning instanceof PruningSettings.Weights weights) {
        new WeightPruning(weights, 1).matrices(spec);
      } else {
        StructuredPruning.requireFineStreams(encoder);
        encoder = new EncoderSpec.StepForward();
      }
    }
  }

  /** Fine-tunes what a step left. */
  public interface FineTuning {
    /**
     * Learns with the zeros held.
     *
     * @param step counted from 1
     * @param epochs of this step
     */
    Checkpoint tune(Checkpoint pruned, int step, int epochs) throws IOException;
  }

  /** Prunes in as many steps as the settings say. */
  public Checkpoint run(Checkpoint start, FineTuning tuning) throws IOException {
    Checkpoint network = start;
    for (int step = 1; step <= settings.steps(); step++) {
      Checkpoint pruned = step(start, network, step);
      network =
          tuning.tune(
              pruned, step, CubicSchedule.epochs(settings.epochs(), step, settings.steps()));
    }
    return network;
  }

  /** All of it at once and without fine-tuning. */
  public Checkpoint once(Checkpoint start) {
    return step(start, start, settings.steps());
  }

  private Checkpoint step(Checkpoint start, Checkpoint network, int step) {
    if (settings instanceof PruningSettings.Neurons neurons) {
      return neurons(neurons, start, network, step);
    }
    if (settings instanceof PruningSettings.Bands bands) {
      int from = start.spec().features().bands();
      int to = target(bands, from);
      int left = CubicSchedule.left(from, to, step, settings.steps());
      double[] saliency = new Saliencies(evidence(network), bands.saliency()).bands();
      return StructuredPruning.bands(network, Saliencies.largest(saliency, left));
    }
    if (settings instanceof PruningSettings.Weights weights) {
      WeightPruning pruning = new WeightPruning(weights, lanes);
      Checkpoint pruned = pruning.prune(network, CubicSchedule.part(step, settings.steps()));
      return weights.regrowth() > 0 && step < settings.steps()
          ? pruning.regrow(pruned, evidence(network).meanGradients())
          : pruned;
    }
    return StructuredPruning.withoutFineStreams(network);
  }

  private Checkpoint neurons(
      PruningSettings.Neurons neurons, Checkpoint start, Checkpoint network, int step) {
    // All layers are judged before any of them shrinks.
    Saliencies saliencies = new Saliencies(evidence(network), neurons.saliency());
    List<Integer> layers = layers(neurons, network.spec());
    List<double[]> each = layers.stream().map(saliencies::neurons).toList();
    Checkpoint pruned = network;
    for (int i = 0; i < layers.size(); i++) {
      int layer = layers.get(i);
      int from = start.spec().layers().get(layer).neurons();
      int to = target(neurons, from, layer);
      int left = CubicSchedule.left(from, to, step, settings.steps());
      pruned = StructuredPruning.neurons(pruned, layer, Saliencies.largest(each.get(i), left));
    }
    return pruned;
  }

  private static List<Integer> layers(PruningSettings.Neurons neurons, NetworkSpec spec) {
    int count = spec.layers().size();
    List<Integer> layers = new ArrayList<>();
    if (neurons.layers().isEmpty()) {
      for (int l = 0; l < count; l++) {
        layers.add(l);
      }
    }
    for (int layer : neurons.layers()) {
      if (layer < 1 || layer > count) {
        throw new SpecException(PruningSettings.FIELD + ".layers", layer, "1 to " + count);
      }
      layers.add(layer - 1);
    }
    return layers;
  }

  private static int target(PruningSettings.Neurons neurons, int from, int layer) {
    return target(
        neurons.keep(),
        neurons.sparsity(),
        from,
        neurons.multipleOf(),
        "neurons of layer " + (layer + 1));
  }

  private static int target(PruningSettings.Bands bands, int from) {
    return target(bands.keep(), bands.sparsity(), from, 1, "bands");
  }

  /** How many are to be left of so many. */
  static int target(Integer keep, Double sparsity, int from, int multipleOf, String what) {
    int wanted = keep == null ? (int) Math.round((1 - sparsity) * from) : keep;
    int target = Math.max(1, Math.round((float) wanted / multipleOf)) * multipleOf;
    if (target > from) {
      throw new SpecException(
          PruningSettings.FIELD + ": " + what, target + " of " + from, "at most what is there");
    }
    return target;
  }

  private SaliencyStatistics evidence(Checkpoint network) {
    return new SaliencyStatistics(engine, network, training);
  }
}
