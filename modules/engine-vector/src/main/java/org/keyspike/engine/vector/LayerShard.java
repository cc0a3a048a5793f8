package org.keyspike.engine.vector;

import java.util.Arrays;
import java.util.Map;
import org.keyspike.network.OutputCode;

/** One layer on one shard: the loop over time, forward and backward. */
final class LayerShard {
  /** The part of neurons and steps up to which single gradients take less time than all. */
  private static final double FEW = 0.25;

  private final PassContext context;
  private final LayerPass layer;
  private final Shard shard;
  private final DelayedInput late;
  private final NeuronRows rows;
  private final VectorNeuron.Dynamics neurons;
  private final Events spikes;
  private final Events output;
  private final float[] mask;
  private final float[] perFrame;
  private final float[] masked;
  private final DesireRule.Traces traces;
  private final int timeSteps;
  private final int neuronCount;
  private final double[] biasGradient;
  private Events input;
  private Events active;
  private EventColumns spikeColumns;
  private EventColumns outputColumns;
  private EventColumns inputColumns;
  private float[] summed;

  /**
   * @param own the parameters of the kind of neuron
   * @param mask dropout of the whole batch, (B, N), or null
   */
  LayerShard(
      PassContext context,
      LayerPass layer,
      Shard shard,
      Events input,
      Map<String, float[]> own,
      float[] mask) {
    this.context = context;
    this.layer = layer;
    this.shard = shard;
    this.input = input;
    late =
        layer.delays() == null
            ? null
            : new DelayedInput(context, layer.delays(), shard, input, layer.rowsPerFrame());
    timeSteps = context.spec().timeSteps();
    neuronCount = layer.spec().neurons();
    int steps = shard.frames() * timeSteps;
    ArrayPool pool = context.pool();
    rows =
        new NeuronRows(
            pool,
            context.kernels(),
            context.geometry(),
            layer.spec(),
            shard.clips(),
            steps,
            own,
            context.stops(),
            Membrane.of(context.spec().format(), layer.index()),
            layer.thresholds(),
            context.learning() ? timeSteps * shard.clips() : -1);
    neurons = VectorNeuron.of(layer.spec().neuron()).begin(rows);
    OutputCode code = layer.spec().code();
    spikes = Events.of(code, pool, steps * shard.clips(), neuronCount);
    output = mask == null ? spikes : Events.of(code, pool, steps * shard.clips(), neuronCount);
    this.mask = mask == null ? null : rowsOf(mask);
    boolean apart =
        layer.norm() != null || layer.affine() != null || layer.rowsPerFrame() != timeSteps;
    perFrame =
        apart
            ? pool.floats(
                Geometry.ORIGIN
                    + shard.frames() * layer.rowsPerFrame() * shard.clips() * rows.stride())
            : null;
    masked = context.learning() && mask != null ? pool.floats(rows.padded()) : null;
    traces = DesireRule.Traces.of(context, rows);
    biasGradient = new double[neuronCount];
  }

  private float[] rowsOf(float[] batchMask) {
    float[] own = rows.cleared();
    for (int b = 0; b < shard.clips(); b++) {
      System.arraycopy(
          batchMask, (shard.first() + b) * neuronCount, own, rows.clip(b), neuronCount);
    }
    return own;
  }

  /** Every spike. */
  Events spikes() {
    return spikes;
  }

  /** The spikes that reach the next stage. */
  Events output() {
    return output;
  }

  /** Dropout's factors of the outputs, (clips, N), or null. */
  float[] mask() {
    return mask;
  }

  /** The currents of the input where they are kept apart from potentials, else null. */
  float[] frameCurrents() {
    return perFrame;
  }

  /** Gradients by spikes as {@link SpikeGradient#ofSteps} has them. */
  float[] stepGradients() {
    return rows.gradients();
  }

  private int inputRows() {
    return shard.frames() * layer.rowsPerFrame() * shard.clips();
  }

  /** W x + b of every input row; batch norm adds them up while they are in the cache. */
  void currents() {
    if (late != null) {
      input = late.arriving();
    }
    if (layer.norm() == null) {
      currents(0, inputRows());
      return;
    }
    for (int k = 0; k < layer.norm().blocks(shardIndex()); k++) {
      currents(k * BatchNormPass.BLOCK, layer.norm().blockRows(shardIndex(), k));
      layer.norm().sum(shardIndex(), k, perFrame);
    }
  }

