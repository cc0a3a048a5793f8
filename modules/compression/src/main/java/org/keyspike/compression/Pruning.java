package org.keyspike.compression;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Optimizer;

/**
 * One pruning of a recipe, by the {@link CubicSchedule}. Step by step ({@link #run}) a part goes,
 * then fine-tuning wins back what it can with the zeros held. With a ramp ({@link #gradual}) parts
 * go while the network learns, and a calm phase follows. The last step leaves exactly what was
 * asked for.
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
      if (spec.stateSpace() != null) {
        requireOfStateSpace(pruning);
      }
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

  /** Single weights can go, by what they say themselves: a channel's number says its head. */
  private static void requireOfStateSpace(PruningSettings pruning) {
    if (!(pruning instanceof PruningSettings.Weights)) {
      throw new SpecException(
          PruningSettings.FIELD + ".kind",
          pruning.what() + " with network.backbone ssm",
          "weights");
    }
    if (PruningSettings.saliency(pruning) == Saliency.SECOND_ORDER) {
      throw new SpecException(
          PruningSettings.FIELD + ".saliency",
          "second-order with network.backbone ssm",
          "magnitude or movement");
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
    int steps = settings.schedule().steps();
    for (int step = 1; step <= steps; step++) {
      Checkpoint pruned = step(start, network, step);
      network =
          tuning.tune(
              pruned, step, CubicSchedule.epochs(settings.schedule().epochs(), step, steps));
    }
    return network;
  }

  /**
   * The optimiser of a ramp: it prunes a network, whose shape stays, as another one learns.
   *
   * @param start where the ramp starts
   * @param learning how its parameters are learned
   */
  public Optimizer gradual(Checkpoint start, Optimizer learning) {
    long updates = (long) settings.schedule().rampEpochs() * training.batches();
    return new GradualPruning(
        learning,
        settings,
        updates,
        (step, parameters, movement) -> silence(start, parameters, step, movement));
  }

  /**
   * What a ramp leaves, without the neurons or bands that it silenced.
   *
   * @param start where the ramp started
   * @param ramped the network of its last update
   */
  public Checkpoint cut(Checkpoint start, Checkpoint ramped) {
    if (settings instanceof PruningSettings.Neurons neurons) {
      Checkpoint smaller = ramped;
      for (int layer : layers(neurons, start.spec())) {
        int to = target(neurons, start.spec().layers().get(layer).neurons(), layer);
        smaller =
            StructuredPruning.neurons(smaller, layer, neuronsOf(smaller, layer).left(smaller, to));
      }
      return smaller;
    }
    if (settings instanceof PruningSettings.Bands bands) {
      int to = target(bands, start.spec().features().bands());
      return StructuredPruning.bands(ramped, bandsOf(ramped).left(ramped, to));
    }
    return ramped;
  }

  /** A step of a ramp, in place. */
  private void silence(
      Checkpoint start, Parameters parameters, int step, Optional<Parameters> movement) {
    Checkpoint now = start.with(parameters.copy());
    Saliencies saliencies =
        new Saliencies(evidence(now), PruningSettings.saliency(settings), movement);
    int steps = settings.schedule().steps();
    if (settings instanceof PruningSettings.Neurons neurons) {
      for (int layer : layers(neurons, start.spec())) {
        int from = start.spec().layers().get(layer).neurons();
        int left = CubicSchedule.left(from, target(neurons, from, layer), step, steps);
        neuronsOf(now, layer).leave(now, parameters, saliencies.neurons(layer), left);
      }
    } else if (settings instanceof PruningSettings.Bands bands) {
      int from = start.spec().features().bands();
      int left = CubicSchedule.left(from, target(bands, from), step, steps);
      bandsOf(now).leave(now, parameters, saliencies.bands(), left);
    } else if (settings instanceof PruningSettings.Weights weights) {
      WeightPruning pruning = new WeightPruning(weights, lanes);
      Checkpoint pruned = pruning.prune(now, CubicSchedule.part(step, steps), saliencies);
      for (String name : pruning.matrices(now.spec())) {
        float[] to = parameters.data(name);
        System.arraycopy(pruned.parameters().data(name), 0, to, 0, to.length);
      }
    }
  }

  private static Silencing neuronsOf(Checkpoint network, int layer) {
    return new Silencing(
        Saliencies.metByNeurons(network.spec(), layer),
        network.spec().layers().get(layer).neurons());
  }

  private static Silencing bandsOf(Checkpoint network) {
    return new Silencing(List.of(Names.weight(0)), network.spec().features().bands());
  }

  /**
   * All of it at once and without fine-tuning. By movement, which nothing has gathered, as many go
   * as should, and any of them.
   */
  public Checkpoint once(Checkpoint start) {
    return step(start, start, settings.schedule().steps());
  }

  private Checkpoint step(Checkpoint start, Checkpoint network, int step) {
    if (settings instanceof PruningSettings.Neurons neurons) {
      return neurons(neurons, start, network, step);
    }
    if (settings instanceof PruningSettings.Bands bands) {
      int from = start.spec().features().bands();
      int to = target(bands, from);
      int left = CubicSchedule.left(from, to, step, settings.schedule().steps());
      double[] saliency = new Saliencies(evidence(network), bands.saliency()).bands();
      return StructuredPruning.bands(network, Saliencies.largest(saliency, left));
    }
    if (settings instanceof PruningSettings.Weights weights) {
      WeightPruning pruning = new WeightPruning(weights, lanes);
      Checkpoint pruned =
          pruning.prune(
              network,
              CubicSchedule.part(step, settings.schedule().steps()),
              new Saliencies(evidence(network), weights.by()));
      return weights.regrowth() > 0 && step < settings.schedule().steps()
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
      int left = CubicSchedule.left(from, to, step, settings.schedule().steps());
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
