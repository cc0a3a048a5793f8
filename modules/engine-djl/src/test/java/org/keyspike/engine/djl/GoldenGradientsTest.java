package org.keyspike.engine.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.Parameters;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;
import org.keyspike.training.EngineNeuronsContract;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientStops;

@Tag("slow")
class GoldenGradientsTest extends EngineNeuronsContract {
  private NDManager manager;
  private Operations operations;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
    operations = new Operations(manager, true);
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Override
  protected GradientEngine open() {
    return new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @Override
  protected Stage encoder(Safetensors golden, EncoderSpec encoder, Parameters parameters) {
    Map<String, NDArray> leaves = leaves(parameters);
    int[] x = golden.shape("x");
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray coarse = EncoderGraph.coarseStep(operations, leaves.get(Names.RHO));
      NDArray fine = EncoderGraph.fineStep(coarse, leaves.get(Names.KAPPA));
      NDList spikes =
          new EncoderGraph(operations, coarse, fine, false)
              .encode(timeMajor(array(golden.tensor("x")), x).split(x[1], 0));
      float[] found = backward(golden, collector, spikes, x[0]);
      return new Stage(found, Optional.empty(), new float[0], gradients(leaves));
    }
  }

  @Override
  protected Stage layer(Safetensors golden, LayerSpec spec, int steps, Parameters parameters) {
    Map<String, NDArray> leaves = leaves(parameters);
    int[] x = golden.shape("x");
    NDArray inputs = leaf(golden.tensor("x"));
    Map<String, NDArray> own = new LinkedHashMap<>();
    for (NeuronParameter parameter : spec.neuron().parameters()) {
      own.put(parameter.name(), leaves.get(Names.own(0, parameter.name())));
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      LayerGraph layer =
          new LayerGraph(
              operations,
              spec,
              steps,
              new LayerGraph.Weights(
                  leaves.get(Names.weight(0)),
                  leaves.get(Names.recurrent(0)),
                  leaves.get(Names.bias(0))),
              new LayerContext(operations, spec, GradientStops.NONE, own, null, null));
      NDArray arriving = timeMajor(inputs, x);
      if (spec.delayed()) {
        double sigma = Double.parseDouble(golden.metadata().get("sigma"));
        arriving =
            new DelayGraph(operations, leaves.get(Names.delay(0)), x[1], sigma)
                .delayed(arriving, null);
      }
      NDArray currents = layer.currents(arriving);
      if (spec.batchNorm()) {
        currents =
            new BatchNormGraph(
                    operations, leaves.get(Names.normScale(0)), leaves.get(Names.normShift(0)))
                .normalize(currents, null, (float) x[0] * x[1]);
      }
      NDList spikes = layer.run(currents.split(x[1], 0), x[1]);
      float[] potentials = batchMajor(layer.potentials(), x[0]).toFloatArray();
      float[] found = backward(golden, collector, spikes, x[0]);
      return new Stage(
          found, Optional.of(potentials), inputs.getGradient().toFloatArray(), gradients(leaves));
    }
  }

  /** Takes the gradient of sum(G · spikes) and returns the spikes. */
  private float[] backward(
      Safetensors golden, GradientCollector collector, NDList spikes, int clips) {
    NDArray all = batchMajor(spikes, clips);
    collector.backward(all.mul(array(golden.tensor("G")).reshape(all.getShape())).sum());
    return all.toFloatArray();
  }

  /** (B, T, C) to (T · B, C). */
  private static NDArray timeMajor(NDArray array, int[] shape) {
    return array.transpose(1, 0, 2).reshape((long) shape[1] * shape[0], shape[2]);
  }

  /** Arrays of (B, N), in time, to (B, time, N). */
  private static NDArray batchMajor(NDList inTime, int clips) {
    return NDArrays.concat(inTime, 0)
        .reshape(inTime.size(), clips, inTime.head().getShape().get(1))
        .transpose(1, 0, 2);
  }

  private Map<String, NDArray> leaves(Parameters parameters) {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    parameters.asMap().forEach((name, tensor) -> leaves.put(name, leaf(tensor)));
    return leaves;
  }

  private static Map<String, float[]> gradients(Map<String, NDArray> leaves) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    leaves.forEach((name, leaf) -> gradients.put(name, leaf.getGradient().toFloatArray()));
    return gradients;
  }

  private NDArray leaf(Tensor tensor) {
    NDArray leaf = array(tensor);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private NDArray array(Tensor tensor) {
    long[] extents = new long[tensor.shape().length];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = tensor.extent(i);
    }
    return manager.create(tensor.data(), new Shape(extents));
  }
}