  private void currents(int first, int count) {
    float[] out = perFrame == null ? rows.potentials() : perFrame;
    int stride = rows.stride();
    int base = Geometry.ORIGIN + first * stride;
    float factor = layer.inputFactor();
    float[] bias = layer.bias();
    boolean scaled = factor != 1;
    Weights.fill(out, base, stride, count, scaled ? new float[neuronCount] : bias);
    layer.weights().forward(input, first, count, out, base);
    for (int r = 0; scaled && r < count; r++) {
      int at = base + r * stride;
      for (int n = 0; n < neuronCount; n++) {
        out[at + n] = factor * out[at + n] + bias[n];
      }
    }
  }

  /** The loop over time. */
  void run() {
    float[][] affine = layer.affine();
    float[] u = rows.potentials();
    float[] s = rows.spikes();
    Arrays.fill(rows.membranes(), 0);
    Arrays.fill(s, 0);
    spikes.begin();
    output.begin();
    for (int i = 0; i < rows.steps(); i++) {
      if (perFrame != null) {
        for (int b = 0; b < shard.clips(); b++) {
          frameCurrent(i, b, affine);
        }
      }
      if (layer.recurrent() != null && i >= timeSteps) {
        layer
            .recurrent()
            .forward(spikes, (i - timeSteps) * shard.clips(), shard.clips(), u, rows.row(i, 0));
      }
      neurons.potential(i);
      for (int b = 0; b < shard.clips(); b++) {
        int row = i * shard.clips() + b;
        neurons.fire(i, b);
        spikes.append(row, s, rows.clip(b));
        if (mask != null) {
          output.appendMasked(row, spikes, mask, rows.clip(b));
        }
      }
    }
  }

  private void frameCurrent(int step, int clip, float[][] affine) {
    int frameRow = step * layer.rowsPerFrame() / timeSteps * shard.clips() + clip;
    int from = Geometry.ORIGIN + frameRow * rows.stride();
    int to = rows.row(step, clip);
    float[] u = rows.potentials();
    if (layer.norm() != null) {
      layer.norm().apply(perFrame, from, u, to);
    } else if (affine != null) {
      for (int n = 0; n < neuronCount; n++) {
        u[to + n] = perFrame[from + n] * affine[0][n] + affine[1][n];
      }
    } else {
      System.arraycopy(perFrame, from, u, to, neuronCount);
    }
    Arrays.fill(u, to + neuronCount, to + rows.stride(), 0);
  }

  /** The sum of outputs within the clips. */
  double validOutputs() {
    double sum = 0;
    for (int row = 0; row < spikes.rows(); row++) {
      if (shard.valid(row / shard.clips() / timeSteps, row % shard.clips())) {
        sum += spikes.sum(row, 1);
      }
    }
    return sum;
  }

  /** The frames and neurons within the clips in which any step puts out more than 0. */
  long validActive() {
    long count = 0;
    for (int t = 0; t < shard.frames(); t++) {
      for (int b = 0; b < shard.clips(); b++) {
        if (shard.valid(t, b)) {
          int row = t * timeSteps * shard.clips() + b;
          count += timeSteps == 1 ? spikes.count(row, 1) : spikes.either(row, row + shard.clips());
        }
      }
    }
    return count;
  }

  /** Writes u before the reset, on the grid within its limits, to (B, T · TS, N) of all clips. */
  void copyPotentials(float[] all) {
    float[] u = rows.potentials();
    for (int i = 0; i < rows.steps(); i++) {
      for (int b = 0; b < shard.clips(); b++) {
        int from = rows.row(i, b);
        int to = ((shard.first() + b) * rows.steps() + i) * neuronCount;
        for (int n = 0; n < neuronCount; n++) {
          float potential = u[from + n];
          all[to + n] = rows.membrane().grid() ? rows.membrane().saturated(potential) : potential;
        }
      }
    }
  }

  /**
   * Finds the neurons and steps whose surrogate is not 0, for shapes with a compact support. Only
   * they need a gradient by their spikes; where they are few, those alone are computed. That
   * depends on potentials alone, so never on threads.
   */
  void findActive() {
    active = null;
    boolean compact = Surrogates.compact(layer.spec().surrogate());
    if (traces != null || !compact || !neurons.heedsSlopesAlone()) {
      return;
    }
    Events found = Events.ones(context.pool(), rows.steps() * shard.clips(), neuronCount);
    double most = FEW * found.rows() * neuronCount;
    found.begin();
    for (int row = 0; row < found.rows(); row++) {
      int clip = row % shard.clips();
      neurons.slope(row / shard.clips(), clip);
      found.appendPositive(row, rows.slopes(), rows.clip(clip));
      if (found.start()[row + 1] > most) {
        return;
      }
    }
    active = found;
  }

