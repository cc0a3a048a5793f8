package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.EventSite;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.Dropout;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.EncoderSteps;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;

/** The whole network on one batch, built once from features to logits. */
final class BatchGraph {
  private final Operations operations;
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final Batch batch;
  private final Objective objective;
  private final GradientStops stops;
  private final Map<String, NDArray> leaves = new LinkedHashMap<>();
  private final NDArray validFrames;
  private final NDArray validSteps;
  private NDArray encoderSpikes;
  private NDArray reconstructionError;
  private final List<NDArray> layerSpikes = new ArrayList<>();
  private final List<NDList> layerPotentials = new ArrayList<>();
  private final BatchNorms norms;
  private final Map<Integer, NDArray> dropoutMasks = new HashMap<>();
  private NDArray hidden;
  private final NDArray logits;

  private BatchGraph(
      Operations operations,
      NetworkSpec spec,
      Parameters parameters,
      Batch batch,
      Objective objective,
      GradientStops stops) {
    this.operations = operations;
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
    this.objective = objective;
    this.stops = stops;
    for (ParameterSpec parameter : spec.parameters()) {
      NDArray leaf = array(parameters.get(parameter.name()));
      leaf.setRequiresGradient(operations.learning() && parameter.role().learned());
      leaves.put(parameter.name(), leaf);
    }
    norms = new BatchNorms(operations, parameters, leaves);
    boolean padded = batch.validFrames() < batch.size() * batch.frames();
    validFrames = padded ? valid(1) : null;
    validSteps = padded ? valid(spec.timeSteps()) : null;
    logits = readout(spec.stateSpace() == null ? layers(encoded()) : stateSpace(encoded()));
  }

  /** A graph without gradients. */
  static BatchGraph scoring(
      Operations operations, NetworkSpec spec, Parameters parameters, Batch batch) {
    return new BatchGraph(
        operations, spec, parameters, batch, Objective.bptt(0), GradientStops.NONE);
  }

  /** A graph for an objective, with gradients where a rule lets them pass. */
  static BatchGraph learning(
      Operations operations,
      NetworkSpec spec,
      Parameters parameters,
      Batch batch,
      Objective objective,
      GradientStops stops) {
    return new BatchGraph(operations, spec, parameters, batch, objective, stops);
  }

  /** Every parameter as an array, under its name. */
  Map<String, NDArray> leaves() {
    return leaves;
  }

  /** What batch norm saw, under the names of the running statistics. */
  Parameters batchStatistics() {
    return norms.statistics();
  }

  /** (B, K), or (T · B, K) frame-wise. */
  NDArray logits() {
    return logits;
  }

  /** (B, R) after the ReLU, or null without a keyword readout. */
  NDArray hidden() {
    return hidden;
  }

  /** (T · B, 4C or 2C), or null without spikes. */
  NDArray encoderSpikes() {
    return encoderSpikes;
  }

  /**
   * (T · TS · B, N).
   *
   * @param layer from 0, here and below; of a state space the place among the populations
   */
  NDArray layerSpikes(int layer) {
    return layerSpikes.get(layer);
  }

  /** (T · TS · B, N), before the reset. */
  NDArray layerPotentials(int layer) {
    return Operations.concat(layerPotentials.get(layer), 0);
  }

  /** The same as parts of the threshold, (T · TS · B, N). */
  NDArray relativePotentials(int layer) {
    NDArray all = layerPotentials(layer);
    return threshold(layer) == null ? all : all.div(threshold(layer));
  }

  /**
   * W of a layer times the factors of its batch norm, or as parts of the threshold, without
   * gradient, (N, M).
   */
  NDArray feltWeights(int layer) {
    NDArray weight = leaves.get(Names.weight(layer)).stopGradient();
    if (threshold(layer) != null) {
      return weight.div(threshold(layer).reshape(-1, 1));
    }
    return norms
        .of(Names.layer(layer))
        .map(norm -> weight.mul(norm.factor().reshape(-1, 1)))
        .orElse(weight);
  }

  /** The factors of a layer's dropout, (B, N), if there is any. */
  Optional<NDArray> dropout(int layer) {
    return Optional.ofNullable(dropoutMasks.get(layer))
        .map(mask -> mask.reshape(batch.size(), spec.layers().get(layer).neurons()));
  }

