package org.keyspike.integer;

import java.util.List;

/**
 * The integer network, frame by frame. State starts at 0. One instance follows one stream; it is
 * not thread-safe, and nothing is allocated per frame.
 *
 * <p>What it says of a frame is said of {@link IntegerModel#populations}: layers, or the places of
 * a state space.
 *
 * <p>The arrays it returns are its own: they show the last frame, change with the next one, and
 * must not be written to.
 */
public final class IntegerNetwork {
  private final IntegerModel model;
  private final IntegerRun run;

  public IntegerNetwork(IntegerModel model) {
    this.model = model;
    run =
        model instanceof StateSpaceModel blocks
            ? new IntegerStateSpace(blocks)
            : new LayerNetwork((LayeredModel) model);
  }

  public IntegerModel model() {
    return model;
  }

  /** Back to the state before the first frame. */
  public void reset() {
    run.reset();
  }

  /** Takes one frame of C features, unsigned bytes. */
  public void step(byte[] features) {
    step(features, 0);
  }

  /** Takes one frame of C features, unsigned bytes from {@code offset}. */
  public void step(byte[] features, int offset) {
    run.step(features, offset);
  }

  /** The encoder's spikes, (4C) or (2C), each 0 or 1; empty with a direct encoder. */
  public byte[] encoderSpikes() {
    return run.encoderSpikes();
  }

  /**
   * The outputs of a population (from 0) at a step of the last frame, (N), each 0 to the largest of
   * its code: 0 or 1 where it fires spikes.
   */
  public byte[] spikes(int population, int step) {
    return run.spikes(population, step);
  }

  /** u, before the reset, of a population (from 0) at a step of the last frame, (N); of gates ẑ. */
  public int[] potentials(int population, int step) {
    return run.potentials(population, step);
  }

  /**
   * w of a population (from 0) at a step of the last frame, (N); empty for one without adaptation.
   */
  public int[] adaptations(int population, int step) {
    return run.adaptations(population, step);
  }

  /** The blocks of a state space; none where there are layers. */
  List<BlockState> blocks() {
    return run.blocks();
  }

  /**
   * The outputs of the last frame that the readout hears, summed over its steps, (N), each 0 to TS
   * times the largest of its code.
   */
  public byte[] merged() {
    return run.merged();
  }

  /** The outputs that the readout heard since the reset, summed over frames and steps, (N). */
  public int[] counts() {
    return run.counts();
  }

  /** The logits now, (K): of the last frame, or of all outputs since the reset. */
  public int[] logits() {
    return run.logits(run.counts());
  }

  /**
   * The logits of other counts, (K): of the last T frames of a stream, say.
   *
   * @param others the outputs that the readout hears, (N), summed over T frames and their steps; a
   *     frame-wise readout does not look at them
   */
  public int[] logits(int[] others) {
    return run.logits(others);
  }

  /** h', (R), as of the last call of {@link #logits}; empty with a frame-wise readout. */
  public int[] hidden() {
    return run.hidden();
  }
}
