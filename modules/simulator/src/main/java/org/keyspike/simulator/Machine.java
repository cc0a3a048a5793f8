package org.keyspike.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.Trace;

/**
 * The reference machine with an image in its memories. It computes from those memories only, frame
 * by frame, and counts what that costs by the rules of the package documentation. One instance
 * follows one stream; it is not thread-safe.
 */
public final class Machine {
  private final WeightImage image;
  private final Layout layout;
  private final Counter counter = new Counter();
  private final SpikeMemory spikes;
  private final EncoderUnit encoder;
  private final BitPlanes features;
  private final List<LayerUnit> layers = new ArrayList<>();
  private final ReadoutUnit readout;
  private final int[] encoderSpikes;
  private int parity;

  /**
   * Loads an image.
   *
   * @throws FitException if it was made for other lanes, or does not fit a memory
   */
  public Machine(WeightImage image, Architecture architecture) {
    this.image = image;
    layout = new Layout(image, architecture);
    int lanes = architecture.lanes();
    spikes =
        new SpikeMemory(architecture.spikeWordBits(), layout.need(Memory.SPIKE).depth(), counter);
    if (image.encoder() instanceof IntegerEncoder.Direct) {
      encoder = null;
      features = new BitPlanes(spikes, layout.inputSpikes(), image.features().bands());
    } else {
      encoder = new EncoderUnit(image.encoder(), lanes, spikes, layout.inputSpikes(), counter);
      features = null;
    }
    encoderSpikes = new int[] {layout.inputSpikes()};
    WeightMemory weights = new WeightMemory(image.matrices(), lanes, counter);
    int largestInputs =
        image.matrices().stream().mapToInt(PackedMatrix::columns).max().orElseThrow();
    ZeroSkipUnit zeroSkip = new ZeroSkipUnit(spikes, largestInputs, counter);
    Lanes adders = new Lanes(lanes, image.timeSteps(), weights, counter);
    for (int l = 0; l < image.layers().size(); l++) {
      LayerImage layer = image.layers().get(l);
      layers.add(
          new LayerUnit(
              layer,
              layout.layers().get(l),
              (1 << (image.membraneBits() - 1)) - 1,
              image.timeSteps(),
              lanes,
              spikes,
              zeroSkip,
              adders,
              counter));
    }
    readout = new ReadoutUnit(image.readout(), layout, lanes, spikes, zeroSkip, adders, counter);
  }

  /** Back to the state before the first frame. */
  public void reset() {
    spikes.clear();
    if (encoder != null) {
      encoder.clear();
    }
    layers.forEach(LayerUnit::clear);
    readout.clear();
    parity = 0;
  }

  /**
   * Takes one frame.
   *
   * @param frames unsigned bytes, of which C from {@code offset} are the frame
   * @param decide whether a keyword readout decides after it; a frame-wise one always answers
   * @return what the frame cost
   */
  public FrameCounts step(byte[] frames, int offset, boolean decide) {
    counter.clear();
    parity = 1 - parity;
    LayerUnit first = layers.get(0);
    if (encoder != null) {
      encoder.encode(frames, offset);
      first.run(encoderSpikes, parity);
    } else {
      features.write(0, frames, offset, image.features().bands());
      first.run(features, parity);
    }
    for (int l = 1; l < layers.size(); l++) {
      layers.get(l).run(spikesOf(l - 1), parity);
    }
    readout.run(spikesOf(layers.size() - 1));
    if (decide && image.readout() instanceof ReadoutImage.Keyword) {
      readout.decide();
    }
    return counter.frame();
  }

  /** The logits of the last frame, or of the last decision, (K). */
  public int[] logits() {
    return readout.logits().clone();
  }

  /**
   * Resets the machine and runs a clip; a keyword readout decides after the last frame.
   *
   * @param clip (T, C) unsigned bytes
   */
  public SimulationResult run(byte[] clip) {
    reset();
    int bands = image.features().bands();
    int frames = clip.length / bands;
    TraceRecorder recorder = new TraceRecorder(frames);
    List<FrameCounts> counts = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      counts.add(step(clip, t * bands, t == frames - 1));
      recorder.record(t);
    }
    return new SimulationResult(recorder.trace(), counts);
  }

  private int[] spikesOf(int layer) {
    return layers.get(layer).place().spikes()[parity];
  }

  /** Looks into the machine after every frame. */
  private final class TraceRecorder {
    private final int frames;
    private final int steps = image.timeSteps();
    private final int channels = encoder == null ? 0 : encoder.channels();
    private final boolean everyFrame = image.readout() instanceof ReadoutImage.FrameWise;
    private final byte[] inputSpikes;
    private final List<byte[]> layerSpikes = new ArrayList<>();
    private final List<short[]> potentials = new ArrayList<>();
    private final List<short[]> adaptations = new ArrayList<>();
    private int[] logits;

    TraceRecorder(int frames) {
      this.frames = frames;
      inputSpikes = new byte[frames * channels];
      for (LayerUnit layer : layers) {
        layerSpikes.add(new byte[frames * steps * layer.place().neurons()]);
        potentials.add(new short[frames * steps * layer.place().neurons()]);
        adaptations.add(new short[frames * steps * layer.adaptations(0).length]);
      }
      logits = everyFrame ? new int[frames * readout.logits().length] : readout.logits().clone();
    }

    void record(int t) {
      peek(encoderSpikes[0], inputSpikes, t * channels, channels);
      for (int l = 0; l < layers.size(); l++) {
        int n = layers.get(l).place().neurons();
        for (int k = 0; k < steps; k++) {
          int from = (t * steps + k) * n;
          peek(spikesOf(l)[k], layerSpikes.get(l), from, n);
          narrow(layers.get(l).potentials(k), potentials.get(l), from);
          narrow(layers.get(l).adaptations(k), adaptations.get(l), from);
        }
      }
      int[] now = readout.logits();
      if (everyFrame) {
        System.arraycopy(now, 0, logits, t * now.length, now.length);
      } else {
        logits = Arrays.copyOf(now, now.length);
      }
    }

    private static void narrow(int[] values, short[] into, int from) {
      for (int i = 0; i < values.length; i++) {
        into[from + i] = (short) values[i];
      }
    }

    private void peek(int region, byte[] into, int from, int count) {
      for (int i = 0; i < count; i++) {
        into[from + i] = (byte) (spikes.peek(region, i) ? 1 : 0);
      }
    }

    Trace trace() {
      return new Trace(
          frames,
          steps,
          readout.logits().length,
          inputSpikes,
          layerSpikes,
          potentials,
          adaptations,
          logits);
    }
  }
}
