package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Connection;
import org.keyspike.evaluation.WorkTally;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.DelayLine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;

/**
 * The work of a network in million synaptic operations a second of speech. One is one weight times
 * one spike, counted once for each time step that it serves. Features that go straight in and the
 * hidden layer of a keyword readout are 8 bits, met bit by bit: features once a frame, the hidden
 * layer once a clip. Graded outputs are met bit by bit too, in every time step; a power of two is
 * met once, as it shifts the weight.
 *
 * @param dense if every input were a spike and no weight 0
 * @param nonZero if every input were a spike: what pruning leaves
 * @param effective for spikes and weights that are not 0: what zero-skipping leaves of that. The
 *     hidden layer's bits, which only the machine counts, are all taken as set
 * @param atRate30 effective, if {@value #RATE} of the inputs of every matrix were spikes, and as
 *     many of the bits of inputs that have several were set
 */
public record SynapticOperations(
    @JsonProperty("denseMmacPerSecond") double dense,
    @JsonProperty("nonZeroMmacPerSecond") double nonZero,
    @JsonProperty("effectiveMmacPerSecond") double effective,
    @JsonProperty("mmacPerSecondAtRate30") double atRate30) {
  private static final double RATE = 0.3;
  private static final int BITS = 8;
  private static final int BATCH = 32;

  /** A million operations a second for each operation a frame. */
  public static final double MEGA_PER_FRAME = FrontEndSettings.FRAME_RATE / 1e6;

  /**
   * Runs a network over a part.
   *
   * @param features of the front end
   */
  public static SynapticOperations of(
      GradientEngine engine, Checkpoint network, LabelledFeatures features) {
    NetworkSpec spec = network.spec();
    LabelledFeatures part = NetworkInput.by(network).of(features);
    WorkTally tally = WorkTally.of(spec, network.parameters());
    boolean direct = spec.encoder() instanceof EncoderSpec.Direct;
    double[] bits = new double[spec.features().bands()];
    int[] late =
        spec.layers().get(0).delayed()
            ? DelayLine.whole(
                network.parameters().data(first(spec, StateSpaceNames.DELAY, Names.delay(0))))
            : new int[bits.length];
    long frames = 0;
    int first = 0;
    for (Batch batch : Batches.inOrder(part, BATCH)) {
      Activity activity =
          engine.forward(spec, network.parameters(), batch, GradientEngine.Detail.SPIKES);
      for (int clip = 0; clip < batch.size(); clip++) {
        tally.add(
            clip,
            batch.frames(),
            batch.lengths()[clip],
            part.labels(first + clip),
            activity.encoderSpikes(),
            activity.spikes());
        frames += batch.lengths()[clip];
        if (direct) {
          addBits(batch, clip, late, bits);
        }
      }
      first += batch.size();
    }
    SynapticOperations work = new SynapticOperations(0, 0, 0, 0);
    for (Connection met : tally.connections()) {
      work = work.plus(of(met));
    }
    if (direct) {
      work =
          work.plus(
              bitSerial(
                  network
                      .parameters()
                      .get(first(spec, Names.weight(StateSpaceNames.EMBEDDING), Names.weight(0))),
                  bits,
                  frames));
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword keyword) {
      work = work.plus(decision(network.parameters().get(Names.OUTPUT_WEIGHT), keyword.frames()));
    }
    return work.times(MEGA_PER_FRAME);
  }

  /** The name of a parameter of what the encoder's channels reach. */
  private static String first(NetworkSpec spec, String ofBlocks, String ofLayers) {
    return spec.stateSpace() == null ? ofLayers : ofBlocks;
  }

  /** Features that come later than their clip is over are never met. */
  private static void addBits(Batch batch, int clip, int[] late, double[] bits) {
    int from = clip * batch.frames() * bits.length;
    for (int c = 0; c < bits.length; c++) {
      for (int t = 0; t < batch.lengths()[clip] - late[c]; t++) {
        int feature = FeatureQuantizer.quantize(batch.features()[from + t * bits.length + c]);
        bits[c] += Integer.bitCount(feature);
      }
    }
  }

  private static SynapticOperations of(Connection met) {
    double nonZero = met.nonZero() * (met.densePerFrame() / met.weights());
    return new SynapticOperations(
        met.densePerFrame(), nonZero, met.effectivePerFrame(), RATE * nonZero);
  }

  private static SynapticOperations bitSerial(Tensor weight, double[] bits, long frames) {
    double effective = 0;
    for (int i = 0; i < weight.data().length; i++) {
      effective += weight.data()[i] == 0 ? 0 : bits[i % bits.length] / frames;
    }
    double nonZero = (double) BITS * WeightCount.nonZero(weight);
    return new SynapticOperations(
        (double) BITS * weight.data().length, nonZero, effective, RATE * nonZero);
  }

  private static SynapticOperations decision(Tensor weight, int frames) {
    double dense = (double) BITS * weight.data().length / frames;
    double nonZero = (double) BITS * WeightCount.nonZero(weight) / frames;
    return new SynapticOperations(dense, nonZero, nonZero, RATE * nonZero);
  }

  /** The same with what a machine counted. */
  public SynapticOperations counted(double effectivePerFrame) {
    return new SynapticOperations(dense, nonZero, effectivePerFrame * MEGA_PER_FRAME, atRate30);
  }

  private SynapticOperations plus(SynapticOperations more) {
    return new SynapticOperations(
        dense + more.dense,
        nonZero + more.nonZero,
        effective + more.effective,
        atRate30 + more.atRate30);
  }

  private SynapticOperations times(double factor) {
    return new SynapticOperations(
        dense * factor, nonZero * factor, effective * factor, atRate30 * factor);
  }
}
