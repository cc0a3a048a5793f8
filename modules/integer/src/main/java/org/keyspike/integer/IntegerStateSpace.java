package org.keyspike.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.network.EventSite;
import org.keyspike.network.StateSpaceNames;

/**
 * The integer network with a state space, frame by frame, as docs/concepts/state-space.md has it:
 *
 * <pre>
 * r = sat(((W_emb s) &lt;&lt; sh) + b)
 * u = E(r);  v = sat(((W_in u) &lt;&lt; sh) + b);  x = E(x̂);  gate, B, C, Δ from ẑ, B̂, Ĉ, p
 * s_cn = tz(s_cn, (κ &gt;&gt; j_n) − (κ⁻ &gt;&gt; j_n)) ± (x_c &lt;&lt; (F_s − o − 1 + δ − k_B))
 * y_c = Σ ± tz(s_cn, e_n + k_C);  y′ = E(sat(tz(y_c, k_g)));  r = sat(r + ((W_out y′) &lt;&lt; sh) + b)
 * </pre>
 *
 * <p>All states are halved in every frame; a machine that leaves some alone has the same bits.
 * State starts at 0. One instance follows one stream; it is not thread-safe. The arrays it returns
 * are its own and must not be written to.
 */
public final class IntegerStateSpace implements IntegerRun {
  private static final int[] NONE = {};

  private final StateSpaceModel model;
  private final EncoderState encoder;
  private final byte[] encoderSpikes;
  private final ActiveInputs encoded;
  private final DelayLine delaysOrNull;
  private final FeatureDelays featureDelaysOrNull;
  private final Columns embedding;
  private final int[] bias;
  private final List<BlockState> blocks = new ArrayList<>();
  private final EventState last;
  private final int[] stream;
  private final int[] counts;
  private final ReadoutState readout;

  public IntegerStateSpace(StateSpaceModel model) {
    this.model = model;
    encoder = EncoderState.of(model.encoder());
    encoderSpikes = new byte[encoder == null ? 0 : model.encoder().channels(bands())];
    encoded = new ActiveInputs(encoderSpikes.length);
    StateSpaceModel.Stream first = model.stream();
    boolean features = encoder == null;
    delaysOrNull =
        features
            ? null
            : first.delays().map(d -> new DelayLine(d, IntegerCode.SPIKES)).orElse(null);
    featureDelaysOrNull = features ? first.delays().map(FeatureDelays::new).orElse(null) : null;
    embedding = new Columns(first.embedding().weight(), first.embedding().shift());
    bias = first.embedding().bias().values();
    model.blocks().forEach(block -> blocks.add(new BlockState(model, block)));
    int width = model.shape().width();
    last = new EventState(EventSite.LAST, model.code(), width, first.fraction(), model.threshold());
    stream = new int[width];
    counts = new int[width];
    readout = new ReadoutState(model.readout());
  }

  private int bands() {
    return model.features().bands();
  }

  /** Back to the state before the first frame. */
  @Override
  public void reset() {
    if (encoder != null) {
      encoder.reset();
    }
    if (delaysOrNull != null) {
      delaysOrNull.reset();
    }
    if (featureDelaysOrNull != null) {
      featureDelaysOrNull.reset();
    }
    blocks.forEach(BlockState::reset);
    last.reset();
    Arrays.fill(encoderSpikes, (byte) 0);
    Arrays.fill(counts, 0);
  }

  /** Takes one frame of C features, unsigned bytes from {@code offset}. */
  @Override
  public void step(byte[] features, int offset) {
    if (encoder != null) {
      encoder.step(features, offset, encoderSpikes, encoded);
      step(encoded);
      return;
    }
    if (featureDelaysOrNull == null) {
      embedding.addUnsigned(features, offset, bands(), bias, stream);
    } else {
      byte[] due = featureDelaysOrNull.next(features, offset);
      embedding.addUnsigned(due, 0, bands(), bias, stream);
    }
    passOn();
  }

  /** Takes one frame of the encoder's spikes. */
  void step(ActiveInputs spikes) {
    embedding.add(delaysOrNull == null ? spikes : delaysOrNull.next(spikes), bias, stream);
    passOn();
  }

  /** From the embedding to the outputs. */
  private void passOn() {
    for (int m = 0; m < stream.length; m++) {
      stream[m] = SixteenBits.saturated(stream[m]);
    }
    for (BlockState block : blocks) {
      block.step(stream);
    }
    last.fire(stream);
    last.active().countInto(counts);
  }

  /** The encoder's spikes, (4C) or (2C), each 0 or 1; empty with a direct encoder. */
  @Override
  public byte[] encoderSpikes() {
    return encoderSpikes;
  }

  /** r behind the last block, (M). */
  public int[] stream() {
    return stream;
  }

  /** E of the last frame, (M), each 0 to the largest of the code. */
  public byte[] outputs() {
    return last.bytes();
  }

  /** u, x and y′ of a block (from 0) in the last frame, each 0 to the largest of the code. */
  public List<byte[]> events(int block) {
    BlockState of = blocks.get(block);
    return List.of(of.place(0).bytes(), of.place(1).bytes(), of.place(3).bytes());
  }

  /** The states of a block (from 0), (N · S). */
  public int[] states(int block) {
    return blocks.get(block).states();
  }

  /** One of its blocks, from 0. */
  BlockState block(int index) {
    return blocks.get(index);
  }

  /** E since the reset, summed over frames, (M). */
  @Override
  public int[] counts() {
    return counts;
  }

  /** The logits now, (K): of the last frame, or of all outputs since the reset. */
  public int[] logits() {
    return logits(counts);
  }

  @Override
  public int[] logits(int[] others) {
    return readout.logits(others, last.bytes());
  }

  @Override
  public byte[] spikes(int population, int step) {
    return place(population).bytes();
  }

  @Override
  public int[] potentials(int population, int step) {
    return place(population).potentials();
  }

  /** No neuron of a state space adapts. */
  @Override
  public int[] adaptations(int population, int step) {
    return NONE;
  }

  @Override
  public byte[] merged() {
    return last.bytes();
  }

  @Override
  public List<BlockState> blocks() {
    return blocks;
  }

  /** The places of each block in their order, then that of E. */
  private PlaceState place(int population) {
    int block = population / StateSpaceNames.PLACES;
    return block == blocks.size()
        ? last
        : blocks.get(block).place(population % StateSpaceNames.PLACES);
  }

  /** h', (R), as of the last call of {@link #logits}; empty with a frame-wise readout. */
  @Override
  public int[] hidden() {
    return readout.hidden();
  }
}
