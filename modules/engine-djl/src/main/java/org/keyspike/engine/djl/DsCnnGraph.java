package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.dscnn.ConvolutionShape;
import org.keyspike.training.dscnn.DsCnnSpec;
import org.keyspike.training.dscnn.Kernel;
import org.keyspike.training.dscnn.Plane;

/** A DS-CNN on one batch, built once from features to logits. */
final class DsCnnGraph {
  /** The library's own name for what stays of the running statistics: 1 − 0.1. */
  private static final float KEPT = 1 - org.keyspike.network.BatchNorm.MOMENTUM;

  private static final int CHANNEL_AXIS = 1;

  private final NDManager manager;
  private final DsCnnSpec spec;
  private final Parameters parameters;
  private final boolean learning;
  private final SplittableRandom random;
  private final Map<String, NDArray> leaves = new LinkedHashMap<>();
  private final Map<String, NDArray> running = new LinkedHashMap<>();
  private final NDArray logits;

  /**
   * @param learning whether gradients will be asked for; batch norm then uses the batch's
   *     statistics, and some outputs are dropped
   * @param seed of what is dropped
   */
  DsCnnGraph(
      NDManager manager,
      DsCnnSpec spec,
      Parameters parameters,
      Batch batch,
      boolean learning,
      long seed) {
    this.manager = manager;
    this.spec = spec;
    this.parameters = parameters;
    this.learning = learning;
    random = new SplittableRandom(seed);
    for (ParameterSpec parameter : spec.learned()) {
      NDArray leaf = array(parameter.name());
      leaf.setRequiresGradient(learning);
      leaves.put(parameter.name(), leaf);
    }
    logits = output(convolutions(coefficients(batch)));
  }

  /** (B, K). */
  NDArray logits() {
    return logits;
  }

  /** By every learned parameter, after the backward pass. */
  Parameters gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    leaves.forEach(
        (name, leaf) ->
            gradients.put(
                name, new Tensor(parameters.get(name).shape(), leaf.getGradient().toFloatArray())));
    return new Parameters(gradients);
  }

  /** Running statistics of batch norm after this batch. */
  Parameters running() {
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    running.forEach(
        (name, values) ->
            statistics.put(name, new Tensor(parameters.get(name).shape(), values.toFloatArray())));
    return new Parameters(statistics);
  }

  private NDArray array(String name) {
    Tensor tensor = parameters.get(name);
    long[] shape = new long[tensor.shape().length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.extent(i);
    }
    return manager.create(tensor.data(), new Shape(shape));
  }

  /** (B, 1, rows, K). */
  private NDArray coefficients(Batch batch) {
    ConvolutionShape cepstrum = spec.cepstrum();
    int bands = spec.bands();
    float[] rows = new float[batch.size() * spec.rows() * bands];
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < spec.rows(); t++) {
        int frame = b * batch.frames() + t * DsCnnSpec.FRAME_STRIDE + 1;
        System.arraycopy(
            batch.features(), frame * bands, rows, (b * spec.rows() + t) * bands, bands);
      }
    }
    int coefficients = cepstrum.out().channels();
    NDArray map = array(DsCnnSpec.weights(cepstrum)).reshape(coefficients, bands).transpose();
    return manager
        .create(rows, new Shape((long) batch.size() * spec.rows(), bands))
        .matMul(map)
        .add(array(DsCnnSpec.bias(cepstrum)))
        .reshape(batch.size(), 1, spec.rows(), coefficients);
  }

  private NDArray convolutions(NDArray in) {
    NDArray values = in;
    List<ConvolutionShape> shapes = spec.convolutions();
    for (int l = 0; l < shapes.size(); l++) {
      values = convolution(shapes.get(l), values);
      if (l == 0) {
        values = dropped(values, shapes.get(l).out(), spec.settings().inputDropout());
      }
      if (l == shapes.size() - 1) {
        values = dropped(values, shapes.get(l).out(), spec.settings().outputDropout());
      }
    }
    return values;
  }

  private NDArray convolution(ConvolutionShape shape, NDArray in) {
    Kernel kernel = shape.kernel();
    NDArray sums =
        Conv2d.conv2d(
                in,
                leaves.get(DsCnnSpec.weights(shape)),
                null,
                new Shape(kernel.stride(), kernel.stride()),
                new Shape(kernel.rowPadding(), kernel.columnPadding()),
                new Shape(1, 1),
                shape.depthwise() ? shape.out().channels() : 1)
            .singletonOrThrow();
    NDArray mean = array(DsCnnSpec.mean(shape));
    NDArray variance = array(DsCnnSpec.variance(shape));
    running.put(DsCnnSpec.mean(shape), mean);
    running.put(DsCnnSpec.variance(shape), variance);
    NDArray normal =
        BatchNorm.batchNorm(
                sums,
                mean,
                variance,
                leaves.get(DsCnnSpec.scale(shape)),
                leaves.get(DsCnnSpec.shift(shape)),
                CHANNEL_AXIS,
                KEPT,
                org.keyspike.network.BatchNorm.EPSILON,
                learning)
            .singletonOrThrow();
    return Activation.relu(normal);
  }

  private NDArray dropped(NDArray values, Plane plane, double part) {
    if (!learning || part == 0) {
      return values;
    }
    float[] mask = new float[(int) values.size()];
    float kept = (float) (1 / (1 - part));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < part ? 0 : kept;
    }
    long clips = values.size() / plane.size();
    return values.mul(
        manager.create(mask, new Shape(clips, plane.channels(), plane.rows(), plane.columns())));
  }

  private NDArray output(NDArray values) {
    ConvolutionShape output = spec.output();
    NDArray weight =
        leaves
            .get(DsCnnSpec.weights(output))
            .reshape(output.out().channels(), output.in().channels());
    return values
        .reshape(values.getShape().get(0), output.in().channels(), -1)
        .mean(new int[] {2})
        .matMul(weight.transpose())
        .add(leaves.get(DsCnnSpec.bias(output)));
  }
}
