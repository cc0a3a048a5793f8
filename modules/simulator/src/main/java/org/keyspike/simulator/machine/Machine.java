package org.keyspike.simulator.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.trace.CycleSink;

/**
 * A machine with an image in its memories, stepped cycle by cycle. It computes from those memories
 * and the features of the frame at hand, and counts what happens; sizes, addresses and shifts are
 * in its program. One instance follows one stream; it is not thread-safe.
 */
public final class Machine {
  private final MachineParts parts;
  private final Layout layout;
  private final Program program;
  private final Controller controller;
  private final Counter counter;
  private final List<int[]> places;
  private final int[] channels;
  private final int bands;
  private final byte[] restoredFeatures;
  private final Architecture architecture;
  private MemoryFault faultOrNull;
  private boolean struck;
  private int done;

  /**
   * Loads an image.
   *
   * @throws FitException if it was made for other lanes, or does not fit a memory
   */
  public Machine(WeightImage image, Architecture architecture) {
    this.architecture = architecture;
    WeightImage loaded = Loader.load(image, architecture);
    boolean restored = loaded.kept().size() < image.kept().size();
    bands = image.features().bands();
    places = UnprunedImage.places(restored ? image : image.withKept(List.of()));
    layout = new Layout(loaded, architecture);
    counter = new Counter(Program.stages(loaded));
    parts = parts(loaded, architecture);
    program = new Program(architecture, parts, layout);
    controller = new Controller(counter, parts.units().lanes());
    restoredFeatures = restored ? new byte[loaded.features().bands()] : null;
    channels = channels(loaded.features().bands());
  }

  private int[] channels(int stride) {
    int kinds = parts.encoderOrNull() == null ? 0 : parts.encoderOrNull().channels() / stride;
    int[] seen = places.get(0);
    return IntStream.range(0, kinds * bands)
        .map(c -> c / bands * stride + seen[c % bands])
        .toArray();
  }