  /** The loop back: gradients by spikes become gradients by currents. */
  void backward(SpikeGradient above) {
    float[] g = rows.gradients();
    float[] back = rows.cleared();
    float[] bias = layer.norm() == null ? context.pool().floats(rows.padded()) : null;
    Arrays.fill(biasGradient, 0);
    int clips = shard.clips();
    boolean recurs = layer.recurrent() != null && !context.stops().recurrence();
    float penalty = layer.ratePenalty() + layer.activePenalty();
    Arrays.fill(g, rows.row(rows.steps(), 0), rows.row(rows.steps() + timeSteps, 0), 0);
    boolean normalised = layer.norm() != null;
    boolean alone = layer.rowsPerFrame() == timeSteps;
    int block = normalised ? layer.norm().blocks(shardIndex()) : 0;
    for (int i = rows.steps() - 1; i >= 0; i--) {
      if (recurs && i + timeSteps < rows.steps()) {
        int next = rows.row(i + timeSteps, 0);
        if (active == null) {
          layer.recurrent().backward(g, next, clips, back, rows.clip(0));
        } else {
          layer.recurrent().backwardAt(active, i * clips, g, next, clips, back, rows.clip(0));
        }
      }
      for (int b = 0; b < clips; b++) {
        boolean valid = shard.valid(i / timeSteps, b);
        fromAbove(above, back, i, b, valid ? penalty : 0);
        if (valid && layer.activePenalty() > 0) {
          forgiveOthers(i, b);
        }
        if (traces == null) {
          neurons.slope(i, b);
        } else {
          traces.step(i, b, spikes);
        }
        before(i, b);
      }
      neurons.backward(i);
      if (bias != null) {
        sumBias(g, i, bias);
      }
      // A block whose rows all have their gradients, while they are in the cache.
      while (alone && block > 0 && (block - 1) * BatchNormPass.BLOCK >= i * clips) {
        layer.norm().gradientSums(shardIndex(), --block, g, perFrame);
      }
    }
    float[] summedUp = normalised ? inputGradients(g) : null;
    while (block > 0) {
      layer.norm().gradientSums(shardIndex(), --block, summedUp, perFrame);
    }
    if (layer.recurrent() != null) {
      spikeColumns = EventColumns.of(context.pool(), spikes, neuronCount);
    }
    outputColumns =
        output == spikes && spikeColumns != null
            ? spikeColumns
            : EventColumns.of(context.pool(), output, neuronCount);
  }

  /**
   * Gradients by the rows of input: with more steps than input rows the steps of a frame add up, in
   * rows of their own as long as ΔU needs the others.
   */
  private float[] inputGradients(float[] g) {
    if (layer.rowsPerFrame() == timeSteps) {
      return g;
    }
    if (summed == null) {
      summed = context.pool().floats(Geometry.ORIGIN + inputRows() * rows.stride());
    }
    int block = shard.clips() * rows.stride();
    for (int t = 0; t < shard.frames(); t++) {
      int from = rows.row(t * timeSteps, 0);
      int to = Geometry.ORIGIN + t * block;
      for (int n = 0; n < block; n++) {
        summed[to + n] = g[from + n] + g[from + block + n];
      }
    }
    return summed;
  }

  private int shardIndex() {
    return shard.first() / Shard.CLIPS;
  }

  private void fromAbove(SpikeGradient above, float[] back, int step, int clip, float penalty) {
    int from = above.row(step, timeSteps, clip, shard.clips(), rows.stride());
    float[] source = above.rows();
    if (above.mask() != null) {
      float[] factors = above.mask();
      int at = rows.clip(clip);
      for (int n = 0; n < neuronCount; n++) {
        masked[n] = source[from + n] * factors[at + n];
      }
      source = masked;
      from = 0;
    }
    context
        .kernels()
        .collect(
            source,
            from,
            back,
            rows.clip(clip),
            penalty,
            rows.gradients(),
            rows.row(step, clip),
            rows.padded());
  }

