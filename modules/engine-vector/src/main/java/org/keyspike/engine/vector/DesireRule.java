package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.Names;
import org.keyspike.network.Neuron;
import org.keyspike.network.Tensor;
import org.keyspike.training.Desire;

/**
 * Desire backpropagation ({@link Desire}): the desires of a batch, passed down from the error at
 * the logits, shard by shard. What a stage gets from above is −q, divided by what its layer's steps
 * share; {@link Traces} make of it what the layer learns from.
 */
final class DesireRule {
  private final PassContext context;
  private final Desire rule;
  private final Blocked output;
  private final Blocked hidden;

  /** Of every shard the desires of the stage that was last, rows with the stride of its width. */
  private final float[][] desires;

  private DesireRule(PassContext context, Desire rule) {
    this.context = context;
    this.rule = rule;
    output = panels(Names.OUTPUT_WEIGHT);
    hidden = context.batch().frameWise() ? null : panels(Names.HIDDEN_WEIGHT);
    desires = new float[context.shards().length][];
  }

  /** The rule of a pass, or null if its objective has another. */
  static DesireRule of(PassContext context) {
    return context.learning() && context.objective().rule() instanceof Desire desire
        ? new DesireRule(context, desire)
        : null;
  }

  private Blocked panels(String name) {
    Tensor tensor = context.parameters().get(name);
    Geometry geometry = context.geometry();
    Blocked panels =
        Blocked.of(context.pool(), geometry, tensor.extent(0), tensor.extent(1), geometry.panel());
    context.workers().run(panels.blocks(), k -> panels.pack(k, tensor.data()));
    return panels;
  }

  /** Starts a shard with the desires of the classes: of the one that misses most and its rival. */
  void classes(int s, ReadoutPass readout) {
    int stride = context.geometry().stride(output.rows());
    float[] q = context.pool().floats(readout.rows(s) * stride);
    float[] error = readout.logits(s);
    for (int row = 0; row < readout.rows(s); row++) {
      int first = row * stride;
      int misses = first;
      int rival = first;
      for (int at = first; at < first + output.rows(); at++) {
        q[at] = 0;
        misses = error[at] < error[misses] ? at : misses;
        rival = error[at] > error[rival] ? at : rival;
      }
      if (error[misses] * answers() <= (float) -rule.outputThreshold()) {
        q[misses] = 1;
        q[rival] = -1;
      }
    }
    desires[s] = q;
  }

  /** Clips, or valid frames where each has an answer: what the error has been divided by. */
  private float answers() {
    return context.batch().frameWise() ? context.batch().validFrames() : context.batch().size();
  }

  /**
   * Goes on to the hidden layer of a keyword readout.
   *
   * @param active what it answered, (clips, R)
   * @param gradient receives −q^h / B, the same
   */
  void hidden(int s, float[] active, float[] gradient) {
    int width = hidden.rows();
    int stride = context.geometry().stride(width);
    int clips = context.shards()[s].clips();
    float[] q = down(s, clips, output);
    for (int b = 0; b < clips; b++) {
      for (int r = 0; r < width; r++) {
        int at = b * stride + r;
        q[at] = active[at] > 0 ? ternary(q[at], rule.hiddenThreshold()) : 0;
        gradient[at] = -q[at] / answers();
      }
    }
    desires[s] = q;
  }

  /** Goes on to the last layer. */
  SpikeGradient last(int s, int rows, float[] mask) {
    Blocked matrix = hidden == null ? output : hidden;
    return layer(s, rows, matrix.columns(), down(s, rows, matrix), mask);
  }

  /**
   * Goes on to the layer below.
   *
   * @param mask dropout of the layer below, (clips, N), or null
   */
  SpikeGradient below(int s, int rows, LayerPass above, float[] mask) {
    int neurons = above.spec().neurons();
    int stride = context.geometry().stride(neurons);
    float[] felt = desires[s];
    float[] factor = factorOrNull(above);
    if (factor != null) {
      // F W as F on the desires: the same sums with fewer products.
      felt = context.pool().floats(rows * stride);
      for (int row = 0; row < rows; row++) {
        for (int n = 0; n < neurons; n++) {
          felt[row * stride + n] = desires[s][row * stride + n] * factor[n];
        }
      }
    }
    int width = context.spec().layers().get(above.index() - 1).neurons();
    float[] sums = context.pool().floats(rows * context.geometry().stride(width));
    above.weights().backward(felt, 0, rows, sums, 0);
    return layer(s, rows, width, sums, mask);
  }

