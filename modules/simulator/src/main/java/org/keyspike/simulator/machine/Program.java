package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;

/**
 * The program of the controller: what the units do in a frame, and for a decision, in order.
 * Written once, when an image is loaded.
 */
public final class Program {
  private static final int ADAPTIVE_CYCLES = 3;

  private final Architecture architecture;
  private final MachineParts parts;
  private final Layout layout;
  private final Units units;
  private final List<FrameStage> stages;
  private final int timeSteps;
  private final boolean parallel;
  private List<Instruction> program = new ArrayList<>();
  private final List<Instruction> frame;
  private final List<Instruction> decision;

  Program(Architecture architecture, MachineParts parts, Layout layout) {
    this.architecture = architecture;
    this.parts = parts;
    this.layout = layout;
    units = parts.units();
    stages = stages(parts.image());
    timeSteps = parts.image().timeSteps();
    parallel = architecture.has(Mechanism.PARALLEL_STEPS);
    input();
    for (int l = 0; l < layout.layers().size(); l++) {
      for (int pass = 0; pass < (parallel ? 1 : timeSteps); pass++) {
        for (int group = 0; group < layout.layers().get(l).groups(); group++) {
          feedForward(l, group, pass);
          recurrent(l, group, pass);
          update(l, group, pass);
        }
      }
    }
    readout();
    frame = program;
    program = new ArrayList<>();
    if (keyword()) {
      decide();
    }
    decision = program;
  }

  /** The stages of an image's frames, in order. */
  public static List<FrameStage> stages(WeightImage image) {
    List<FrameStage> stages = new ArrayList<>();
    stages.add(new FrameStage(0, Phase.ENCODE));
    int layers = image.layers().size();
    for (int l = 1; l <= layers; l++) {
      stages.add(new FrameStage(l, Phase.FEED_FORWARD));
      if (image.layers().get(l - 1).recurrent().isPresent()) {
        stages.add(new FrameStage(l, Phase.RECURRENT));
      }
      stages.add(new FrameStage(l, Phase.UPDATE));
    }
    stages.add(new FrameStage(layers + 1, Phase.READOUT));
    if (image.readout() instanceof ReadoutImage.Keyword) {
      stages.add(new FrameStage(layers + 1, Phase.DECISION));
    }
    return stages;
  }

  List<Instruction> frame() {
    return frame;
  }

  /** After a frame's program; empty where every frame is answered. */
  List<Instruction> decision() {
    return decision;
  }

  private void input() {
    int bands = parts.image().features().bands();
    FrameInput input = parts.input();
    if (parts.encoderOrNull() == null) {
      work(
          stage(0, Phase.ENCODE),
          0,
          List.of(),
          List.of(),
          null,
          step ->
              units
                  .spikes()
                  .putPlanes(
                      layout.inputSpikes(), bands, 0, input.features(), input.offset(), bands));
      return;
    }
    for (int first = 0; first < bands; first += units.laneCount()) {
      int group = first / units.laneCount();
      work(
          stage(0, Phase.ENCODE),
          group,
          List.of(units.words(Memory.ENCODER, 1), units.words(Memory.PARAMETER, 1)),
          List.of(units.words(Memory.ENCODER, 1)),
          null,
          step -> parts.encoderOrNull().encode(input.features(), input.offset(), group));
    }
  }