  /** Takes the penalty on active neurons from those that the frame's other step makes active. */
  private void forgiveOthers(int step, int clip) {
    if (timeSteps == 1) {
      return;
    }
    int at = rows.row(step, clip);
    int other = step % 2 == 0 ? step + 1 : step - 1;
    int row = other * shard.clips() + clip;
    for (int e = spikes.start()[row]; e < spikes.start()[row + 1]; e++) {
      rows.gradients()[at + spikes.index()[e]] -= layer.activePenalty();
    }
  }

  /** v and s of the step before a step. */
  private void before(int step, int clip) {
    int at = rows.clip(clip);
    if (step == 0) {
      Arrays.fill(rows.membranes(), at, at + neuronCount, 0);
      Arrays.fill(rows.spikes(), at, at + neuronCount, 0);
    } else {
      neurons.fire(step - 1, clip);
    }
  }

  /** Adds the rows of a step to Δb; what is nearby in float first, all in double. */
  private void sumBias(float[] g, int step, float[] partial) {
    Arrays.fill(partial, 0, rows.padded(), 0);
    for (int b = 0; b < shard.clips(); b++) {
      context.kernels().add(g, rows.row(step, b), partial, 0, rows.padded());
    }
    for (int n = 0; n < neuronCount; n++) {
      biasGradient[n] += partial[n];
    }
  }

  /** Gradients by the currents of input rows, once those by steps are no longer needed. */
  void finish() {
    if (late != null) {
      int stride = context.geometry().stride(input.width());
      float[] arriving = context.pool().floats(Geometry.ORIGIN + inputRows() * stride);
      finishWithInputs(arriving, null);
      late.learn(arriving, layer.inputFactor());
      return;
    }
    finishCurrents();
  }

  private void finishCurrents() {
    if (layer.norm() == null) {
      inputGradients(rows.gradients());
      return;
    }
    for (int k = 0; k < layer.norm().blocks(shardIndex()); k++) {
      layer.norm().backward(shardIndex(), k, finished(), perFrame);
    }
  }

  /** {@link #finish}, and gradients by the spikes of the layer below. */
  void finish(LayerShard lower) {
    lower.findActive();
    finish(lower.stepGradients(), lower.active);
  }

  /**
   * {@link #finish}, and gradients by the inputs.
   *
   * @param below receives these, rows with the stride of M
   * @param wanted the inputs that need them; null for all
   */
  void finish(float[] below, Events wanted) {
    // A delay learns from gradients around its channel's spikes, wanted or not.
    finishWithInputs(below, late == null ? wanted : null);
    if (late != null) {
      late.learn(below, layer.inputFactor());
      late.back(below);
    }
  }

  private void finishWithInputs(float[] below, Events wanted) {
    if (layer.norm() == null) {
      finishCurrents();
      inputs(0, inputRows(), below, wanted);
      return;
    }
    for (int k = 0; k < layer.norm().blocks(shardIndex()); k++) {
      layer.norm().backward(shardIndex(), k, finished(), perFrame);
      inputs(k * BatchNormPass.BLOCK, layer.norm().blockRows(shardIndex(), k), below, wanted);
    }
  }

  private void inputs(int first, int count, float[] below, Events wanted) {
    int from = Geometry.ORIGIN + first * rows.stride();
    int to = Geometry.ORIGIN + first * context.geometry().stride(input.width());
    if (wanted == null) {
      layer.weights().backward(finished(), from, count, below, to);
    } else {
      layer.weights().backwardAt(wanted, first, finished(), from, count, below, to);
    }
  }

  private float[] finished() {
    return summed == null ? rows.gradients() : summed;
  }

  void addOwn(String name, float[] gradient) {
    float[] own = rows.gradient(name);
    for (int n = 0; n < neuronCount; n++) {
      gradient[n] += own[n];
    }
  }

  void addBias(float[] gradient) {
    for (int n = 0; n < neuronCount; n++) {
      gradient[n] += (float) biasGradient[n];
    }
  }

  WeightGradient.Part recurrentPart() {
    return new WeightGradient.Part(rows.gradients(), rows.row(timeSteps, 0), spikeColumns);
  }

  WeightGradient.Part inputPart() {
    return new WeightGradient.Part(finished(), Geometry.ORIGIN, inputColumns);
  }

  /** Sorts the input's events by columns, unless the layer below has. */
  void findInputColumns(LayerShard lower) {
    inputColumns =
        lower == null || late != null
            ? EventColumns.of(context.pool(), input, input.width())
            : lower.outputColumns;
  }

  /** Gradients by the delays of the input's channels, (M). */
  double[] delayGradient() {
    return late.gradient();
  }
}