  /** What W is felt by beside itself: batch norm's factor, or one over each threshold. */
  private static float[] factorOrNull(LayerPass layer) {
    if (layer.norm() != null) {
      return layer.norm().factor();
    }
    if (layer.thresholds() == null) {
      return null;
    }
    float[] factor = layer.thresholds().clone();
    for (int n = 0; n < factor.length; n++) {
      factor[n] = 1 / factor[n];
    }
    return factor;
  }

  private float[] down(int s, int rows, Blocked matrix) {
    float[] sums = context.pool().floats(rows * context.geometry().stride(matrix.columns()));
    int stride = context.geometry().stride(matrix.rows());
    Products.multiply(context, desires[s], 0, stride, rows, matrix, sums, 0);
    return sums;
  }

  /** Turns the sums of a layer into its desires, and says what its steps get of these. */
  private SpikeGradient layer(int s, int rows, int neurons, float[] sums, float[] mask) {
    int clips = context.shards()[s].clips();
    int stride = context.geometry().stride(neurons);
    boolean frameWise = context.batch().frameWise();
    float steps = (float) context.batch().frames() * context.spec().timeSteps();
    float shared = frameWise ? answers() : answers() * steps;
    float[] gradient = context.pool().floats(rows * stride);
    Arrays.fill(gradient, 0, rows * stride, 0);
    for (int row = 0; row < rows; row++) {
      // The rows of a mask begin where those of neurons do.
      int kept = Geometry.ORIGIN + row % clips * stride;
      for (int n = 0; n < neurons; n++) {
        int at = row * stride + n;
        boolean out = mask != null && mask[kept + n] == 0;
        sums[at] = out ? 0 : ternary(sums[at], rule.hiddenThreshold());
        gradient[at] = -sums[at] / shared;
      }
    }
    desires[s] = sums;
    return frameWise
        ? SpikeGradient.ofFrames(gradient, null)
        : SpikeGradient.ofClips(gradient, null);
  }

  private static float ternary(float value, double threshold) {
    return Math.abs(value) >= (float) threshold ? Math.signum(value) : 0;
  }

  /**
   * The traces of a layer's shard, seen from the other end: δ_t is what comes from above, the
   * penalty on rates in it, in steps whose spike teaches, and d_t = δ_t + κ d_{t+1}. No surrogate:
   * the spike stands in its place.
   */
  static final class Traces {
    private final NeuronRows rows;
    private final float decay;
    private final float highest;
    private final float[] later;

    private Traces(NeuronRows rows, Desire rule) {
      this.rows = rows;
      decay = (float) rule.traceDecay();
      highest = Neuron.THRESHOLD + (float) rule.overshoot();
      later = rows.cleared();
    }

    /** The traces of a pass whose objective has this rule, else null. */
    static Traces of(PassContext context, NeuronRows rows) {
      return context.learning() && context.objective().rule() instanceof Desire desire
          ? new Traces(rows, desire)
          : null;
    }

    /**
     * Turns what comes from above at a step of a clip into d_t, with a slope of 1.
     *
     * @param outputs of the layer, rows (T · TS, clips)
     */
    void step(int step, int clip, Events outputs) {
      float[] g = rows.gradients();
      int row = rows.row(step, clip);
      int at = rows.clip(clip);
      for (int n = at; n < at + rows.neurons(); n++) {
        later[n] *= decay;
        rows.slopes()[n] = 1;
      }
      rows.byThresholds(rows.slopes(), at);
      int of = step * rows.clips() + clip;
      for (int e = outputs.start()[of]; e < outputs.start()[of + 1]; e++) {
        int n = outputs.index()[e];
        if (potential(row + n) / rows.threshold(n) < highest) {
          later[at + n] += (outputs.value() == null ? 1 : outputs.value()[e]) * g[row + n];
        }
      }
      System.arraycopy(later, at, g, row, rows.neurons());
    }

    private float potential(int at) {
      float u = rows.potentials()[at];
      return rows.membrane().grid() ? rows.membrane().saturated(u) : u;
    }
  }
}
