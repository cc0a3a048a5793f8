package org.keyspike.engine.vector;

import java.util.List;
import java.util.Map;
import org.keyspike.network.Tensor;

/** The readout of a pass: from the last layer's spikes to logits, and the error back to them. */
interface ReadoutPass {

  /** Logits of a shard: a row for each clip, or for each frame of each clip. */
  void forward(int shard);

  /** The logits of a shard, which the loss replaces by the error at them. */
  float[] logits(int shard);

  /** Rows of logits of a shard. */
  int rows(int shard);

  /** Gradients of a shard by the readout's parameters, and what goes on by spikes. */
  void backward(int shard);

  /** The gradient by the last layer's spikes, once a shard has gone back. */
  SpikeGradient spikeGradient(int shard);

  /** Adds up what the shards found; larger sums become tasks. */
  void gradients(Map<String, Tensor> gradients, List<WeightGradient> tasks);

  /**
   * The readout of a batch.
   *
   * @param desires the rule by desires, or null
   */
  static ReadoutPass of(PassContext context, LayerPass last, DesireRule desires) {
    return context.batch().frameWise()
        ? new FrameWiseReadout(context, last)
        : new KeywordReadout(context, last, desires);
  }
}
