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
  private final int lanes;
  private final int wordBits;
  private final int timeSteps;
  private final boolean parallel;
  private final boolean keyword;
  private final List<Instruction> instructions = new ArrayList<>();

  MachineProgram(WeightImage image, Architecture architecture, Layout layout) {
    this.image = image;
    this.architecture = architecture;
    this.layout = layout;
    weightRows = new WeightRows(image, layout, architecture);
    rings = new Rings(layout);
    lanes = architecture.lanes();
    wordBits = architecture.spikeWordBits();
    timeSteps = image.timeSteps();
    parallel = architecture.has(Mechanism.PARALLEL_STEPS);
    keyword = image.readout() instanceof ReadoutImage.Keyword;
    input();
    for (int l = 0; l < layout.layers().size(); l++) {
      for (int pass = 0; pass < (parallel ? 1 : timeSteps); pass++) {
        collect(l, pass);
        for (int group = 0; group < layout.layers().get(l).weight().groups(); group++) {
          feedForward(l, group, pass);
          recurrent(l, group, pass);
          update(l, group, pass);
        }
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
    boolean collected = place.dueOrNull() != null;
    DelayPlace delays = collected ? null : place.delaysOrNull();
    ScanRule rule =
        new ScanRule(place.weight(), 2 * l, group, place.shiftWeight(), parallel, l == 0, true);
    SpikeRegion region = collected ? place.dueOrNull() : inputOf(l);
    int ring = collected ? Rings.NONE : Rings.INPUT + l;
    if (l == 0) {
      planes(rule, region, ring, ONE_REGION, 0, delays);
    } else {
      IntegerCode code = layout.layers().get(l - 1).code();
      outputs(rule, code, region, ring, steps(pass), 0, delays);
    }
  }

  private void recurrent(int l, int group, int pass) {
    LayerPlace place = layout.layers().get(l);
    if (place.recurrent() != null) {
      ScanRule rule =
          new ScanRule(
              place.recurrent(), 2 * l + 1, group, place.shiftRecurrent(), parallel, false, false);
      outputs(rule, place.code(), place.outputs(), Rings.INPUT + l + 1, steps(pass), 1, null);
    }
  }

  private SpikeRegion inputOf(int l) {
    return l == 0 ? layout.input() : layout.layers().get(l - 1).outputs();
  }

  private void collect(int l, int pass) {
    LayerPlace place = layout.layers().get(l);
    SpikeRegion due = place.dueOrNull();
    if (due == null) {
      return;
    }
    SpikeRegion region = inputOf(l);
    int[] steps = l == 0 ? ONE_REGION : steps(pass);
    Instruction instruction = add(Operation.COLLECT);
    source(instruction, region, Rings.INPUT + l, steps, 0, region.planes(), 0);
    delays(instruction, place.delaysOrNull(), 1);
    inputs(instruction, place.weight().columns());
    int step = due.steps() == 1 ? 0 : steps[0];
    instruction.set(Field.DUE, due.address(0, step, 0));
  }

  private void outputs(
      ScanRule rule,
      IntegerCode code,
      SpikeRegion region,
      int ring,
      int[] steps,
      int age,
      DelayPlace delays) {
    if (code instanceof IntegerCode.Graded) {
      planes(rule, region, ring, steps, age, delays);
    } else {
      Instruction scan = scan(rule, 0, delays, steps.length * region.planes());
      source(scan, region, ring, steps, 0, region.planes(), age);
    }
  }

  private void planes(
      ScanRule rule, SpikeRegion region, int ring, int[] steps, int age, DelayPlace delays) {
    for (int plane = 0; plane < region.planes(); plane++) {
      Instruction scan = scan(rule, plane, delays, steps.length);
      source(scan, region, ring, steps, plane, 1, age);
    }
  }

  private Instruction scan(ScanRule rule, int plane, DelayPlace delays, int each) {
    MatrixPlace matrix = rule.matrix();
    Instruction scan = add(Operation.SCAN);
    int outputs = Math.min(lanes, matrix.rows() - rule.group() * lanes);
    inputs(scan, matrix.columns());
    scan.set(Field.EACH, each);
    delays(scan, delays, architecture.has(Mechanism.BROADCAST) ? 1 : outputs);
    weightRows.set(scan, rule.number(), rule.group());
    return scan.set(Field.SHIFT, rule.shift() + plane)
        .set(Field.CLEARS, rule.first() && plane == 0)
        .set(Field.IN_ALL_STEPS, rule.parallel() && rule.same())
        .set(Field.MERGE, !rule.parallel());
  }

  private void inputs(Instruction instruction, int columns) {
    int words = Layout.words(columns, wordBits);
    instruction.set(Field.WORDS, words).set(Field.LAST_BITS, columns - (words - 1) * wordBits);
  }

  /** How many words are fetched for a word of inputs, so often. */
  private static void delays(Instruction instruction, DelayPlace delays, int times) {
    long each = instruction.get(Field.EACH);
    long digits = delays == null ? 0 : delays.digits();
    long ages = delays == null ? 1 : delays.most() + 1;
    instruction
        .set(Field.AGES, ages)
        .set(Field.DIGITS, digits)
        .set(Field.FETCHES, times * (digits + ages * each));
    if (delays != null) {
      instruction.set(Field.DIGITS_AT, delays.base());
    }
  }

  private static void source(
      Instruction instruction,
      SpikeRegion region,
      int ring,
      int[] steps,
      int plane,
      int planes,
      int age) {
    int stride = planes > 1 ? region.words() : region.planes() * region.words();
    instruction
        .set(Field.SOURCE, region.address(0, steps[0], plane))
        .set(Field.RING, ring)
        .set(Field.AGE, age)
        .set(Field.EACH, steps.length * planes)
        .set(Field.EACH_STRIDE, stride)
        .set(Field.PLANES, planes)
        .set(Field.SHIFTS, planes > 1);
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
    for (int group = 0; group < map.groups(); group++) {
      int firstScan = instructions.size();
      for (int pass = 0; pass < passes; pass++) {
        int[] steps = passes == 1 ? all() : new int[] {pass};
        ScanRule rule = merged(map, 2 * layout.layers().size(), group, pass == 0);
        int ring = Rings.INPUT + layout.layers().size();
        outputs(rule, lastLayer.code(), lastLayer.outputs(), ring, steps, 0, null);
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
  }

  private void decide() {
    MatrixPlace hidden = layout.readout(0);
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
    MatrixPlace map = layout.readout(1);
    SpikeRegion region = new SpikeRegion(layout.hiddenPlanes(), 1, 1, Layout.PLANES, words);
    for (int group = 0; group < map.groups(); group++) {
      int firstScan = instructions.size();
      ScanRule rule = merged(map, 2 * layout.layers().size() + 1, group, true);
      planes(rule, region, Rings.NONE, ONE_REGION, 0, null);
      answer(firstScan, map, 1, group);
    }
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

  private static ScanRule merged(MatrixPlace map, int number, int group, boolean first) {
    return new ScanRule(map, number, group, 0, false, false, first);
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

  /** The largest value of a field. */
  long most(Field field) {
    return instructions.stream().mapToLong(one -> one.get(field)).max().orElse(0);
  }
}