  private MachineParts parts(WeightImage image, Architecture architecture) {
    int lanes = architecture.lanes();
    int steps = architecture.has(Mechanism.PARALLEL_STEPS) ? image.timeSteps() : 1;
    Map<Memory, MemoryPort> ports = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      ports.put(memory, new MemoryPort(memory, architecture.memories().get(memory), counter));
    }
    Memories memories =
        new Memories(
            new SpikeMemory(architecture.spikeWordBits(), layout.words(Memory.SPIKE)),
            new WeightMemory(image.matrices(), lanes, layout.weightWords()),
            shared(Memory.ENCODER, lanes),
            shared(Memory.PARAMETER, lanes),
            shared(Memory.MEMBRANE, lanes),
            shared(Memory.SUM, lanes));
    ParameterLoader.load(image, layout, memories.parameters());
    DelayLoader.load(image, layout, memories.spikes());
    Lanes adders = new Lanes(lanes, steps, architecture.memories().get(Memory.WEIGHT).latency());
    ZeroSkipUnit zeroSkip =
        new ZeroSkipUnit(
            architecture,
            image.timeSteps(),
            memories.spikes(),
            memories.weights(),
            adders,
            ports.get(Memory.SPIKE),
            ports.get(Memory.WEIGHT),
            counter);
    Units units = new Units(memories, adders, zeroSkip, counter, ports, layout.bits(), lanes);
    FrameInput input = new FrameInput();
    List<NeuronUnit> layers = new ArrayList<>();
    for (int l = 0; l < layout.layers().size(); l++) {
      layers.add(
          new NeuronUnit(
              layout.layers().get(l),
              image.layers().get(l).adaptation().isPresent(),
              units,
              (1 << image.membraneBits() - 1) - 1,
              image.timeSteps()));
    }
    return new MachineParts(
        image,
        units,
        input,
        image.encoder() instanceof IntegerEncoder.Direct
            ? null
            : new EncoderUnit(image, units, layout),
        layers,
        image
            .stateSpace()
            .map(
                space ->
                    StateSpaceUnits.of(
                        space, layout.stateSpaceOrNull(), units, input, architecture))
            .orElse(null),
        new ReadoutUnit(image.readout(), units, layout));
  }

  private LaneMemory shared(Memory memory, int lanes) {
    return new LaneMemory(layout.words(memory), lanes, layout.bits().of(memory) / lanes);
  }

  /**
   * Resets the machine and runs a clip to the end of a window of frames, whose cycles it shows.
   *
   * @param clip (T, C) unsigned bytes
   * @param firstFrame of the window, from 0
   * @param lastFrame of the window, at least the first, less than T
   * @throws IOException from the sink
   */
  public void trace(byte[] clip, int firstFrame, int lastFrame, CycleSink sink) throws IOException {
    reset();
    CycleObserver observer =
        new CycleObserver(
            parts.units().zeroSkip(),
            counter,
            Program.stages(parts.image()),
            firstFrame,
            lastFrame,
            sink);
    controller.observe(observer);
    try {
      for (int t = 0; t <= lastFrame; t++) {
        observer.frame(t);
        step(clip, t * bands, (t + 1) * bands == clip.length);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      controller.observe(null);
    }
  }

  public Layout layout() {
    return layout;
  }

  /** Weight words: a look from outside. */
  public WeightMemory weights() {
    return parts.units().memories().weights();
  }

  /** Spikes and bit planes: a look from outside. */
  public SpikeMemory spikes() {
    return parts.units().memories().spikes();
  }

  /** A memory whose words the lanes share: a look from outside. */
  public LaneMemory shared(Memory memory) {
    return parts.units().memories().shared(memory);
  }

  /** As the machine was described. */
  public Architecture architecture() {
    return architecture;
  }

  /** The number of the coming frame, by which outputs have their slots: 1 for the first. */
  public long comingFrame() {
    return parts.input().frame() + 1;
  }

  /**
   * Lets a bit flip: at once, and for good, in the weight and the parameter memory; elsewhere in
   * every run of a clip before the frame that the fault names. A machine has one fault at most.
   */
  public void inject(MemoryFault fault) {
    if (fault.lasting()) {
      strike(fault);
    } else {
      faultOrNull = fault;
    }
  }

  private void strike(MemoryFault fault) {
    parts.units().memories().flip(fault.memory(), fault.address(), fault.bit());
  }

  /**
   * Resets the machine and runs a clip up to a frame, of which it is about to read the features.
   *
   * @param clip (T, C) unsigned bytes
   * @param frame from 0 to T
   */
  public void runTo(byte[] clip, int frame) {
    reset();
    for (int t = 0; t < frame; t++) {
      step(clip, t * bands, false);
    }
    strikeIfDue();
  }

  private void strikeIfDue() {
    if (faultOrNull != null && !struck && faultOrNull.beforeFrame() == done) {
      strike(faultOrNull);
      struck = true;
    }
  }

  /** Back to the state before the first frame. */
  public void reset() {
    parts.units().memories().clear();
    parts.readout().clear();
    parts.input().reset();
    done = 0;
    struck = false;
  }

  /**
   * Takes one frame.
   *
   * @param frames unsigned bytes, of which C from {@code offset} are the frame
   * @param decide whether a keyword readout decides after it; a frame-wise one always answers
   * @return what the frame cost
   */
  public FrameCounts step(byte[] frames, int offset, boolean decide) {
    strikeIfDue();
    done++;
    counter.clear();
    if (restoredFeatures == null) {
      parts.input().next(frames, offset);
    } else {
      for (int c = 0; c < bands; c++) {
        restoredFeatures[places.get(0)[c]] = frames[offset + c];
      }
      parts.input().next(restoredFeatures, 0);
    }
    controller.run(program.frame());
    if (decide && parts.image().readout() instanceof ReadoutImage.Keyword) {
      controller.run(program.decision());
    }
    return counter.frame();
  }

  /** The logits of the last frame, or of the last decision, (K). */
  public int[] logits() {
    return parts.readout().logits().clone();
  }

  /**
   * Resets the machine and runs a clip; a keyword readout decides after the last frame.
   *
   * @param clip (T, C) unsigned bytes
   */
  public SimulationResult run(byte[] clip) {
    reset();
    int frames = clip.length / bands;
    TraceRecorder recorder =
        new TraceRecorder(
            parts, layout.input(), channels, places.subList(1, places.size()), frames);
    List<FrameCounts> counts = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      counts.add(step(clip, t * bands, t == frames - 1));
      recorder.record(t);
    }
    return new SimulationResult(recorder.trace(), counts);
  }
}
