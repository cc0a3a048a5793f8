package org.keyspike.simulator.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.SpikeMemory;
import org.keyspike.simulator.machine.StateRows;

/** The scans and group operations of a state space in one frame, on the timeline of the frame. */
final class StateSpaceCycleModel {
  /** Bits of a state. */
  private static final int STATE = 16;

  private static final int[] ALL_STEPS = {-1};

  private final StateSpaceModel model;
  private final StateSpaceSpec shape;
  private final NetworkCycleModel network;
  private final TraceActivations active;
  private final Trace trace;
  private final int t;
  private final FrameCycleModel frame;
  private final int lanes;
  private final int wordBits;
  private final int eventBits;
  private final int membraneWords;

  StateSpaceCycleModel(
      StateSpaceModel model,
      NetworkCycleModel network,
      TraceActivations active,
      int t,
      FrameCycleModel frame) {
    this.model = model;
    this.network = network;
    this.active = active;
    this.t = t;
    this.frame = frame;
    shape = model.shape();
    trace = active.trace();
    lanes = network.architecture().lanes();
    wordBits = network.architecture().spikeWordBits();
    eventBits = model.code().bits();
    membraneWords = model.code() instanceof OutputCode.Graded ? 0 : 1;
  }

  void run() {
    embed();
    for (int l = 0; l < model.blocks().size(); l++) {
      mapIn(l);
      states(l);
      mapOut(l);
    }
  }

  private void embed() {
    frame.enter(0, Phase.EMBED);
    MatrixCost map = network.weights()[0];
    List<FrameCycleModel.Scan> scans = frame.input();
    int most =
        model.stream().delays().map(d -> Arrays.stream(d.values()).max().orElse(0)).orElse(0);
    if (most > 0 && map.groups() > 1) {
      scans = frame.collected(model.channels(), most, scans);
    }
    for (int group = 0; group < map.groups(); group++) {
      frame.scan(map, group, scans);
      stream(map, group, membraneWords);
    }
  }

  /**
   * The end of a group of the stream, whose events go out.
   *
   * @param reads words of the membrane memory
   */
  private void stream(MatrixCost map, int group, int reads) {
    int count = map.count(group);
    frame.counter().add(Event.CODINGS, count);
    frame.group(
        1,
        1,
        words(1, reads),
        membranes(1 + membraneWords),
        eventBits * touched(group * lanes, count));
  }

  private void mapIn(int l) {
    frame.enter(l + 1, Phase.MAP_IN);
    MatrixCost map = network.weights()[1 + 2 * l];
    int n = model.blocks().get(l).channels();
    List<FrameCycleModel.Scan> scans = events(StateSpaceNames.PLACES * l);
    for (int group = 0; group < map.groups(); group++) {
      frame.scan(map, group, scans);
      int first = group * lanes;
      int end = first + map.count(group);
      int values = Math.max(0, Math.min(end, n) - first);
      int gates = Math.max(first, shape.gateRow(n));
      int shut = Math.max(gates, Math.min(end, shape.writeRow(n)));
      int writes = values == 0 ? 0 : eventBits * touched(first, values);
      writes +=
          shut == gates
              ? 0
              : shape.gateCode().bits() * touched(gates - shape.gateRow(n), shut - gates);
      frame.counter().add(Event.CODINGS, map.count(group));
      int membranes = values == 0 ? 0 : membraneWords;
      frame.group(1, 1, words(1, membranes), membranes(membranes), writes);
    }
  }

  private void states(int l) {
    frame.enter(l + 1, Phase.STATES);
    IntegerBlock block = model.blocks().get(l);
    for (int first = 0; first < shape.heads(); first += lanes) {
      frame.group(1, 1, membranes(1), membranes(1), 0);
    }
    int n = block.channels();
    StateRows rows = StateRows.of(shape, n, lanes);
    BlockActivity activity = new BlockActivity(l, n);
    for (int group = 0; group < rows.groups(); group++) {
      int count = rows.count(group);
      int words = touched(group * lanes, count);
      frame.reading(words * (eventBits + shape.gateCode().bits()), membranes(1));
      boolean stamped = false;
      for (int row = 0; row < rows.rows(group); row++) {
        stamped |= row(activity, rows.first(group, row), rows.count(group, row));
      }
      frame.counter().add(Event.CODINGS, count);
      frame.group(
          1,
          1,
          words(1, membraneWords),
          membranes((stamped ? 1 : 0) + membraneWords),
          eventBits * words);
    }
  }

  /** A row of states, if any of its channels is needed; returns whether it is written. */
  private boolean row(BlockActivity activity, int first, int count) {
    int needed = 0;
    int written = 0;
    long terms = 0;
    for (int c = first; c < first + count; c++) {
      needed += activity.written(c) || activity.opened(c) ? 1 : 0;
      written += activity.written(c) ? 1 : 0;
      terms += activity.terms(c);
    }
    if (needed > 0) {
      int bits = STATE * shape.states();
      frame.counter().add(Event.STATE_TERMS, terms);
      frame.row(Memory.MEMBRANE, bits * needed, bits * written);
    }
    return written > 0;
  }

  /** What the channels of a block did in the frame. */
  private final class BlockActivity {
    private final int channels;
    private final byte[] values;
    private final byte[] gates;
    private final StateTrace states;
    private final int written;
    private final int read;
    private final boolean lazy;

    BlockActivity(int l, int channels) {
      this.channels = channels;
      values = trace.spikes().get(StateSpaceNames.PLACES * l + 1);
      gates = trace.spikes().get(StateSpaceNames.PLACES * l + 2);
      states = trace.blocks().get(l);
      written = nonZeros(states.write());
      read = nonZeros(states.read());
      lazy = network.has(Mechanism.ZERO_SKIPPING);
    }

    private int nonZeros(byte[] powers) {
      int count = 0;
      for (int n = 0; n < shape.states(); n++) {
        count += powers[t * shape.states() + n] == 0 ? 0 : 1;
      }
      return count;
    }

    private boolean takes(int c) {
      int head = shape.head(c, channels);
      return values[t * channels + c] != 0 && states.steps()[t * shape.heads() + head] > 0;
    }

    private boolean open(int c) {
      return gates[t * channels + c] != 0;
    }

    boolean written(int c) {
      return !lazy || takes(c) || c == t % channels;
    }

    boolean opened(int c) {
      return !lazy || open(c);
    }

    long terms(int c) {
      return (takes(c) ? written : 0) + (open(c) ? read : 0);
    }
  }

  private void mapOut(int l) {
    frame.enter(l + 1, Phase.MAP_OUT);
    MatrixCost map = network.weights()[2 + 2 * l];
    List<FrameCycleModel.Scan> scans =
        events(StateSpaceNames.PLACES * l + StateSpaceNames.PLACES - 1);
    for (int group = 0; group < map.groups(); group++) {
      frame.scan(map, group, scans);
      stream(map, group, 1 + membraneWords);
    }
  }

  private List<FrameCycleModel.Scan> events(int population) {
    return frame.outputs(population, t, ALL_STEPS, Optional.empty());
  }

  private static EnumMap<Memory, Integer> membranes(int words) {
    return words == 0 ? FrameCycleModel.words() : FrameCycleModel.words(Memory.MEMBRANE, words);
  }

  private static EnumMap<Memory, Integer> words(int parameters, int membranes) {
    EnumMap<Memory, Integer> words = membranes(membranes);
    words.put(Memory.PARAMETER, parameters);
    return words;
  }

  private int touched(int first, int count) {
    return SpikeMemory.touched(first, count, wordBits);
  }
}
