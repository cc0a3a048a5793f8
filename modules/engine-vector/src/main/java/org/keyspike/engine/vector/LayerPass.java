package org.keyspike.engine.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.Tensor;
import org.keyspike.training.ActivityPenalty;
import org.keyspike.training.Dropout;

/** One layer on a batch: what its shards share, and how they go together. */
final class LayerPass {
  private final PassContext context;
  private final int index;
  private final LayerSpec spec;
  private final Weights weights;
  private final Weights recurrent;
  private final BatchNormPass norm;
  private final Delays delays;
  private final float inputFactor;
  private final LayerShard[] shards;
  private float ratePenalty;
  private float activePenalty;

  /**
   * @param inputFactor what an event of the input counts: 1, or dropout's scale of the layer below
   * @param back whether gradients go on to what is below
   */
  LayerPass(PassContext context, int index, Events[] inputs, float inputFactor, boolean back) {
    this.context = context;
    this.index = index;
    this.inputFactor = inputFactor;
    spec = context.spec().layers().get(index);
    Weights plain = new Weights(context, tensor(Names.weight(index)));
    delays = Delays.of(context, index);
    weights = back || delays != null && context.learning() ? plain.withPanels() : plain;
    recurrent = recurrentWeights();
    norm =
        spec.batchNorm() && context.learning()
            ? new BatchNormPass(context, index, rowsPerFrame())
            : null;
    float[] mask = mask();
    Map<String, float[]> own = own();
    shards = new LayerShard[context.shards().length];
    for (int s = 0; s < shards.length; s++) {
      shards[s] = new LayerShard(context, this, context.shards()[s], inputs[s], own, mask);
    }
  }

  private Weights recurrentWeights() {
    if (!spec.neuron().recurrent()) {
      return null;
    }
    Weights plain = new Weights(context, tensor(Names.recurrent(index)));
    return context.learning() && !context.stops().recurrence() ? plain.withPanels() : plain;
  }

  private Map<String, float[]> own() {
    Map<String, float[]> own = new LinkedHashMap<>();
    for (NeuronParameter parameter : spec.neuron().parameters()) {
      float[] values = context.parameters().data(Names.own(index, parameter.name()));
      own.put(parameter.name(), Arrays.copyOf(values, context.geometry().padded(values.length)));
    }
    return own;
  }

  private float[] mask() {
    if (!context.learning() || spec.dropout() == 0 || context.spec().format() != null) {
      return null;
    }
    return Dropout.mask(
        context.objective().seed(), index, context.batch().size(), spec.neurons(), spec.dropout());
  }

  private Tensor tensor(String name) {
    return context.parameters().get(name);
  }

  LayerSpec spec() {
    return spec;
  }

  int index() {
    return index;
  }

  Weights weights() {
    return weights;
  }

  /** U, or null. */
  Weights recurrent() {
    return recurrent;
  }

  /** Batch norm with the statistics of the batch, or null. */
  BatchNormPass norm() {
    return norm;
  }

  /** Delays of the input's channels, or null. */
  Delays delays() {
    return delays;
  }

  float inputFactor() {
    return inputFactor;
  }

  /** What an event of its outputs counts to the next stage. */
  float outputFactor() {
    return context.learning() && context.spec().format() == null
        ? (float) (1 / (1 - spec.dropout()))
        : 1;
  }

  /** Rows of input a frame: 1 for the first layer, whose input is presented TS times. */
  int rowsPerFrame() {
    return index == 0 ? 1 : context.spec().timeSteps();
  }

  LayerShard shard(int s) {
    return shards[s];
  }

  /** The outputs of every shard as the next stage gets them. */
  Events[] outputs() {
    Events[] outputs = new Events[shards.length];
    for (int s = 0; s < shards.length; s++) {
      outputs[s] = shards[s].output();
    }
    return outputs;
  }

  /** Bias and, when scoring, the affine map of batch norm's running statistics. */
  float[][] affine() {
    return spec.batchNorm() && !context.learning()
        ? BatchNorm.affine(context.parameters(), index)
        : null;
  }

