package org.keyspike.engine.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Names;
import org.keyspike.network.Tensor;

/** Logits of every frame from its merged spikes: H · Σ s + c. */
final class FrameWiseReadout implements ReadoutPass {
  private final PassContext context;
  private final LayerPass last;
  private final Weights weights;
  private final float[] bias;
  private final int stride;
  private final Events[] merged;
  private final float[][] logits;
  private final float[][] ofSpikes;
  private final double[][] ofBias;

  FrameWiseReadout(PassContext context, LayerPass last) {
    this.context = context;
    this.last = last;
    Weights plain = new Weights(context, context.parameters().get(Names.OUTPUT_WEIGHT));
    boolean back = context.learning() && !context.stops().stages();
    weights = back ? plain.withPanels() : plain;
    bias = context.parameters().data(Names.OUTPUT_BIAS);
    stride = context.geometry().stride(bias.length);
    int shards = context.shards().length;
    merged = new Events[shards];
    logits = new float[shards][];
    ofSpikes = new float[shards][];
    ofBias = new double[shards][bias.length];
    int neurons = context.spec().readoutInputs();
    for (int s = 0; s < shards; s++) {
      Events spikes = last.shard(s).output();
      merged[s] =
          context.spec().timeSteps() == 1
              ? spikes
              : Events.of(last.spec().code(), context.pool(), rows(s), 2 * neurons);
      logits[s] = context.pool().floats(rows(s) * stride);
      if (back) {
        ofSpikes[s] = context.pool().floats(rows(s) * context.geometry().stride(neurons));
      }
    }
  }

  @Override
  public int rows(int shard) {
    return context.batch().frames() * context.shards()[shard].clips();
  }

  @Override
  public float[] logits(int shard) {
    return logits[shard];
  }

  @Override
  public void forward(int s) {
    merge(s);
    float factor = last.outputFactor();
    float[] none = new float[bias.length];
    Weights.fill(logits[s], 0, stride, rows(s), factor == 1 ? bias : none);
    weights.forward(merged[s], 0, rows(s), logits[s], 0);
    for (int row = 0; factor != 1 && row < rows(s); row++) {
      for (int k = 0; k < bias.length; k++) {
        logits[s][row * stride + k] = factor * logits[s][row * stride + k] + bias[k];
      }
    }
  }

  /** Spikes of both steps of a frame in one row; a neuron that fired in both comes twice. */
  private void merge(int s) {
    Events spikes = last.shard(s).output();
    if (merged[s] != spikes) {
      int clips = context.shards()[s].clips();
      merged[s].begin();
      for (int row = 0; row < rows(s); row++) {
        int first = row / clips * 2 * clips + row % clips;
        merged[s].appendBoth(row, spikes, first, first + clips);
      }
    }
  }

  @Override
  public void backward(int s) {
    float[] partial = new float[bias.length];
    for (int row = 0; row < rows(s); row++) {
      for (int k = 0; k < bias.length; k++) {
        partial[k] += logits[s][row * stride + k];
      }
      if (row % BatchNormPass.BLOCK == 0 || row == rows(s) - 1) {
        for (int k = 0; k < bias.length; k++) {
          ofBias[s][k] += partial[k];
          partial[k] = 0;
        }
      }
    }
    if (ofSpikes[s] != null) {
      weights.backward(logits[s], 0, rows(s), ofSpikes[s], 0);
    }
  }

  @Override
  public SpikeGradient spikeGradient(int s) {
    return SpikeGradient.ofFrames(ofSpikes[s], last.shard(s).mask());
  }

  @Override
  public void gradients(Map<String, Tensor> gradients, List<WeightGradient> tasks) {
    Tensor ofWeight = gradients.get(Names.OUTPUT_WEIGHT);
    float[] ofOutputBias = gradients.get(Names.OUTPUT_BIAS).data();
    List<WeightGradient.Part> parts = new ArrayList<>();
    for (int s = 0; s < merged.length; s++) {
      for (int k = 0; k < bias.length; k++) {
        ofOutputBias[k] += (float) ofBias[s][k];
      }
      parts.add(
          new WeightGradient.Part(
              logits[s],
              0,
              EventColumns.of(context.pool(), merged[s], context.spec().readoutInputs())));
    }
    tasks.add(new WeightGradient(context, ofWeight, last.outputFactor(), parts));
  }
}
