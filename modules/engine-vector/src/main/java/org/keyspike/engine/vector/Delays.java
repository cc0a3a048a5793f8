package org.keyspike.engine.vector;

import java.util.Map;
import org.keyspike.network.DelayLine;
import org.keyspike.network.Names;
import org.keyspike.network.Tensor;

/**
 * The delays of a layer's input channels, shared by its shards: channel j comes ⌊d_j + ½⌋ frames
 * late. The gradient by d_j sees the channel through a Gaussian around d_j itself:
 *
 * <pre>
 * ∂L/∂d_j = −Σ_t g_j(t) (κ ∗ x_j)'(t − d_j) = Σ_o w_j(o) C_j(o)
 * w_j(o) = z e^(−z²/2σ²) / (σ³ √2π), z = o − d_j;  C_j(o) = Σ_m x_j(m) g_j(m + o)
 * </pre>
 *
 * <p>w is cut where |z| exceeds {@value #REACH} σ: there it is below 3 · 10⁻⁵ of its peak. Shards
 * add up the correlations C; each makes of them its part of the gradient.
 */
final class Delays {
  /** How far w reaches, in σ. */
  static final int REACH = 5;

  private final PassContext context;
  private final int[] whole;
  private final int[] first;
  private final int[] count;
  private final float[][] slopes;

  private Delays(PassContext context, float[] delays) {
    this.context = context;
    whole = DelayLine.whole(delays);
    first = new int[delays.length];
    count = new int[delays.length];
    slopes = new float[delays.length][];
    if (context.learning()) {
      context.workers().run(delays.length, j -> slope(j, delays[j]));
    }
  }

  /** The delays of a layer, or null if its inputs are on time. */
  static Delays of(PassContext context, int layer) {
    return context.spec().layers().get(layer).delayed()
        ? new Delays(context, context.parameters().data(Names.delay(layer)))
        : null;
  }

  private void slope(int j, float delay) {
    double sigma = context.objective().sigma();
    int farthest = context.batch().frames() - 1;
    int low = (int) Math.max(Math.ceil(delay - REACH * sigma), -farthest);
    int high = (int) Math.min(Math.floor(delay + REACH * sigma), farthest);
    first[j] = low;
    count[j] = Math.max(0, high - low + 1);
    slopes[j] = new float[count[j]];
    double peak = 1 / (Math.pow(sigma, 3) * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < count[j]; i++) {
      double z = (double) low + i - delay;
      slopes[j][i] = (float) (peak * z * StrictMath.exp(-z * z / (2 * sigma * sigma)));
    }
  }

  /** Channels. */
  int channels() {
    return whole.length;
  }

  /** ⌊d_j + ½⌋. */
  int frames(int channel) {
    return whole[channel];
  }

  /** The first offset o that a channel's gradient looks at. */
  int first(int channel) {
    return first[channel];
  }

  /** How many offsets it looks at. */
  int count(int channel) {
    return count[channel];
  }

  /** Σ_o w_j(o) C_j(o) of correlations that begin at a channel's first offset. */
  double gradient(int channel, float[] correlations, int base) {
    double sum = 0;
    float[] slope = slopes[channel];
    for (int i = 0; i < slope.length; i++) {
      sum += (double) slope[i] * correlations[base + i];
    }
    return sum;
  }

  /** Adds up the shards' gradients. */
  static void gradient(int layer, LayerShard[] shards, Map<String, Tensor> gradients) {
    float[] all = gradients.get(Names.delay(layer)).data();
    for (int j = 0; j < all.length; j++) {
      double sum = 0;
      for (LayerShard shard : shards) {
        sum += shard.delayGradient()[j];
      }
      all[j] = (float) sum;
    }
  }
}
