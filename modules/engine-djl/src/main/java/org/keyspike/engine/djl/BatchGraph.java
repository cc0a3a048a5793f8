package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.Batch;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.BatchNorm;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine.Detail;

/** The whole network on one batch, built once from features to logits. */
final class BatchGraph {
  private final Operations operations;
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final Batch batch;
  private final Map<String, NDArray> leaves = new LinkedHashMap<>();
  private final Map<String, Tensor> batchStatistics = new LinkedHashMap<>();
  private final NDArray validFrames;
  private final NDArray validSteps;
  private NDArray encoderSpikes;
  private final List<NDArray> layerSpikes = new ArrayList<>();
  private final NDArray logits;

  BatchGraph(Operations operations, NetworkSpec spec, Parameters parameters, Batch batch) {
    this.operations = operations;
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role().learned()) {
        NDArray leaf = array(parameters.get(parameter.name()));
        leaf.setRequiresGradient(operations.learning());
        leaves.put(parameter.name(), leaf);
      }
    }
    boolean padded = batch.validFrames() < batch.size() * batch.frames();
    validFrames = padded ? valid(1) : null;
    validSteps = padded ? valid(spec.timeSteps()) : null;
    logits = readout(layers(encoded()));
  }

  /** Parameters that gradients are wanted by, under their names. */
  Map<String, NDArray> leaves() {
    return leaves;
  }

  /** What batch norm saw, under the names of the running statistics. */
  Parameters batchStatistics() {
    return new Parameters(batchStatistics);
  }

  /** (B, K), or (T · B, K) frame-wise. */
  NDArray logits() {
    return logits;
  }

  /** Mean of a layer's spikes over valid frames, steps and neurons. */
  NDArray rate(int layer) {
    return meanOverValid(layerSpikes.get(layer), validSteps, spec.timeSteps());
  }

  /** (T · B, 1) of 1 where a frame is within its clip, or null if all are. */
  NDArray validFrames() {
    return validFrames;
  }

  /** What the graph computed, as plain arrays. */
  Activity activity(Detail detail) {
    double[] rates = new double[spec.layers().size()];
    for (int l = 0; l < rates.length; l++) {
      rates[l] = rate(l).getFloat();
    }
    double encoderRate =
        encoderSpikes == null
            ? Double.NaN
            : meanOverValid(encoderSpikes, validFrames, 1).getFloat();
    boolean all = detail == Detail.SPIKES;
    return new Activity(
        logitsBatchMajor(),
        encoderRate,
        rates,
        all && encoderSpikes != null ? batchMajor(encoderSpikes, 1) : new float[0],
        all ? layerSpikes.stream().map(s -> batchMajor(s, spec.timeSteps())).toList() : List.of());
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
    NDArray rho = leaves.get(Names.RHO);
    NDArray kappa = leaves.get(Names.KAPPA);
    EncoderGraph encoder =
        format != null
                && Quantizer.encoder(spec, parameters) instanceof IntegerEncoder.Residual steps
            ? EncoderGraph.onGrid(operations, rho, kappa, steps)
            : EncoderGraph.of(operations, rho, kappa);
    encoderSpikes = NDArrays.concat(encoder.encode(features.split(batch.frames(), 0)), 0);
    return encoderSpikes;
  }

  /** The last layer's spikes, T · TS arrays of (B, N). */
  private NDList layers(NDArray inputs) {
    NDList spikes = null;
    for (int l = 0; l < spec.layers().size(); l++) {
      LayerSpec layer = spec.layers().get(l);
      LayerGraph graph =
          new LayerGraph(
              operations,
              layer,
              spec.timeSteps(),
              new LayerGraph.Tensors(
                  leaves.get(Names.weight(l)),
                  leaves.get(Names.recurrent(l)),
                  leaves.get(Names.bias(l)),
                  leaves.get(Names.leak(l))),
              spec.numberFormat().isPresent() ? LayerGraph.Grid.of(spec.format(), l) : null);
      int steps = l == 0 ? 1 : spec.timeSteps();
      NDArray currents = graph.currents(inputs);
      if (layer.batchNorm()) {
        currents = normalized(l, currents, steps);
      }
      spikes = graph.run(currents.split((long) batch.frames() * steps, 0), batch.frames());
      inputs = NDArrays.concat(spikes, 0);
      layerSpikes.add(inputs);
    }
    return spikes;
  }

  private NDArray normalized(int layer, NDArray currents, int steps) {
    if (!operations.learning()) {
      float[][] affine = BatchNorm.affine(parameters, layer);
      return currents
          .mul(operations.manager().create(affine[0]))
          .add(operations.manager().create(affine[1]));
    }
    BatchNormGraph norm =
        new BatchNormGraph(
            operations, leaves.get(Names.normScale(layer)), leaves.get(Names.normShift(layer)));
    NDArray valid = steps == 1 ? validFrames : validSteps;
    NDArray normalized = norm.normalize(currents, valid, (float) batch.validFrames() * steps);
    int[] shape = {spec.layers().get(layer).neurons()};
    batchStatistics.put(Names.normMean(layer), new Tensor(shape, norm.mean()));
    batchStatistics.put(Names.normVariance(layer), new Tensor(shape, norm.variance()));
    return normalized;
  }

  private NDArray readout(NDList spikes) {
    NDArray outputWeight = leaves.get(Names.OUTPUT_WEIGHT);
    NDArray outputBias = leaves.get(Names.OUTPUT_BIAS);
    int steps = spec.timeSteps();
    long neurons = spec.readoutInputs();
    NDArray all = layerSpikes.get(layerSpikes.size() - 1);
    if (spec.readout() instanceof ReadoutSpec.FrameWise) {
      NDArray merged =
          all.reshape(batch.frames(), steps, batch.size(), neurons)
              .sum(new int[] {1})
              .reshape((long) batch.frames() * batch.size(), neurons);
      return ReadoutGraph.linear(merged, outputWeight, outputBias);
    }
    NDArray counts = all.reshape(spikes.size(), batch.size(), neurons).sum(new int[] {0});
    ReadoutGraph.KeywordTensors tensors =
        new ReadoutGraph.KeywordTensors(
            leaves.get(Names.HIDDEN_WEIGHT),
            leaves.get(Names.HIDDEN_BIAS),
            outputWeight,
            outputBias);
    return spec.format() == null
        ? ReadoutGraph.keyword(operations, tensors, counts, spikes.size())
        : ReadoutGraph.keywordOnGrid(
            operations, tensors, counts, spec.format().readout(), spikes.size());
  }
}
