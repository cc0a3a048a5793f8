package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import java.util.List;
import org.keyspike.network.Names;
import org.keyspike.network.Neuron;
import org.keyspike.training.Desire;

/**
 * Desire backpropagation ({@link Desire}). Every path between stages and steps is cut, so that the
 * gradient of Σ_t d_t · u_t by a layer's parameters is Σ_t d_t ∂u_t/∂θ: autograd computes what lies
 * within a step, batch norm with it. d_t, which has the traces in it, is computed here and carries
 * no gradient.
 */
@AutoService(DjlRule.class)
public final class DesireRule implements DjlRule {
  @Override
  public String name() {
    return new Desire().name();
  }

  @Override
  public NDArray objective(Pass pass) {
    Desire rule = (Desire) pass.rule();
    NDArray error = pass.error();
    // The last map: its inputs are cut off, so only its own gradient is left.
    NDArray sum = error.mul(pass.logits()).sum();
    NDArray answers = error.mul(pass.frameWise() ? pass.validFrames() : pass.clips());
    NDArray desires =
        classes(answers, rule.outputThreshold()).matMul(pass.parameter(Names.OUTPUT_WEIGHT));
    if (pass.hidden().isPresent()) {
      NDArray hidden = pass.hidden().get();
      NDArray active = hidden.stopGradient().gt(0).toType(DataType.FLOAT32, false);
      NDArray wanted = ternary(desires, rule.hiddenThreshold()).mul(active);
      sum = sum.sub(wanted.div(pass.clips()).mul(hidden).sum());
      desires = wanted.matMul(pass.parameter(Names.HIDDEN_WEIGHT));
    }
    List<Pass.Layer> layers = pass.layers();
    for (int l = layers.size() - 1; l >= 0; l--) {
      Pass.Layer layer = layers.get(l);
      NDArray wanted = ternary(desires, rule.hiddenThreshold());
      if (layer.kept().isPresent()) {
        wanted = kept(wanted, layer.kept().get());
      }
      NDArray local = local(pass, layer, wanted, rule.overshoot());
      NDArray traced = traced(local, rule.traceDecay());
      sum = sum.add(traced.mul(layer.potentials().reshape(local.getShape())).sum());
      desires = wanted.matMul(layer.weights());
    }
    return sum;
  }

  /** 1 for the smallest error of a row and −1 for the largest, if the smallest is −τ or less. */
  private static NDArray classes(NDArray errors, double threshold) {
    int classes = (int) errors.getShape().get(1);
    NDArray misses = errors.argMin(1).oneHot(classes, DataType.FLOAT32);
    NDArray rivals = errors.argMax(1).oneHot(classes, DataType.FLOAT32);
    NDArray active = errors.min(new int[] {1}, true).lte((float) -threshold);
    return misses.sub(rivals).mul(active.toType(DataType.FLOAT32, false));
  }

  /** The sign where a value is at least a threshold, else 0. */
  private static NDArray ternary(NDArray values, double threshold) {
    return values.sign().mul(values.abs().gte((float) threshold).toType(DataType.FLOAT32, false));
  }

  /** The desires of neurons that dropout has not left out of a clip. */
  private static NDArray kept(NDArray desires, NDArray factors) {
    NDArray mask = factors.gt(0).toType(DataType.FLOAT32, false);
    Shape all = desires.getShape();
    return desires
        .reshape(new Shape(-1, mask.getShape().get(0), all.get(1)))
        .mul(mask)
        .reshape(all);
  }

  /** δ, (T · TS, B, N). */
  private static NDArray local(Pass pass, Pass.Layer layer, NDArray desires, double overshoot) {
    long clips = pass.clips();
    long width = desires.getShape().get(1);
    NDArray near = layer.potentials().stopGradient().lt(Neuron.THRESHOLD + (float) overshoot);
    NDArray teaching =
        layer
            .spikes()
            .mul(near.toType(DataType.FLOAT32, false))
            .reshape(new Shape(-1, clips, width));
    long steps = teaching.getShape().get(0);
    NDArray penalty = layer.ratePenalty().reshape(new Shape(steps, clips, -1));
    NDArray wanted;
    if (pass.frameWise()) {
      long frames = desires.getShape().get(0) / clips;
      wanted =
          desires
              .div(pass.validFrames())
              .reshape(new Shape(frames, 1, clips, width))
              .broadcast(new Shape(frames, steps / frames, clips, width))
              .reshape(new Shape(steps, clips, width));
    } else {
      wanted = desires.div(clips * steps).reshape(new Shape(1, clips, width));
    }
    return penalty.sub(wanted).mul(teaching);
  }

  /** d_t = δ_t + κ d_{t+1} as one product with the powers of κ, (T · TS, B, N). */
  private static NDArray traced(NDArray local, double decay) {
    int steps = (int) local.getShape().get(0);
    float[] powers = new float[steps * steps];
    for (int from = 0; from < steps; from++) {
      for (int to = from; to < steps; to++) {
        powers[from * steps + to] = (float) Math.pow(decay, to - from);
      }
    }
    NDArray matrix = local.getManager().create(powers, new Shape(steps, steps));
    return matrix.matMul(local.reshape(new Shape(steps, -1))).reshape(local.getShape());
  }
}
