package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;

/**
 * A recorder that looks into the machine after every frame, at the bands and neurons that the image
 * has.
 */
final class TraceRecorder {
  private final MachineParts parts;
  private final SpikeRegion inputRegion;
  private final SpikePlaces channels;
  private final int channelCount;
  private final List<int[]> neurons;
  private final List<SpikePlaces> spikes = new ArrayList<>();
  private final int frames;
  private final int steps;
  private final boolean everyFrame;
  private final byte[] inputSpikes;
  private final List<byte[]> layerSpikes = new ArrayList<>();
  private final List<short[]> potentials = new ArrayList<>();
  private final List<short[]> adaptations = new ArrayList<>();
  private final List<StateTrace> blocks = new ArrayList<>();
  private int[] logits;

  /**
   * Starts with no frame recorded.
   *
   * @param channels of the encoder that are looked at
   * @param neurons of each population, likewise
   */
  TraceRecorder(
      MachineParts parts,
      SpikeRegion inputRegion,
      int[] channels,
      List<int[]> neurons,
      int frames) {
    this.parts = parts;
    this.inputRegion = inputRegion;
    int wordBits = parts.units().spikes().wordBits();
    this.channels = new SpikePlaces(channels, wordBits);
    channelCount = channels.length;
    this.neurons = neurons;
    this.frames = frames;
    steps = parts.image().timeSteps();
    everyFrame = parts.image().readout() instanceof ReadoutImage.FrameWise;
    inputSpikes = new byte[frames * channels.length];
    for (int l = 0; l < neurons.size(); l++) {
      int n = neurons.get(l).length;
      spikes.add(new SpikePlaces(neurons.get(l), wordBits));
      layerSpikes.add(new byte[frames * steps * n]);
      potentials.add(new short[frames * steps * n]);
      adaptations.add(new short[parts.populations().get(l).adaptive() ? frames * steps * n : 0]);
    }
    if (parts.stateSpaceOrNull() != null) {
      parts.stateSpaceOrNull().blocks().forEach(block -> blocks.add(block.states().trace(frames)));
    }
    int[] now = parts.readout().logits();
    logits = everyFrame ? new int[frames * now.length] : now.clone();
  }

  void record(int t) {
    SpikeMemory memory = parts.units().spikes();
    long frame = parts.input().frame();
    int input = inputRegion.address(inputRegion.slot(frame), 0, 0);
    List<RecordedPopulation> populations = parts.populations();
    channels.copy(memory, input, inputSpikes, t * channelCount);
    for (int l = 0; l < neurons.size(); l++) {
      RecordedPopulation layer = populations.get(l);
      int[] seen = neurons.get(l);
      for (int k = 0; k < steps; k++) {
        int from = (t * steps + k) * seen.length;
        SpikeRegion region = layer.outputs();
        int address = region.address(region.slot(frame), k, 0);
        if (region.planes() == 1) {
          spikes.get(l).copy(memory, address, layerSpikes.get(l), from);
        } else {
          spikes
              .get(l)
              .copyPlanes(
                  memory, address, region.planes(), region.words(), layerSpikes.get(l), from);
          outputs(layer.code(), layerSpikes.get(l), from, seen.length);
        }
        narrow(layer.potentials(k), seen, potentials.get(l), from);
        if (layer.adaptive()) {
          narrow(layer.adaptations(k), seen, adaptations.get(l), from);
        }
      }
    }
    for (int b = 0; b < blocks.size(); b++) {
      parts.stateSpaceOrNull().blocks().get(b).states().record(blocks.get(b), t);
    }
    int[] now = parts.readout().logits();
    if (everyFrame) {
      System.arraycopy(now, 0, logits, t * now.length, now.length);
    } else {
      logits = Arrays.copyOf(now, now.length);
    }
  }

  /** From numbers as they are stored to outputs. */
  private static void outputs(IntegerCode code, byte[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = (byte) StoredOutputs.output(code, values[i]);
    }
  }

  private static void narrow(int[] values, int[] seen, short[] into, int from) {
    for (int i = 0; i < seen.length; i++) {
      into[from + i] = (short) values[seen[i]];
    }
  }

  Trace trace() {
    return new Trace(
        frames,
        steps,
        parts.readout().logits().length,
        inputSpikes,
        layerSpikes,
        potentials,
        adaptations,
        logits,
        blocks);
  }
}