  private void feedForward(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    int stage = stage(l + 1, Phase.FEED_FORWARD);
    Scan.Spikes same = parallel ? Scan.Spikes.IN_ALL_STEPS : Scan.Spikes.MERGED;
    if (l > 0) {
      int[][] below = layout.layers().get(l - 1).spikes();
      scan(stage, place.weight(), group, steps(below, pass), inSteps(), place.shiftWeight(), true);
    } else if (parts.encoderOrNull() != null) {
      int[][] input = region(layout.inputSpikes());
      scan(stage, place.weight(), group, input, same, place.shiftWeight(), true);
    } else {
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        int[][] plane = plane(layout.inputSpikes(), place.weight(), bit);
        scan(stage, place.weight(), group, plane, same, place.shiftWeight() + bit, bit == 0);
      }
    }
  }

  private void recurrent(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.recurrent() != null) {
      int[][] before = {place.spikes()[1], place.spikes()[0]};
      scan(
          stage(l + 1, Phase.RECURRENT),
          place.recurrent(),
          group,
          steps(before, pass),
          inSteps(),
          place.shiftRecurrent(),
          false);
    }
  }

  private void update(int l, int group, int pass) {
    NeuronUnit neurons = parts.layers().get(l);
    FrameInput input = parts.input();
    int words = neurons.adaptive() ? 2 : 1;
    IntUnaryOperator compute =
        step ->
            neurons.update(
                group, parallel ? step : pass, input.parity(), units.lanes().accumulator(step));
    program.add(
        new GroupOperation(
            stage(l + 1, Phase.UPDATE),
            group,
            units,
            parallel ? timeSteps : 1,
            neurons.adaptive() ? ADAPTIVE_CYCLES : 1,
            List.of(units.words(Memory.PARAMETER, words), units.words(Memory.MEMBRANE, words)),
            List.of(units.words(Memory.MEMBRANE, words)),
            null,
            compute));
  }

  private void readout() {
    MatrixPlace map = layout.readout(0);
    int stage = stage(layout.layers().size() + 1, Phase.READOUT);
    int[][] last = layout.layers().get(layout.layers().size() - 1).spikes();
    int scans = architecture.has(Mechanism.MERGED_SPIKES) ? 1 : timeSteps;
    for (int group = 0; group < map.groups(); group++) {
      int at = group;
      Prefetch prefetch = prefetch(keyword() ? Memory.SUM : Memory.PARAMETER);
      for (int pass = 0; pass < scans; pass++) {
        int[][] regions = scans == 1 ? last : new int[][] {{last[0][pass]}, {last[1][pass]}};
        Prefetch here = pass == 0 ? prefetch : null;
        add(new Scan(stage, map, group, regions, Scan.Spikes.MERGED, 0, pass == 0, here));
      }
      if (keyword()) {
        work(
            stage,
            at,
            List.of(),
            List.of(units.words(Memory.SUM, 1)),
            prefetch,
            step -> parts.readout().accumulate(at));
      } else {
        work(stage, at, List.of(), List.of(), prefetch, step -> parts.readout().answer(0, at));
      }
    }
  }

  private void decide() {
    int stage = stage(layout.layers().size() + 1, Phase.DECISION);
    for (int group = 0; group < layout.readout(0).groups(); group++) {
      int at = group;
      work(
          stage,
          at,
          List.of(units.words(Memory.SUM, 1), units.words(Memory.PARAMETER, 1)),
          List.of(),
          null,
          step -> parts.readout().round(at));
    }
    MatrixPlace map = layout.readout(1);
    for (int group = 0; group < map.groups(); group++) {
      int at = group;
      Prefetch prefetch = prefetch(Memory.PARAMETER);
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        int[][] plane = plane(layout.hiddenPlanes(), map, bit);
        Prefetch here = bit == 0 ? prefetch : null;
        add(new Scan(stage, map, group, plane, Scan.Spikes.MERGED, bit, bit == 0, here));
      }
      work(stage, at, List.of(), List.of(), prefetch, step -> parts.readout().answer(1, at));
    }
  }

  private boolean keyword() {
    return parts.image().readout() instanceof ReadoutImage.Keyword;
  }

  private Scan.Spikes inSteps() {
    return parallel ? Scan.Spikes.IN_STEPS : Scan.Spikes.MERGED;
  }

  private Prefetch prefetch(Memory memory) {
    return new Prefetch(units.port(memory), units.bits().of(memory));
  }

  private int stage(int layer, Phase phase) {
    return stages.indexOf(new FrameStage(layer, phase));
  }

  /** The regions of all steps together, or of one of them. */
  private int[][] steps(int[][] regions, int pass) {
    return parallel ? regions : new int[][] {{regions[0][pass]}, {regions[1][pass]}};
  }

  private static int[][] region(int base) {
    return new int[][] {{base}, {base}};
  }

  private int[][] plane(int base, MatrixPlace matrix, int bit) {
    return region(base + bit * units.spikes().wordsOf(matrix.columns()));
  }

  private void scan(
      int stage,
      MatrixPlace matrix,
      int group,
      int[][] regions,
      Scan.Spikes spikes,
      int shift,
      boolean first) {
    add(new Scan(stage, matrix, group, regions, spikes, shift, first, null));
  }

  private void add(Scan scan) {
    program.add(new ScanInstruction(scan, units.zeroSkip(), parts.input()));
  }

  private void work(
      int stage,
      int group,
      List<GroupOperation.Words> reads,
      List<GroupOperation.Words> writes,
      Prefetch prefetch,
      IntUnaryOperator compute) {
    program.add(new GroupOperation(stage, group, units, 1, 1, reads, writes, prefetch, compute));
  }
}
