package org.keyspike.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.machine.DelayPlace;
import org.keyspike.simulator.machine.LayerPlace;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.MatrixPlace;
import org.keyspike.simulator.machine.SpikeRegion;

/**
 * The program of a machine in Verilog: the instructions of the simulator's {@link
 * org.keyspike.simulator.machine.Program}, in its order, each with the addresses, sizes and shifts
 * that the simulator works out. The decision of a keyword readout follows the frame.
 */
final class MachineProgram {
  private static final int[] ONE_REGION = {0};

  private final WeightImage image;
  private final Architecture architecture;
  private final Layout layout;
  private final WeightRows weightRows;
  private final Rings rings;
  private final ScanWriter scans;
  private final int lanes;
  private final int wordBits;
  private final int timeSteps;
  private final boolean parallel;
  private final boolean keyword;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<GroupLoop> loops = new ArrayList<>();

  MachineProgram(WeightImage image, Architecture architecture, Layout layout) {
    this.image = image;
    this.architecture = architecture;
    this.layout = layout;
    weightRows = new WeightRows(image, layout, architecture);
    rings = new Rings(layout);
    scans = new ScanWriter(weightRows, architecture, this::add);
    lanes = architecture.lanes();
    wordBits = architecture.spikeWordBits();
    timeSteps = image.timeSteps();
    parallel = architecture.has(Mechanism.PARALLEL_STEPS);
    keyword = image.readout() instanceof ReadoutImage.Keyword;
    input();
    for (int l = 0; l < layout.layers().size(); l++) {
      for (int pass = 0; pass < (parallel ? 1 : timeSteps); pass++) {
        collect(l, pass);
        int groups = layout.layers().get(l).weight().groups();
        int from = instructions.size();
        for (int group = 0; group < groups; group++) {
          feedForward(l, group, pass);
          recurrent(l, group, pass);
          update(l, group, pass);
        }
        loop(from, groups);
      }
    }
    readout();
    last().set(Field.ENDS_FRAME, true);
    if (keyword) {
      decide();
    }
    last().set(Field.ENDS_ALL, true);
  }

  /** In order: a frame, then the decision. */
  List<Instruction> instructions() {
    return instructions;
  }

  /** What is repeated for each group, in order: together all instructions. */
  List<GroupLoop> loops() {
    return loops;
  }

  /** The instructions as the program memory holds them: those of a group once for all groups. */
  List<Instruction> words() {
    return loops.stream()
        .flatMap(loop -> loop.words(instructions, lanes, wordBits).stream())
        .toList();
  }

  private void loop(int from, int groups) {
    loops.add(new GroupLoop(from, (instructions.size() - from) / groups, groups));
  }

  WeightRows weightRows() {
    return weightRows;
  }

  Rings rings() {
    return rings;
  }

  private Instruction last() {
    return instructions.get(instructions.size() - 1);
  }

  private Instruction add(Operation operation) {
    Instruction instruction = new Instruction(operation);
    instructions.add(instruction);
    return instruction;
  }

  private void input() {
    int bands = image.features().bands();
    SpikeRegion region = layout.input();
    if (image.encoder() instanceof IntegerEncoder.Direct) {
      put(add(Operation.SPREAD), region.base(), 0, Layout.PLANES)
          .set(Field.FIRST, 0)
          .set(Field.COUNT, bands)
          .set(Field.TARGET_RING, Rings.INPUT)
          .set(Field.ROW_WORDS, region.words())
          .set(Field.ROW_BITS, 0);
      loop(0, 1);
      return;
    }
    int kinds = image.encoder().channels(bands) / bands;
    for (int group = 0; group * lanes < bands; group++) {
      put(add(Operation.ENCODE), region.base(), group * lanes, kinds)
          .set(Field.FIRST, group * lanes)
          .set(Field.COUNT, Math.min(lanes, bands - group * lanes))
          .set(Field.TARGET_RING, Rings.INPUT)
          .set(Field.ROW_WORDS, bands / wordBits)
          .set(Field.ROW_BITS, bands % wordBits)
          .set(Field.ENCODER_WORDS, 1)
          .set(Field.ENCODER_AT, group)
          .set(Field.PARAMETER_READS, 1)
          .set(Field.PARAMETER_AT, layout.encoderSteps() + group);
    }
    loop(0, instructions.size());
  }

