package org.keyspike.engine.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keyspike.network.Names;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Tensor;
import org.keyspike.training.Feedback;

/**
 * Logits of a clip from its mean spikes: s̄ → Linear → ReLU → Linear. On the integer grid the first
 * map works on counts, its weights divided by T · TS (exact, because there they are integers times
 * a power of two times T · TS), and the hidden layer is rounded to unsigned 8 bits.
 */
final class KeywordReadout implements ReadoutPass {
  private final PassContext context;
  private final LayerPass last;
  private final Dense hiddenMap;
  private final Dense outputMap;
  private final NumberFormat format;
  private final float steps;
  private final int neurons;
  private final int width;
  private final int classes;
  private final State[] states;
  private final Blocked feedback;
  private final DesireRule desires;

  /** A shard's rows, each (clips, …) with the stride of its width. */
  private record State(
      float[] means,
      float[] hidden,
      float[] passes,
      float[] logits,
      float[] ofHidden,
      float[] ofSpikes) {}

  /** A small matrix, both ways, with its bias. */
  private record Dense(Blocked forward, Blocked back, float[] matrix, float[] bias) {
    static Dense of(PassContext context, String weight, String bias, float divisor) {
      Tensor tensor = context.parameters().get(weight);
      float[] matrix = tensor.data().clone();
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] /= divisor;
      }
      int outputs = tensor.extent(0);
      int inputs = tensor.extent(1);
      Geometry geometry = context.geometry();
      ArrayPool pool = context.pool();
      Blocked forward = Blocked.of(pool, geometry, inputs, outputs, geometry.panel());
      Blocked back = Blocked.of(pool, geometry, outputs, inputs, geometry.panel());
      for (int k = 0; k < forward.blocks(); k++) {
        forward.packTransposed(k, matrix);
      }
      for (int k = 0; k < back.blocks(); k++) {
        back.pack(k, matrix);
      }
      return new Dense(forward, back, matrix, context.parameters().data(bias));
    }
  }

  /**
   * @param desires the rule by desires, or null
   */
  KeywordReadout(PassContext context, LayerPass last, DesireRule desires) {
    this.context = context;
    this.last = last;
    this.desires = desires;
    format = context.spec().format();
    steps = (float) context.batch().frames() * context.spec().timeSteps();
    hiddenMap =
        Dense.of(context, Names.HIDDEN_WEIGHT, Names.HIDDEN_BIAS, format == null ? 1 : steps);
    outputMap = Dense.of(context, Names.OUTPUT_WEIGHT, Names.OUTPUT_BIAS, 1);
    neurons = context.spec().readoutInputs();
    width = hiddenMap.bias().length;
    classes = outputMap.bias().length;
    boolean projected = context.learning() && context.stops().stages() && desires == null;
    feedback = projected ? feedback() : null;
    states = new State[context.shards().length];
    Geometry geometry = context.geometry();
    ArrayPool pool = context.pool();
    for (int s = 0; s < states.length; s++) {
      int clips = context.shards()[s].clips();
      states[s] =
          new State(
              pool.floats(clips * geometry.stride(neurons)),
              pool.floats(clips * geometry.stride(width)),
              pool.floats(clips * geometry.stride(width)),
              pool.floats(clips * geometry.stride(classes)),
              pool.floats(clips * geometry.stride(width)),
              pool.floats(clips * geometry.stride(neurons)));
    }
  }

  private Blocked feedback() {
    return FeedbackRows.panels(context, Feedback.HIDDEN);
  }

  @Override
  public int rows(int shard) {
    return context.shards()[shard].clips();
  }

  @Override
  public float[] logits(int shard) {
    return states[shard].logits();
  }

  @Override
  public void forward(int s) {
    State state = states[s];
    int clips = rows(s);
    count(s, state.means());
    multiply(state.means(), neurons, clips, hiddenMap.forward(), state.hidden());
    for (int b = 0; b < clips; b++) {
      int at = b * context.geometry().stride(width);
      for (int r = 0; r < width; r++) {
        activate(state, at + r, state.hidden()[at + r] + hiddenMap.bias()[r]);
      }
    }
    multiply(state.hidden(), width, clips, outputMap.forward(), state.logits());
    addBias(state.logits(), clips);
  }

  /** Mean outputs, or on the grid their sums. */
  private void count(int s, float[] counts) {
    Events spikes = last.shard(s).output();
    int clips = rows(s);
    int stride = context.geometry().stride(neurons);
    Arrays.fill(counts, 0, clips * stride, 0);
    for (int row = 0; row < spikes.rows(); row++) {
      int at = row % clips * stride;
      for (int e = spikes.start()[row]; e < spikes.start()[row + 1]; e++) {
        counts[at + spikes.index()[e]] += spikes.at(e);
      }
    }
    float factor = last.outputFactor();
    for (int n = 0; format == null && n < clips * stride; n++) {
      counts[n] = factor * counts[n] / steps;
    }
  }

  /** ReLU, on the grid with rounding and the limit of 8 bits; and what of a gradient passes. */
  private void activate(State state, int at, float sum) {
    float h = Math.max(sum, 0);
    float passes = sum > 0 ? 1 : 0;
    if (format != null) {
      NumberFormat.ReadoutFormat readout = format.readout();
      float unit = (float) Math.scalb(1.0, readout.hiddenShift() - readout.hiddenFraction());
      float units = (float) Math.floor(h * (1 / unit) + 0.5f);
      if (units >= NumberFormat.HIDDEN_MAX) {
        // A half exactly at the limit, as autograd has it.
        passes *= units == NumberFormat.HIDDEN_MAX ? 0.5f : 0;
        units = NumberFormat.HIDDEN_MAX;
      }
      h = units * unit;
    }
    state.hidden()[at] = h;
    state.passes()[at] = passes;
  }

  private void addBias(float[] logits, int clips) {
    int stride = context.geometry().stride(classes);
    for (int b = 0; b < clips; b++) {
      for (int k = 0; k < classes; k++) {
        logits[b * stride + k] += outputMap.bias()[k];
      }
    }
  }

  private void multiply(float[] left, int depth, int rows, Blocked right, float[] out) {
    Products.multiply(context, left, 0, context.geometry().stride(depth), rows, right, out, 0);
  }

  @Override
  public void backward(int s) {
    State state = states[s];
    int clips = rows(s);
    if (desires == null) {
      Blocked down = feedback == null ? outputMap.back() : feedback;
      multiply(state.logits(), classes, clips, down, state.ofHidden());
    } else {
      desires.hidden(s, state.hidden(), state.ofHidden());
    }
    int hiddenStride = context.geometry().stride(width);
    for (int b = 0; b < clips; b++) {
      for (int r = 0; r < width; r++) {
        state.ofHidden()[b * hiddenStride + r] *= state.passes()[b * hiddenStride + r];
      }
    }
    if (feedback == null && desires == null) {
      multiply(state.ofHidden(), width, clips, hiddenMap.back(), state.ofSpikes());
      int stride = context.geometry().stride(neurons);
      for (int n = 0; format == null && n < clips * stride; n++) {
        state.ofSpikes()[n] /= steps;
      }
    }
  }

  @Override
  public SpikeGradient spikeGradient(int s) {
    return SpikeGradient.ofClips(states[s].ofSpikes(), last.shard(s).mask());
  }

  @Override
  public void gradients(Map<String, Tensor> gradients, List<WeightGradient> tasks) {
    // On the grid W works as W/(T·TS) on counts, which is W on means.
    float scale = format == null ? 1 : 1 / steps;
    Tensor ofOutput = gradients.get(Names.OUTPUT_WEIGHT);
    Tensor ofHidden = gradients.get(Names.HIDDEN_WEIGHT);
    float[] ofOutputBias = gradients.get(Names.OUTPUT_BIAS).data();
    float[] ofHiddenBias = gradients.get(Names.HIDDEN_BIAS).data();
    context
        .workers()
        .run(
            classes + width,
            row -> {
              if (row < classes) {
                outer(State::logits, row, State::hidden, 1, ofOutput, ofOutputBias);
              } else {
                outer(State::ofHidden, row - classes, State::means, scale, ofHidden, ofHiddenBias);
              }
            });
  }

  /** ΔW += Σ g ⊗ x and Δb += Σ g over clips, for one output. */
  private void outer(
      Function<State, float[]> gradient,
      int output,
      Function<State, float[]> input,
      float scale,
      Tensor weight,
      float[] bias) {
    int gStride = context.geometry().stride(weight.extent(0));
    int inputs = weight.extent(1);
    int xStride = context.geometry().stride(inputs);
    for (int s = 0; s < states.length; s++) {
      float[] g = gradient.apply(states[s]);
      float[] x = input.apply(states[s]);
      for (int b = 0; b < rows(s); b++) {
        float factor = g[b * gStride + output];
        bias[output] += factor;
        add(factor * scale, x, b * xStride, weight.data(), output * inputs, inputs);
      }
    }
  }

  private static void add(float factor, float[] x, int from, float[] sum, int to, int count) {
    for (int n = 0; n < count; n++) {
      sum[to + n] += factor * x[from + n];
    }
  }
}