  /** θ of neurons that have scales of their own, or null. */
  float[] thresholds() {
    return context.spec().scaled(index) ? context.parameters().data(Names.threshold(index)) : null;
  }

  float[] bias() {
    return context.parameters().data(Names.bias(index));
  }

  /** All shards, input to spikes. */
  void forward() {
    Workers workers = context.workers();
    if (norm == null) {
      workers.run(
          shards.length,
          s -> {
            shards[s].currents();
            shards[s].run();
          });
    } else {
      workers.run(shards.length, s -> shards[s].currents());
      float[][] currents = new float[shards.length][];
      for (int s = 0; s < shards.length; s++) {
        currents[s] = shards[s].frameCurrents();
      }
      norm.statistics(currents);
      workers.run(shards.length, s -> shards[s].run());
    }
  }

  /** Mean of its outputs over valid frames, steps and neurons. */
  double rate() {
    double sum = 0;
    for (LayerShard shard : shards) {
      sum += shard.validOutputs();
    }
    return sum
        / ((double) context.batch().validFrames() * context.spec().timeSteps() * spec.neurons());
  }

  /** Part of valid frames and neurons in which any step puts out more than 0. */
  double active() {
    long count = 0;
    for (LayerShard shard : shards) {
      count += shard.validActive();
    }
    return count / ((double) context.batch().validFrames() * spec.neurons());
  }

  /** Finds what each spike adds to the penalty, once all shards have gone forward. */
  void findPenalty() {
    ActivityPenalty activity = context.objective().activity();
    // Without a target the slope is the same at any rate.
    double rate = activity.target(index) == 0 ? 0 : rate();
    ratePenalty =
        context.perSpike(
            activity.rateSlope(index, rate), context.spec().timeSteps(), spec.neurons());
    activePenalty = context.perSpike(activity.activeCost(index), 1, spec.neurons());
  }

  /** ∂P/∂s by the layer's rate, for each spike within a clip. */
  float ratePenalty() {
    return ratePenalty;
  }

  /** ∂P/∂s by its active part, where no other step of the frame spikes. */
  float activePenalty() {
    return activePenalty;
  }

  /** ΔU, once the shards have gone back. */
  void recurrentGradient(Map<String, Tensor> gradients, List<WeightGradient> tasks) {
    if (recurrent != null) {
      Tensor gradient = gradients.get(Names.recurrent(index));
      List<WeightGradient.Part> parts = new ArrayList<>();
      for (LayerShard shard : shards) {
        parts.add(shard.recurrentPart());
      }
      tasks.add(new WeightGradient(context, gradient, 1, parts));
    }
  }

  /** Gradients by what every neuron has one of, once the shards have gone back. */
  void ownGradients(Map<String, Tensor> gradients) {
    for (NeuronParameter parameter : spec.neuron().parameters()) {
      Tensor gradient = gradients.get(Names.own(index, parameter.name()));
      for (LayerShard shard : shards) {
        shard.addOwn(parameter.name(), gradient.data());
      }
    }
    if (norm != null) {
      norm.gradients(gradients.get(Names.normScale(index)), gradients.get(Names.normShift(index)));
    } else {
      Tensor gradient = gradients.get(Names.bias(index));
      for (LayerShard shard : shards) {
        shard.addBias(gradient.data());
      }
    }
  }

  /** ΔW and what delays learn, once the shards have finished. */
  void weightGradient(Map<String, Tensor> gradients, List<WeightGradient> tasks) {
    Tensor gradient = gradients.get(Names.weight(index));
    List<WeightGradient.Part> parts = new ArrayList<>();
    for (LayerShard shard : shards) {
      parts.add(shard.inputPart());
    }
    tasks.add(new WeightGradient(context, gradient, inputFactor, parts));
    if (delays != null) {
      Delays.gradient(index, shards, gradients);
    }
  }
}