  /** Rows of bits, the first of which begins with a bit of a region. */
  private Instruction put(Instruction instruction, int base, int bit, int rows) {
    return instruction
        .set(Field.TARGET, base + bit / wordBits)
        .set(Field.TARGET_OFFSET, bit % wordBits)
        .set(Field.TARGET_STRIDE, 0)
        .set(Field.ROWS, rows);
  }

  private void feedForward(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    ScanWriter.Rule rule =
        new ScanWriter.Rule(
            place.weight(), 2 * l, group, place.shiftWeight(), parallel, l == 0, true);
    SpikeRegion due = place.dueOrNull();
    ScanWriter.Source source =
        due == null
            ? inputs(l, pass)
            : new ScanWriter.Source(due, Rings.NONE, inputSteps(l, pass), 0, null);
    if (l == 0) {
      scans.planes(rule, source);
    } else {
      scans.outputs(rule, layout.layers().get(l - 1).code(), source);
    }
  }

  private void recurrent(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.recurrent() != null) {
      ScanWriter.Rule rule =
          new ScanWriter.Rule(
              place.recurrent(), 2 * l + 1, group, place.shiftRecurrent(), parallel, false, false);
      int ring = Rings.INPUT + l + 1;
      scans.outputs(
          rule, place.code(), new ScanWriter.Source(place.outputs(), ring, steps(pass), 1, null));
    }
  }

  private void collect(int l, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.dueOrNull() != null) {
      int from = instructions.size();
      scans.collect(inputs(l, pass), place.weight().columns(), place.dueOrNull());
      loop(from, 1);
    }
  }

  /** What a layer hears, where it comes from. */
  private ScanWriter.Source inputs(int l, int pass) {
    SpikeRegion region = l == 0 ? layout.input() : layout.layers().get(l - 1).outputs();
    DelayPlace delays = layout.layers().get(l).delaysOrNull();
    return new ScanWriter.Source(region, Rings.INPUT + l, inputSteps(l, pass), 0, delays);
  }

  private int[] inputSteps(int l, int pass) {
    return l == 0 ? ONE_REGION : steps(pass);
  }

  private void update(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    SpikeRegion outputs = place.outputs();
    boolean adaptive = image.layers().get(l).adaptation().isPresent();
    int words = adaptive ? 2 : 1;
    int first = group * lanes;
    Instruction update = add(Operation.UPDATE).pass(pass);
    put(update, outputs.address(0, pass, 0), first, outputs.planes())
        .set(Field.LAYER, l)
        .set(Field.FIRST, first)
        .set(Field.COUNT, Math.min(lanes, place.weight().rows() - first))
        .set(Field.TARGET_RING, Rings.INPUT + l + 1)
        .set(Field.TARGET_STRIDE, (long) outputs.planes() * outputs.words())
        .set(Field.ROW_WORDS, outputs.words())
        .set(Field.ROW_BITS, 0)
        .set(Field.TWO_STEPS, parallel && timeSteps > 1)
        .set(Field.ADAPTIVE, adaptive)
        .set(Field.PARAMETER_READS, words)
        .set(Field.PARAMETER_AT, place.parameterWord(group))
        .set(Field.MEMBRANE_WORDS, words)
        .set(Field.MEMBRANE_AT, place.membraneWord(group));
    if (adaptive) {
      update
          .set(Field.PARAMETER_SECOND, place.adaptationParameterWord(group))
          .set(Field.MEMBRANE_SECOND, place.adaptationWord(group));
    }
    code(update, place.code());
  }

  private static void code(Instruction update, IntegerCode code) {
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      update.set(Field.CODE, 1).set(Field.LEVELS, powers.levels());
    } else if (code instanceof IntegerCode.Graded graded) {
      update
          .set(Field.CODE, 2)
          .set(Field.LARGEST, graded.largest())
          .set(Field.RIGHT_SHIFT, graded.shift());
    } else {
      update.set(Field.CODE, 0);
    }
  }

  private void readout() {
    MatrixPlace map = layout.readout(0);
    LayerPlace lastLayer = layout.layers().get(layout.layers().size() - 1);
    int passes = architecture.has(Mechanism.MERGED_SPIKES) ? 1 : timeSteps;
    int from = instructions.size();
    for (int group = 0; group < map.groups(); group++) {
      int firstScan = instructions.size();
      for (int pass = 0; pass < passes; pass++) {
        int[] steps = passes == 1 ? all() : new int[] {pass};
        ScanWriter.Rule rule = merged(map, 2 * layout.layers().size(), group, pass == 0);
        int ring = Rings.INPUT + layout.layers().size();
        scans.outputs(
            rule,
            lastLayer.code(),
            new ScanWriter.Source(lastLayer.outputs(), ring, steps, 0, null));
      }
      if (keyword) {
        instructions.get(firstScan).set(Field.SUM_READS, 1).set(Field.SUM_AT, group);
        lanesOf(add(Operation.ACCUMULATE), map, group)
            .set(Field.SUM_WRITES, 1)
            .set(Field.SUM_AT, group);
      } else {
        answer(firstScan, map, 0, group);
      }
    }
    loop(from, map.groups());
  }

  private void decide() {
    MatrixPlace hidden = layout.readout(0);
    int from = instructions.size();
    int words = Layout.words(hidden.rows(), wordBits);
    for (int group = 0; group < hidden.groups(); group++) {
      Instruction round = lanesOf(add(Operation.ROUND), hidden, group);
      put(round, layout.hiddenPlanes(), group * lanes, Layout.PLANES)
          .set(Field.TARGET_RING, Rings.NONE)
          .set(Field.ROW_WORDS, words)
          .set(Field.ROW_BITS, 0)
          .set(Field.SUM_READS, 1)
          .set(Field.SUM_AT, group)
          .set(Field.PARAMETER_READS, 1)
          .set(Field.PARAMETER_AT, layout.readoutBiases(0) + group)
          .set(Field.HIDDEN_SHIFT, ((ReadoutImage.Keyword) image.readout()).hiddenShift());
    }
    loop(from, hidden.groups());
    from = instructions.size();
    MatrixPlace map = layout.readout(1);
    SpikeRegion region = new SpikeRegion(layout.hiddenPlanes(), 1, 1, Layout.PLANES, words);
    ScanWriter.Source source = new ScanWriter.Source(region, Rings.NONE, ONE_REGION, 0, null);
    for (int group = 0; group < map.groups(); group++) {
      int firstScan = instructions.size();
      scans.planes(merged(map, 2 * layout.layers().size() + 1, group, true), source);
      answer(firstScan, map, 1, group);
    }
    loop(from, map.groups());
  }

  private void answer(int firstScan, MatrixPlace map, int number, int group) {
    instructions
        .get(firstScan)
        .set(Field.PARAMETER_READS, 1)
        .set(Field.PARAMETER_AT, layout.readoutBiases(number) + group);
    lanesOf(add(Operation.ANSWER), map, group);
  }

  private Instruction lanesOf(Instruction instruction, MatrixPlace map, int group) {
    return instruction
        .set(Field.LAYER, layout.layers().size())
        .set(Field.FIRST, group * lanes)
        .set(Field.COUNT, Math.min(lanes, map.rows() - group * lanes));
  }

  private static ScanWriter.Rule merged(MatrixPlace map, int number, int group, boolean first) {
    return new ScanWriter.Rule(map, number, group, 0, false, false, first);
  }

  private int[] steps(int pass) {
    return parallel ? all() : new int[] {pass};
  }

  private int[] all() {
    return IntStream.range(0, timeSteps).toArray();
  }

  /** Planes that a scan has side by side, at most: more than one where they are powers of two. */
  long mostPlanesOfAScan() {
    return instructions.stream()
        .filter(one -> one.operation() == Operation.SCAN)
        .mapToLong(one -> one.get(Field.PLANES))
        .max()
        .orElse(1);
  }

  /** Whether the outputs of a group, in each row of bits, are within one spike word. */
  boolean aligned() {
    return instructions.stream()
        .filter(one -> one.has(Field.TARGET_OFFSET))
        .allMatch(
            one ->
                one.operation() != Operation.SPREAD
                    && wordBits % lanes == 0
                    && one.get(Field.TARGET_OFFSET) % lanes == 0
                    && one.get(Field.ROW_BITS) % lanes == 0);
  }

  /** The most groups of a loop. */
  int mostGroups() {
    return loops.stream().mapToInt(GroupLoop::groups).max().orElse(1);
  }

  /** The largest value of a field. */
  long most(Field field) {
    return instructions.stream().mapToLong(one -> one.get(field)).max().orElse(0);
  }
}