  /** A weight of a layer's rate as the gradient by its spikes, (T · TS · B, 1). */
  NDArray perSpike(int layer, double weight) {
    int steps = spec.timeSteps();
    int neurons = spec.layers().get(layer).neurons();
    NDArray valid = validSteps == null ? valid(steps) : validSteps;
    double slots = (double) batch.validFrames() * steps * neurons;
    return valid.mul(operations.constant((float) (weight / slots)));
  }

  /** Mean of the encoder's spikes over valid frames and channels. */
  NDArray encoderRate() {
    return meanOverValid(encoderSpikes, validFrames, 1);
  }

  /** Mean of a layer's spikes over valid frames, steps and neurons. */
  NDArray rate(int layer) {
    return meanOverValid(layerSpikes.get(layer), validSteps, spec.timeSteps());
  }

  /** TS. */
  int timeSteps() {
    return spec.timeSteps();
  }

  /** Mean of 1 − Π (1 − s) of a frame's steps over valid frames and neurons. */
  NDArray active(int layer) {
    NDArray spikes = layerSpikes.get(layer);
    if (spec.timeSteps() == 1) {
      return meanOverValid(spikes, validFrames, 1);
    }
    NDArray byStep = byStep(spikes);
    NDArray first = byStep.get(":, 0");
    NDArray second = byStep.get(":, 1");
    NDArray any = first.add(second).sub(first.mul(second));
    return meanOverValid(any.reshape(-1, spikes.getShape().get(1)), validFrames, 1);
  }

  /** Π (1 − s) over the other steps of a frame, without gradient, (T · TS · B, N). */
  NDArray silentElsewhere(int layer) {
    NDArray spikes = layerSpikes.get(layer).stopGradient();
    if (spec.timeSteps() == 1) {
      return spikes.onesLike();
    }
    NDArray silent = byStep(spikes).mul(-1).add(1);
    return silent.flip(1).reshape(spikes.getShape());
  }

  /** (T, TS, B · N) of (T · TS · B, N). */
  private NDArray byStep(NDArray spikes) {
    return spikes.reshape(batch.frames(), spec.timeSteps(), -1);
  }

  /**
   * Mean (x − x̂ − r̂)² over valid frames and bands, or null if the encoder does not learn by it.
   */
  NDArray reconstructionLoss() {
    return reconstructionError == null
        ? null
        : meanOverValid(reconstructionError.mul(reconstructionError), validFrames, 1);
  }

  /** What the graph computed, as plain arrays. */
  Activity activity(Detail detail) {
    double[] rates = new double[layerSpikes.size()];
    double[] active = new double[rates.length];
    for (int l = 0; l < rates.length; l++) {
      rates[l] = rate(l).getFloat();
      active[l] = spec.timeSteps() == 1 && spikes(l) ? rates[l] : anyOutput(l).getFloat();
    }
    double encoderRate = encoderSpikes == null ? Double.NaN : encoderRate().getFloat();
    boolean all = detail != Detail.LOGITS;
    return new Activity(
        logitsBatchMajor(),
        encoderRate,
        rates,
        all && encoderSpikes != null ? batchMajor(encoderSpikes, 1) : new float[0],
        all ? layerSpikes.stream().map(s -> batchMajor(s, spec.timeSteps())).toList() : List.of(),
        detail == Detail.STATES
            ? layerPotentials.stream()
                .map(u -> batchMajor(Operations.concat(u, 0), spec.timeSteps()))
                .toList()
            : List.of(),
        active);
  }

  private boolean spikes(int layer) {
    return spec.populations().get(layer).code() instanceof OutputCode.Spikes;
  }

  /** Part of valid frames and neurons in which any step puts out more than 0. */
  private NDArray anyOutput(int layer) {
    NDArray outputs = layerSpikes.get(layer).stopGradient();
    NDArray any = byStep(outputs).max(new int[] {1}).gt(0).toType(DataType.FLOAT32, false);
    return meanOverValid(any.reshape(-1, outputs.getShape().get(1)), validFrames, 1);
  }

  private float[] logitsBatchMajor() {
    return batch.frameWise() ? batchMajor(logits, 1) : logits.toFloatArray();
  }

  /** (T · TS · B, N) to (B, T, TS, N). */
  private float[] batchMajor(NDArray rows, int steps) {
    long width = rows.getShape().get(1);
    return rows.reshape(batch.frames() * (long) steps, batch.size(), width)
        .transpose(1, 0, 2)
        .toFloatArray();
  }

  private NDArray meanOverValid(NDArray rows, NDArray valid, int steps) {
    float slots = (float) batch.validFrames() * steps * rows.getShape().get(1);
    return (valid == null ? rows : rows.mul(valid)).sum().div(operations.constant(slots));
  }

