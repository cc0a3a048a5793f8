package org.keyspike.tutorials.howto;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/**
 * An engine without a backward pass: simultaneous perturbation. With random signs Δ over all
 * learned parameters θ together,
 *
 * <pre>
 * g = mean over draws of  (L(θ + cΔ) − L(θ − cΔ)) / 2c · Δ
 * </pre>
 *
 * <p>which needs two forward passes a draw, of the reference network, and no surrogate. It is slow
 * and noisy, and shows all that an engine has to be. Source: Spall, "Multivariate stochastic
 * approximation using a simultaneous perturbation gradient approximation", 1992, section III.
 */
public final class PerturbationEngine implements GradientEngine {
  /** c, small against weights and large against what changes no spike. */
  private static final float STEP = 0.05f;

  private final int draws;

  /**
   * An engine.
   *
   * @param draws perturbations of a gradient, 1 or more
   */
  public PerturbationEngine(int draws) {
    this.draws = draws;
  }

  @Override
  public String name() {
    return PerturbationProvider.NAME;
  }

  @Override
  public String configuration() {
    return draws + " perturbations";
  }

  @Override
  public Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    SplittableRandom random = new SplittableRandom(objective.seed());
    Map<String, Tensor> sum = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role().learned()) {
        sum.put(parameter.name(), Tensor.zeros(parameter.shape()));
      }
    }
    for (int draw = 0; draw < draws; draw++) {
      Map<String, float[]> signs = new LinkedHashMap<>();
      sum.forEach((name, tensor) -> signs.put(name, signs(tensor.data().length, random)));
      double slope =
          (loss(spec, moved(parameters, signs, STEP), batch)
                  - loss(spec, moved(parameters, signs, -STEP), batch))
              / (2 * STEP);
      for (Map.Entry<String, float[]> drawn : signs.entrySet()) {
        float[] gradient = sum.get(drawn.getKey()).data();
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += (float) (slope * drawn.getValue()[i] / draws);
        }
      }
    }
    Activity activity = forward(spec, parameters, batch, Detail.LOGITS);
    return new Gradients(
        crossEntropy(activity.logits(), batch),
        new Parameters(sum),
        new Parameters(Map.of()),
        activity);
  }

  private static float[] signs(int length, SplittableRandom random) {
    float[] signs = new float[length];
    for (int i = 0; i < length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  private static Parameters moved(Parameters from, Map<String, float[]> signs, float step) {
    Parameters moved = from.copy();
    signs.forEach(
        (name, sign) -> {
          float[] values = moved.data(name);
          for (int i = 0; i < values.length; i++) {
            values[i] += step * sign[i];
          }
        });
    return moved;
  }

  private double loss(NetworkSpec spec, Parameters parameters, Batch batch) {
    return crossEntropy(forward(spec, parameters, batch, Detail.LOGITS).logits(), batch);
  }

  /** Mean over clips of log Σ_k exp z_k − z_label. */
  private static double crossEntropy(float[] logits, Batch batch) {
    int classes = logits.length / batch.size();
    double sum = 0;
    for (int clip = 0; clip < batch.size(); clip++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, logits[clip * classes + k]);
      }
      double all = 0;
      for (int k = 0; k < classes; k++) {
        all += Math.exp(logits[clip * classes + k] - largest);
      }
      sum += Math.log(all) + largest - logits[clip * classes + batch.labels()[clip]];
    }
    return sum / batch.size();
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    double[] rates = new double[spec.layers().size()];
    float[] logits = null;
    for (int clip = 0; clip < batch.size(); clip++) {
      network.reset();
      for (int t = 0; t < batch.lengths()[clip]; t++) {
        int at = (clip * batch.frames() + t) * batch.bands();
        network.step(Arrays.copyOfRange(batch.features(), at, at + batch.bands()));
        for (int layer = 0; layer < rates.length; layer++) {
          rates[layer] += rate(network, layer, spec.timeSteps()) / batch.validFrames();
        }
      }
      float[] answer = network.logits();
      logits = logits == null ? new float[batch.size() * answer.length] : logits;
      System.arraycopy(answer, 0, logits, clip * answer.length, answer.length);
    }
    return new Activity(logits, Double.NaN, rates, new float[0], List.of());
  }

  private static double rate(ReferenceNetwork network, int layer, int steps) {
    double spikes = 0;
    int neurons = 0;
    for (int step = 0; step < steps; step++) {
      for (float spike : network.spikes(layer, step)) {
        spikes += spike;
        neurons++;
      }
    }
    return spikes / neurons;
  }

  @Override
  public void close() {}
}
