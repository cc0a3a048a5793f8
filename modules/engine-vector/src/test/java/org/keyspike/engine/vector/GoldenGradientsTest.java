package org.keyspike.engine.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.EngineNeuronsContract;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;

class GoldenGradientsTest extends EngineNeuronsContract {
  private final Workers workers = new Workers(2);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Override
  protected GradientEngine open() {
    return TestEngines.open(2);
  }

  @Override
  protected Stage encoder(Safetensors golden, EncoderSpec encoder, Parameters parameters) {
    LayerSpec layer =
        new LayerSpec(
            1, new RecurrentLif(), Surrogate.of(Surrogate.Shape.FAST_SIGMOID), false, true, 0);
    PassContext context = context(golden, encoder, layer, 1, parameters);
    InputPass input = new InputPass(context);
    input.forward();
    float[] spikes = spikes(context, input.events()[0], context.spec().channels());
    Map<String, Tensor> gradients = zerosLike(context.parameters());
    float[] above = timeMajor(context, golden.tensor("G").data(), context.spec().channels());
    input.backward(new SpikeGradient[] {SpikeGradient.ofSteps(above, null)}, gradients);
    return new Stage(spikes, Optional.empty(), new float[0], values(gradients));
  }

  @Override
  protected Stage layer(Safetensors golden, LayerSpec spec, int steps, Parameters parameters) {
    PassContext context = context(golden, new EncoderSpec.Direct(), spec, steps, parameters);
    InputPass input = new InputPass(context);
    input.forward();
    LayerPass layer = new LayerPass(context, 0, input.events(), 1, true);
    layer.forward();
    float[] spikes = spikes(context, layer.shard(0).spikes(), spec.neurons());
    Map<String, Tensor> gradients = zerosLike(context.parameters());
    float[] potentials = new float[spikes.length];
    layer.shard(0).copyPotentials(potentials);
    float[] ofInputs = backward(golden, context, input.events()[0], layer, gradients);
    return new Stage(
        spikes,
        Optional.of(potentials),
        batchMajor(context, ofInputs, golden.shape("x")[2]),
        values(gradients));
  }

  /** A layer's part of the pass back; returns the gradients by its inputs, time-major. */
  private float[] backward(
      Safetensors golden,
      PassContext context,
      Events input,
      LayerPass layer,
      Map<String, Tensor> gradients) {
    LayerShard shard = layer.shard(0);
    float[] above = timeMajor(context, golden.tensor("G").data(), layer.spec().neurons());
    shard.findActive();
    shard.backward(SpikeGradient.ofSteps(above, null));
    List<WeightGradient> tasks = new ArrayList<>();
    layer.recurrentGradient(gradients, tasks);
    WeightGradient.runAll(workers, tasks);
    tasks.clear();
    layer.ownGradients(gradients);
    int stride = context.geometry().stride(input.width());
    float[] padded = new float[Geometry.ORIGIN + input.rows() * stride];
    shard.finish(padded, null);
    shard.findInputColumns(null);
    layer.weightGradient(gradients, tasks);
    WeightGradient.runAll(workers, tasks);
    float[] plain = new float[input.rows() * input.width()];
    for (int row = 0; row < input.rows(); row++) {
      System.arraycopy(
          padded, Geometry.ORIGIN + row * stride, plain, row * input.width(), input.width());
    }
    return plain;
  }

  /** One shard of golden x; the readout and its labels are there because a network has them. */
  private PassContext context(
      Safetensors golden, EncoderSpec encoder, LayerSpec layer, int steps, Parameters parameters) {
    int[] x = golden.shape("x");
    int[] lengths = new int[x[0]];
    Arrays.fill(lengths, x[1]);
    float[] features = golden.tensor("x").data();
    Batch batch = new Batch(x[0], x[1], x[2], features, lengths, new int[x[0] * x[1]], true);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            encoder,
            List.of(layer),
            new ReadoutSpec.FrameWise(2),
            steps,
            null);
    Objective plain = Objective.bptt(0);
    String sigma = golden.metadata().get("sigma");
    Objective objective = sigma == null ? plain : plain.withSigma(Double.parseDouble(sigma));
    RowKernels kernels = TestEngines.rowKernels();
    return new PassContext(
        spec,
        parameters,
        batch,
        Shard.of(batch),
        objective,
        GradientStops.NONE,
        kernels,
        new Geometry(kernels.lanes(), kernels.panel()),
        new ArrayPool(),
        workers);
  }

  private static Map<String, Tensor> zerosLike(Parameters parameters) {
    return new LinkedHashMap<>(parameters.zerosLike().asMap());
  }

  private static Map<String, float[]> values(Map<String, Tensor> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, tensor.data()));
    return values;
  }

  /** (B, T · TS, N) to rows as the engine has them, (T · TS, B, N) with a stride. */
  private static float[] timeMajor(PassContext context, float[] values, int width) {
    int clips = context.batch().size();
    int rows = values.length / width;
    int stride = context.geometry().stride(width);
    float[] padded = new float[Geometry.ORIGIN + rows * stride];
    for (int row = 0; row < rows; row++) {
      int from = row % clips * (rows / clips) + row / clips;
      System.arraycopy(values, from * width, padded, Geometry.ORIGIN + row * stride, width);
    }
    return padded;
  }

  /** Rows (T · TS, B, N) without a stride to (B, T · TS, N). */
  private static float[] batchMajor(PassContext context, float[] values, int width) {
    int clips = context.batch().size();
    int rows = values.length / width;
    float[] plain = new float[values.length];
    for (int row = 0; row < rows; row++) {
      int to = row % clips * (rows / clips) + row / clips;
      System.arraycopy(values, row * width, plain, to * width, width);
    }
    return plain;
  }

  /** (B, T · TS, N) of outputs; an event beyond N fails. */
  private static float[] spikes(PassContext context, Events events, int width) {
    float[] found = new float[events.rows() * width];
    for (int row = 0; row < events.rows(); row++) {
      for (int e = events.start()[row]; e < events.start()[row + 1]; e++) {
        found[row * width + Objects.checkIndex(events.index()[e], width)] = events.at(e);
      }
    }
    return batchMajor(context, found, width);
  }
}