  private NDArray valid(int steps) {
    float[] mask = new float[batch.frames() * steps * batch.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / batch.size() / steps < batch.lengths()[i % batch.size()] ? 1 : 0;
    }
    return operations.manager().create(mask, new Shape(mask.length, 1));
  }

  private NDArray vector(float[] values) {
    return operations.manager().create(values);
  }

  private NDArray array(Tensor tensor) {
    long[] extents = new long[tensor.shape().length];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = tensor.extent(i);
    }
    return operations.manager().create(tensor.data(), new Shape(extents));
  }

  /** What reaches the first layer, (T · B, channels). */
  private NDArray encoded() {
    NDArray features =
        operations
            .manager()
            .create(batch.features(), new Shape(batch.size(), batch.frames(), batch.bands()))
            .transpose(1, 0, 2)
            .reshape((long) batch.frames() * batch.size(), batch.bands());
    NumberFormat format = spec.format();
    if (format != null) {
      NDArray unit = operations.constant(1f / (1 << NumberFormat.FEATURE_FRACTION));
      features =
          features
              .div(unit)
              .add(operations.constant(0.5f))
              .floor()
              .minimum(operations.constant(NumberFormat.FEATURE_MAX))
              .maximum(operations.constant(0))
              .mul(unit);
    }
    if (spec.encoder() instanceof EncoderSpec.Direct) {
      return features;
    }
    EncoderGraph encoder = encoder();
    encoderSpikes = Operations.concat(encoder.encode(features.split(batch.frames(), 0)), 0);
    if (operations.learning() && objective.encoder() == EncoderLearning.RECONSTRUCTION) {
      reconstructionError = encoder.reconstructionError();
      return encoderSpikes.stopGradient();
    }
    return staged(encoderSpikes);
  }

  private EncoderGraph encoder() {
    // Computed outside, so that they are every engine's, and on the grid the integer network's, to
    // the last bit: the library's softplus and sigmoid round otherwise.
    EncoderSteps steps = EncoderSteps.of(spec, parameters);
    NDArray coarse = vector(steps.coarse());
    NDArray fine = steps.fine().map(this::vector).orElse(null);
    if (operations.learning() && objective.encoder() != EncoderLearning.FROZEN) {
      NDArray softCoarse = EncoderGraph.coarseStep(operations, leaves.get(Names.RHO));
      coarse = operations.straightThrough(coarse, softCoarse);
      if (fine != null) {
        fine =
            operations.straightThrough(
                fine, EncoderGraph.fineStep(softCoarse, leaves.get(Names.KAPPA)));
      }
    }
    return new EncoderGraph(operations, coarse, fine, stops.recurrence());
  }

  /** A stage's output as the next stage gets it. */
  private NDArray staged(NDArray output) {
    return operations.learning() && stops.stages() ? output.stopGradient() : output;
  }

  /** The last layer's spikes as the readout gets them, (T · TS · B, N). */
  private NDArray layers(NDArray inputs) {
    for (int l = 0; l < spec.layers().size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      LayerGraph graph =
          new LayerGraph(
              operations,
              layer,
              spec.timeSteps(),
              new LayerGraph.Weights(
                  leaves.get(Names.weight(l)),
                  leaves.get(Names.recurrent(l)),
                  leaves.get(Names.bias(l))),
              context(l, layer));
      int steps = l == 0 ? 1 : spec.timeSteps();
      NDArray arriving =
          delayed(layer, Names.delay(l), inputs, steps == 1 ? validFrames : validSteps);
      NDArray currents = graph.currents(arriving);
      if (layer.batchNorm()) {
        NDArray valid = steps == 1 ? validFrames : validSteps;
        float validRows = (float) batch.validFrames() * steps;
        currents = norms.normalized(Names.layer(l), currents, valid, validRows);
      }
      NDList spikes = graph.run(currents.split((long) batch.frames() * steps, 0), batch.frames());
      NDArray all = Operations.concat(spikes, 0);
      layerSpikes.add(all);
      layerPotentials.add(graph.potentials());
      inputs = staged(dropped(l, layer.neurons(), layer.dropout(), all));
    }
    return inputs;
  }

  /** E of a state space as the readout gets it, (T · B, M). */
  private NDArray stateSpace(NDArray inputs) {
    LayerSpec first = spec.layers().get(0);
    EventGraph neurons = new EventGraph(operations, first, leaves, batch.frames());
    NDArray arriving = delayed(first, StateSpaceNames.DELAY, inputs, validFrames);
    StateSpaceGrid grid = StateSpaceGrid.of(operations, spec, 0);
    NDArray stream = grid.stream(mapped(StateSpaceNames.EMBEDDING, arriving));
    for (int l = 0; l < spec.layers().size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      BlockGraph block =
          new BlockGraph(
              operations,
              spec.stateSpace(),
              layer,
              l,
              neurons,
              this::mapped,
              StateSpaceGrid.of(operations, spec, l));
      stream = block.addedTo(stream);
      layerSpikes.addAll(block.populations());
    }
    NDArray outputs = neurons.events(EventSite.LAST, 0, stream, grid);
    layerSpikes.add(outputs);
    return dropped(layerSpikes.size() - 1, spec.readoutInputs(), first.dropout(), outputs);
  }

  /** W s + b of a part of a state space, with batch norm if there is any, (T · B, …). */
  private NDArray mapped(String part, NDArray inputs) {
    boolean batchNorm = spec.layers().get(0).batchNorm();
    NDArray bias = leaves.get(Names.bias(part));
    // As in layers: under batch norm the gradient of a bias is 0, and not its rounding noise.
    NDArray mapped =
        ReadoutGraph.linear(
            inputs,
            leaves.get(Names.weight(part)),
            batchNorm && operations.learning() ? bias.stopGradient() : bias);
    return batchNorm
        ? norms.normalized(part, mapped, validFrames, (float) batch.validFrames())
        : mapped;
  }

  /** A layer's inputs as they arrive, by the delays of a name. */
  private NDArray delayed(LayerSpec layer, String name, NDArray inputs, NDArray valid) {
    return layer.delayed()
        ? new DelayGraph(operations, leaves.get(name), batch.frames(), objective.sigma())
            .delayed(inputs, valid)
        : inputs;
  }

  private LayerContext context(int l, LayerSpec layer) {
    Map<String, NDArray> own = new LinkedHashMap<>();
    for (NeuronParameter parameter : layer.neuron().parameters()) {
      own.put(parameter.name(), leaves.get(Names.own(l, parameter.name())));
    }
    LayerContext.Grid grid = spec.format() == null ? null : LayerContext.Grid.of(spec.format(), l);
    return new LayerContext(operations, layer, stops, own, grid, threshold(l));
  }

  /** θ of a layer whose neurons have scales of their own, (N), or null. */
  private NDArray threshold(int l) {
    return spec.scaled(l) ? leaves.get(Names.threshold(l)) : null;
  }

  private NDArray dropped(int l, int neurons, double dropout, NDArray spikes) {
    if (!operations.learning() || dropout == 0 || spec.format() != null) {
      return spikes;
    }
    long steps = (long) batch.frames() * spec.timeSteps();
    NDArray mask =
        operations
            .manager()
            .create(
                Dropout.mask(objective.seed(), l, batch.size(), neurons, dropout),
                new Shape(1, batch.size(), neurons));
    dropoutMasks.put(l, mask);
    return spikes
        .reshape(steps, batch.size(), neurons)
        .mul(mask)
        .reshape(steps * batch.size(), neurons);
  }

  private NDArray readout(NDArray spikes) {
    NDArray outputWeight = leaves.get(Names.OUTPUT_WEIGHT);
    NDArray outputBias = leaves.get(Names.OUTPUT_BIAS);
    int steps = spec.timeSteps();
    long neurons = spec.readoutInputs();
    if (spec.readout() instanceof ReadoutSpec.FrameWise) {
      NDArray merged =
          spikes
              .reshape(batch.frames(), steps, batch.size(), neurons)
              .sum(new int[] {1})
              .reshape((long) batch.frames() * batch.size(), neurons);
      return ReadoutGraph.linear(merged, outputWeight, outputBias);
    }
    int allSteps = batch.frames() * steps;
    NDArray counts = spikes.reshape(allSteps, batch.size(), neurons).sum(new int[] {0});
    NDArray weight = leaves.get(Names.HIDDEN_WEIGHT);
    NDArray bias = leaves.get(Names.HIDDEN_BIAS);
    hidden =
        spec.format() == null
            ? ReadoutGraph.hidden(operations, weight, bias, counts, allSteps)
            : ReadoutGraph.hiddenOnGrid(
                operations, weight, bias, counts, spec.format().readout(), allSteps);
    return ReadoutGraph.linear(staged(hidden), outputWeight, outputBias);
  }
}
