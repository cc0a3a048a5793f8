package org.keyspike.simulator.machine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import org.keyspike.integer.IntegerCode;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;

/**
 * The program of a state space in a frame: the embedding begins the stream, each block scans its
 * events, moves its states and adds to the stream, and events are made of what that is at once.
 */
final class StateSpaceProgram {
  private static final int[] ONE_STEP = {0};

  private final MachineParts parts;
  private final Units units;
  private final StateSpaceUnits space;
  private final StateSpacePlace place;
  private final SpikeRegion input;
  private final ScanWriter scans;
  private final ToIntFunction<FrameStage> stages;
  private final Consumer<Instruction> program;

  /**
   * @param input where the encoder's spikes, or the features, are
   * @param stages the number of a stage
   * @param program takes instructions, those of scans too
   */
  StateSpaceProgram(
      MachineParts parts,
      Layout layout,
      ScanWriter scans,
      ToIntFunction<FrameStage> stages,
      Consumer<Instruction> program) {
    this.parts = parts;
    this.scans = scans;
    this.stages = stages;
    this.program = program;
    units = parts.units();
    space = parts.stateSpaceOrNull();
    place = layout.stateSpaceOrNull();
    input = layout.input();
  }

  void write() {
    embedding();
    for (int l = 0; l < space.blocks().size(); l++) {
      mapIn(l);
      states(l);
      mapOut(l);
    }
  }

  private void embedding() {
    int stage = stage(0, Phase.EMBED);
    boolean collected = place.dueOrNull() != null;
    if (collected) {
      program.accept(
          new CollectInstruction(
              stage,
              new ScanSource(input, ONE_STEP, 0, input.planes(), 0, place.delaysOrNull()),
              place.dueOrNull(),
              place.embedding().columns(),
              parts.input(),
              units.spikes(),
              units.port(Memory.SPIKE),
              units.counter()));
    }
    SpikeRegion region = collected ? place.dueOrNull() : input;
    EventUnit neurons = space.behind(-1);
    for (int group = 0; group < place.embedding().groups(); group++) {
      int at = group;
      scans.planes(
          rule(stage, place.embedding(), group, place.shift()),
          region,
          ONE_STEP,
          0,
          collected ? null : place.delaysOrNull());
      work(
          stage,
          group,
          List.of(units.words(Memory.PARAMETER, 1), neurons.words(0)),
          List.of(neurons.words(1)),
          step -> space.stream().add(at, false, space.embeddingBiases(), neurons));
    }
  }

  private void mapIn(int l) {
    BlockPlace at = place.blocks().get(l);
    BlockUnit block = space.blocks().get(l);
    int stage = stage(l + 1, Phase.MAP_IN);
    for (int group = 0; group < at.in().groups(); group++) {
      int here = group;
      events(rule(stage, at.in(), group, at.shiftIn()), block.stream());
      GroupOperation.Words membranes =
          units.words(
              Memory.MEMBRANE, block.rows().values(group) ? block.value().membraneWords() : 0);
      GroupOperation.Words after =
          units.words(
              Memory.MEMBRANE, block.rows().values(group) ? block.value().membraneWords() : 0);
      work(
          stage,
          group,
          List.of(units.words(Memory.PARAMETER, 1), membranes),
          List.of(after),
          step -> block.rows().update(here));
    }
  }

  private void states(int l) {
    BlockUnit block = space.blocks().get(l);
    StateUnit states = block.states();
    int stage = stage(l + 1, Phase.STATES);
    for (int group = 0; group < states.headGroups(); group++) {
      int at = group;
      work(
          stage,
          group,
          List.of(units.words(Memory.MEMBRANE, 1)),
          List.of(units.words(Memory.MEMBRANE, 1)),
          step -> states.advance(at));
    }
    for (int group = 0; group < states.rows().groups(); group++) {
      int at = group;
      work(
          stage,
          group,
          List.of(
              units.words(Memory.MEMBRANE, 1), units.words(Memory.SPIKE, states.spikeWords(group))),
          List.of(),
          step -> states.choose(at));
      for (int row = 0; row < states.rows().rows(group); row++) {
        program.accept(new RowInstruction(stage, units, states, group, row));
      }
      program.accept(new StampInstruction(stage, units, block, group));
    }
  }

  private void mapOut(int l) {
    BlockPlace at = place.blocks().get(l);
    int stage = stage(l + 1, Phase.MAP_OUT);
    EventUnit neurons = space.behind(l);
    for (int group = 0; group < at.out().groups(); group++) {
      int here = group;
      events(rule(stage, at.out(), group, at.shiftOut()), space.blocks().get(l).output());
      work(
          stage,
          group,
          List.of(units.words(Memory.PARAMETER, 1), neurons.words(1)),
          List.of(neurons.words(1)),
          step -> space.stream().add(here, true, space.outBiases().get(l), neurons));
    }
  }

  private void events(ScanWriter.Rule rule, EventUnit from) {
    IntegerCode code = from.code();
    scans.outputs(rule, code, from.outputs(), ONE_STEP, 0, null);
  }

  private static ScanWriter.Rule rule(int stage, MatrixPlace matrix, int group, int shift) {
    return new ScanWriter.Rule(stage, matrix, group, shift, Scan.Spikes.MERGED, true, null);
  }

  private int stage(int layer, Phase phase) {
    return stages.applyAsInt(new FrameStage(layer, phase));
  }

  private void work(
      int stage,
      int group,
      List<GroupOperation.Words> reads,
      List<GroupOperation.Words> writes,
      IntUnaryOperator compute) {
    program.accept(new GroupOperation(stage, group, units, 1, 1, reads, writes, null, compute));
  }
}
