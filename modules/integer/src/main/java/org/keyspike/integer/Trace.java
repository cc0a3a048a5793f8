package org.keyspike.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that a network said over one clip, in the order in which it happened: what two
 * computations of the same network are compared by. The arrays are shared, not copied, and must not
 * be written to; traces are equal if their contents are.
 *
 * @param frames T
 * @param timeSteps TS
 * @param classes K
 * @param encoderSpikes (T, 4C) or (T, 2C), each 0 or 1; empty with a direct encoder
 * @param spikes outputs of every population, (T, TS, N), each 0 to the largest of its code
 * @param potentials u of every population, (T, TS, N), in units of its membrane, ẑ of gates; empty
 *     where nobody recorded them
 * @param adaptations w of every population, (T, TS, N), in units of its membrane, or (0) for one
 *     without adaptation; empty where nobody recorded them
 * @param logits (K) after the last frame, or (T, K) frame-wise
 * @param blocks states of every block of a state space; empty where there are layers, and where
 *     nobody recorded them
 */
public record Trace(
    int frames,
    int timeSteps,
    int classes,
    byte[] encoderSpikes,
    List<byte[]> spikes,
    List<short[]> potentials,
    List<short[]> adaptations,
    int[] logits,
    List<StateTrace> blocks) {

  public Trace {
    spikes = List.copyOf(spikes);
    potentials = List.copyOf(potentials);
    adaptations = List.copyOf(adaptations);
    blocks = List.copyOf(blocks);
  }

  /** Of a network without a state space, or whose states nobody recorded. */
  public Trace(
      int frames,
      int timeSteps,
      int classes,
      byte[] encoderSpikes,
      List<byte[]> spikes,
      List<short[]> potentials,
      List<short[]> adaptations,
      int[] logits) {
    this(
        frames,
        timeSteps,
        classes,
        encoderSpikes,
        spikes,
        potentials,
        adaptations,
        logits,
        List.of());
  }

  /**
   * Resets a network and runs it over a clip.
   *
   * @param features (T, C) unsigned bytes
   */
  public static Trace of(IntegerNetwork network, byte[] features) {
    IntegerModel model = network.model();
    int bands = model.features().bands();
    int steps = model.timeSteps();
    int frames = features.length / bands;
    int classes = model.readout().classes();
    boolean everyFrame = model.readout() instanceof IntegerReadout.FrameWise;
    int channels = network.encoderSpikes().length;
    byte[] encoder = new byte[frames * channels];
    int[] logits = new int[everyFrame ? frames * classes : classes];
    List<byte[]> spikes = new ArrayList<>();
    List<short[]> potentials = new ArrayList<>();
    List<short[]> adaptations = new ArrayList<>();
    List<IntegerPopulation> populations = model.populations();
    for (IntegerPopulation population : populations) {
      spikes.add(new byte[frames * steps * population.neurons()]);
      potentials.add(new short[frames * steps * population.neurons()]);
      int adaptive = population.adaptive() ? population.neurons() : 0;
      adaptations.add(new short[frames * steps * adaptive]);
    }
    List<StateTrace> blocks =
        network.blocks().stream().map(block -> StateTrace.of(block, frames)).toList();
    network.reset();
    for (int t = 0; t < frames; t++) {
      network.step(features, t * bands);
      System.arraycopy(network.encoderSpikes(), 0, encoder, t * channels, channels);
      for (int l = 0; l < spikes.size(); l++) {
        int n = populations.get(l).neurons();
        for (int k = 0; k < steps; k++) {
          int from = (t * steps + k) * n;
          System.arraycopy(network.spikes(l, k), 0, spikes.get(l), from, n);
          narrow(network.potentials(l, k), potentials.get(l), from);
          narrow(network.adaptations(l, k), adaptations.get(l), from);
        }
      }
      for (int b = 0; b < blocks.size(); b++) {
        blocks.get(b).put(network.blocks().get(b), t);
      }
      if (everyFrame) {
        System.arraycopy(network.logits(), 0, logits, t * classes, classes);
      }
    }
    if (!everyFrame) {
      System.arraycopy(network.logits(), 0, logits, 0, classes);
    }
    return new Trace(
        frames, steps, classes, encoder, spikes, potentials, adaptations, logits, blocks);
  }

  private static void narrow(int[] values, short[] into, int from) {
    for (int i = 0; i < values.length; i++) {
      into[from + i] = (short) values[i];
    }
  }

  /** N of a population (from 0). */
  public int neurons(int population) {
    return frames == 0 ? 0 : spikes.get(population).length / (frames * timeSteps);
  }

  /** Whether there are logits of every frame, not of the clip alone. */
  public boolean frameWise() {
    return logits.length == frames * classes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trace that
        && frames == that.frames
        && timeSteps == that.timeSteps
        && classes == that.classes
        && Arrays.equals(encoderSpikes, that.encoderSpikes)
        && Arrays.deepEquals(spikes.toArray(), that.spikes.toArray())
        && Arrays.deepEquals(potentials.toArray(), that.potentials.toArray())
        && Arrays.deepEquals(adaptations.toArray(), that.adaptations.toArray())
        && Arrays.equals(logits, that.logits)
        && blocks.equals(that.blocks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(logits);
  }

  @Override
  public String toString() {
    return "Trace[" + frames + " frames, " + spikes.size() + " layers]";
  }
}
