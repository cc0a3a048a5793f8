package org.keyspike.engine.vector;

import java.util.Map;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.Tensor;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.EncoderSteps;

/** The input of the first layer: the encoder's spikes, or the features themselves. */
final class InputPass {
  private final PassContext context;
  private final boolean spiking;
  private final EncoderPass[] encoders;
  private final Events[] events;
  private final float[][] features;

  InputPass(PassContext context) {
    this.context = context;
    Shard[] shards = context.shards();
    spiking = !(context.spec().encoder() instanceof EncoderSpec.Direct);
    EncoderSteps steps = spiking ? EncoderSteps.of(context.spec(), context.parameters()) : null;
    encoders = new EncoderPass[shards.length];
    events = new Events[shards.length];
    features = new float[shards.length][];
    int bands = context.spec().features().bands();
    for (int s = 0; s < shards.length; s++) {
      int rows = shards[s].frames() * shards[s].clips();
      features[s] = context.pool().floats(rows * bands);
      if (spiking) {
        encoders[s] = new EncoderPass(context, shards[s], steps, features[s], learns());
        events[s] = encoders[s].events();
      } else {
        events[s] = Events.values(context.pool(), rows, bands);
      }
    }
  }

  Events[] events() {
    return events;
  }

  /** Whether the encoder has steps that move. */
  boolean learns() {
    return context.learning()
        && context.spec().encoder() instanceof EncoderSpec.Residual
        && context.objective().encoder() != EncoderLearning.FROZEN
        && context.objective().rule().movesEncoder();
  }

  /** Whether the encoder learns by the gradient that comes down through the first layer. */
  boolean heedsLayers() {
    return learns()
        && !context.stops().stages()
        && context.objective().encoder() == EncoderLearning.TASK;
  }

  void forward() {
    context.workers().run(events.length, this::forward);
  }

  private void forward(int s) {
    Shard shard = context.shards()[s];
    int bands = context.spec().features().bands();
    boolean grid = context.spec().format() != null;
    float[] all = context.batch().features();
    float[] own = features[s];
    for (int t = 0; t < shard.frames(); t++) {
      for (int b = 0; b < shard.clips(); b++) {
        int from = shard.features(t, b);
        int to = (t * shard.clips() + b) * bands;
        for (int c = 0; c < bands; c++) {
          own[to + c] = grid ? onGrid(all[from + c]) : all[from + c];
        }
      }
    }
    if (spiking) {
      encoders[s].forward();
    } else {
      events[s].begin();
      for (int row = 0; row < events[s].rows(); row++) {
        events[s].appendValues(row, own, row * bands);
      }
      events[s] = events[s].plain();
    }
  }

  /** The unsigned 8-bit feature, back in real units. */
  private static float onGrid(float x) {
    float unit = 1f / (1 << NumberFormat.FEATURE_FRACTION);
    float units = (float) Math.floor(x / unit + 0.5f);
    return Math.max(Math.min(units, NumberFormat.FEATURE_MAX), 0) * unit;
  }

  /** Mean of the encoder's spikes over valid frames and channels; NaN without spikes. */
  double rate() {
    if (!spiking) {
      return Double.NaN;
    }
    long spikes = 0;
    for (int s = 0; s < events.length; s++) {
      Shard shard = context.shards()[s];
      for (int row = 0; row < events[s].rows(); row++) {
        if (shard.valid(row / shard.clips(), row % shard.clips())) {
          spikes += events[s].count(row, 1);
        }
      }
    }
    return spikes / ((double) context.batch().validFrames() * context.spec().channels());
  }

  /**
   * Gradients by ρ and κ.
   *
   * @param above gradients by the spikes for each shard, without the penalty on their rate
   */
  void backward(SpikeGradient[] above, Map<String, Tensor> gradients) {
    int bands = context.spec().features().bands();
    int shards = events.length;
    double[][] coarse = new double[shards][bands];
    double[][] fine = new double[shards][bands];
    boolean reconstruction = context.objective().encoder() == EncoderLearning.RECONSTRUCTION;
    float factor = reconstruction ? 2 * context.perSpike(1, 1, bands) : 0;
    context
        .workers()
        .run(
            shards,
            s ->
                encoders[s].backward(
                    withPenalty(s, above[s]),
                    !context.stops().recurrence(),
                    factor,
                    coarse[s],
                    fine[s]));
    float[] rho = context.parameters().data(Names.RHO);
    float[] kappa = context.parameters().data(Names.KAPPA);
    float[] ofRho = gradients.get(Names.RHO).data();
    float[] ofKappa = gradients.get(Names.KAPPA).data();
    double[] rhoSums = new double[rho.length];
    double[] kappaSums = new double[kappa.length];
    for (int c = 0; c < bands; c++) {
      int i = rho.length == 1 ? 0 : c;
      double ofCoarse = 0;
      double ofFine = 0;
      for (int s = 0; s < shards; s++) {
        ofCoarse += coarse[s][c];
        ofFine += fine[s][c];
      }
      // δ¹ = softplus(ρ) + 10⁻⁴ and δ² = δ¹ σ(κ), off the grid also where the grid rounds them.
      double step = ResidualEncoder.coarseStep(rho[i]);
      double share = 1 / (1 + StrictMath.exp(-kappa[i]));
      rhoSums[i] += (ofCoarse + share * ofFine) / (1 + StrictMath.exp(-rho[i]));
      kappaSums[i] += ofFine * step * share * (1 - share);
    }
    for (int i = 0; i < rho.length; i++) {
      ofRho[i] = (float) rhoSums[i];
      ofKappa[i] = (float) kappaSums[i];
    }
  }

  private float[] withPenalty(int s, SpikeGradient above) {
    Shard shard = context.shards()[s];
    int channels = context.spec().channels();
    int stride = context.geometry().stride(channels);
    float penalty = context.perSpike(context.objective().encoderRateWeight(), 1, channels);
    float[] g = context.pool().floats(events[s].rows() * stride);
    for (int row = 0; row < events[s].rows(); row++) {
      int clip = row % shard.clips();
      int frame = row / shard.clips();
      float added = shard.valid(frame, clip) ? penalty : 0;
      int from = above == null ? 0 : above.row(frame, 1, clip, shard.clips(), stride);
      for (int n = 0; n < channels; n++) {
        g[row * stride + n] = (above == null ? 0 : above.rows()[from + n]) + added;
      }
    }
    return g;
  }
}
