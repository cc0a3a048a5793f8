package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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

  /** What all steps have in common is in the region of the first. */
  private static final int[] ONE_REGION = {0};

  private final Architecture architecture;
  private final MachineParts parts;
  private final Layout layout;
  private final Units units;
  private final List<FrameStage> stages;
  private final int timeSteps;
  private final boolean parallel;
  private final ScanWriter scans;
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
    scans =
        new ScanWriter(units.zeroSkip(), parts.input(), instruction -> program.add(instruction));
    input();
    if (parts.stateSpaceOrNull() != null) {
      new StateSpaceProgram(
              parts, layout, scans, stages::indexOf, instruction -> program.add(instruction))
          .write();
    }
    for (int l = 0; l < layout.layers().size(); l++) {
      for (int pass = 0; pass < (parallel ? 1 : timeSteps); pass++) {
        collect(l, pass);
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
    int layers = image.backbone().sizes().size();
    boolean blocks = image.stateSpace().isPresent();
    if (blocks) {
      stages.add(new FrameStage(0, Phase.EMBED));
    }
    for (int l = 1; blocks && l <= layers; l++) {
      stages.add(new FrameStage(l, Phase.MAP_IN));
      stages.add(new FrameStage(l, Phase.STATES));
      stages.add(new FrameStage(l, Phase.MAP_OUT));
    }
    for (int l = 1; !blocks && l <= layers; l++) {
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
                      layout.input().address(layout.input().slot(input.frame()), 0, 0),
                      bands,
                      0,
                      input.features(),
                      input.offset(),
                      bands,
                      Layout.PLANES));
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
          step ->
              parts.encoderOrNull().encode(input.features(), input.offset(), group, input.frame()));
    }
  }

  private void feedForward(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    int stage = stage(l + 1, Phase.FEED_FORWARD);
    Scan.Spikes same = parallel ? Scan.Spikes.IN_ALL_STEPS : Scan.Spikes.MERGED;
    ScanWriter.Rule rule =
        new ScanWriter.Rule(
            stage,
            place.weight(),
            group,
            place.shiftWeight(),
            l == 0 ? same : inSteps(),
            true,
            null);
    boolean collected = place.dueOrNull() != null;
    DelayPlace delays = collected ? null : place.delaysOrNull();
    if (l == 0) {
      SpikeRegion region = collected ? place.dueOrNull() : layout.input();
      scans.planes(rule, region, ONE_REGION, 0, delays);
    } else {
      LayerPlace below = layout.layers().get(l - 1);
      SpikeRegion region = collected ? place.dueOrNull() : below.outputs();
      scans.outputs(rule, below.code(), region, steps(pass), 0, delays);
    }
  }

  /** Inputs that come late and that several groups scan are put together once. */
  private void collect(int l, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.dueOrNull() == null) {
      return;
    }
    SpikeRegion region = l == 0 ? layout.input() : layout.layers().get(l - 1).outputs();
    int[] steps = l == 0 ? ONE_REGION : steps(pass);
    program.add(
        new CollectInstruction(
            stage(l + 1, Phase.FEED_FORWARD),
            new ScanSource(region, steps, 0, region.planes(), 0, place.delaysOrNull()),
            place.dueOrNull(),
            place.weight().columns(),
            parts.input(),
            units.spikes(),
            units.port(Memory.SPIKE),
            units.counter()));
  }

  private void recurrent(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.recurrent() != null) {
      int stage = stage(l + 1, Phase.RECURRENT);
      ScanWriter.Rule rule =
          new ScanWriter.Rule(
              stage, place.recurrent(), group, place.shiftRecurrent(), inSteps(), false, null);
      scans.outputs(rule, place.code(), place.outputs(), steps(pass), 1, null);
    }
  }

  private void update(int l, int group, int pass) {
    NeuronUnit neurons = parts.layers().get(l);
    FrameInput input = parts.input();
    int words = neurons.adaptive() ? 2 : 1;
    IntUnaryOperator compute =
        step ->
            neurons.update(
                group, parallel ? step : pass, input.frame(), units.lanes().accumulator(step));
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
    int stage = stage(blocks() + 1, Phase.READOUT);
    RecordedPopulation last = parts.populations().get(parts.populations().size() - 1);
    int passes = architecture.has(Mechanism.MERGED_SPIKES) ? 1 : timeSteps;
    for (int group = 0; group < map.groups(); group++) {
      int at = group;
      Prefetch prefetch = prefetch(keyword() ? Memory.SUM : Memory.PARAMETER);
      for (int pass = 0; pass < passes; pass++) {
        int[] steps = passes == 1 ? all() : new int[] {pass};
        Prefetch here = pass == 0 ? prefetch : null;
        ScanWriter.Rule rule = merged(stage, map, group, pass == 0, here);
        scans.outputs(rule, last.code(), last.outputs(), steps, 0, null);
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
    int stage = stage(blocks() + 1, Phase.DECISION);
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
      scans.planes(merged(stage, map, group, true, prefetch), hidden(map), ONE_REGION, 0, null);
      work(stage, at, List.of(), List.of(), prefetch, step -> parts.readout().answer(1, at));
    }
  }

  /** Layers, or blocks of a state space. */
  private int blocks() {
    return parts.image().backbone().sizes().size();
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

  /** The steps that are scanned together: all, or one of them. */
  private int[] steps(int pass) {
    return parallel ? all() : new int[] {pass};
  }

  private int[] all() {
    return IntStream.range(0, timeSteps).toArray();
  }

  /** The planes of the readout's hidden layer. */
  private SpikeRegion hidden(MatrixPlace map) {
    int words = units.spikes().wordsOf(map.columns());
    return new SpikeRegion(layout.hiddenPlanes(), 1, 1, Layout.PLANES, words);
  }

  private static ScanWriter.Rule merged(
      int stage, MatrixPlace map, int group, boolean first, Prefetch prefetch) {
    return new ScanWriter.Rule(stage, map, group, 0, Scan.Spikes.MERGED, first, prefetch);
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
