package org.keyspike.rtl;

import java.util.function.Function;
import org.keyspike.integer.IntegerCode;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.machine.DelayPlace;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.MatrixPlace;
import org.keyspike.simulator.machine.SpikeRegion;

/**
 * The scans and collections of a program: which spike words, in which order, for which weights. As
 * in the simulator, spikes and powers of two are one scan; graded outputs and bit planes are one
 * for each plane, shifted by its place.
 */
final class ScanWriter {
  private final WeightRows weightRows;
  private final int lanes;
  private final int wordBits;
  private final boolean broadcasts;
  private final Function<Operation, Instruction> program;

  /**
   * For a machine.
   *
   * @param program adds an instruction
   */
  ScanWriter(
      WeightRows weightRows, Architecture architecture, Function<Operation, Instruction> program) {
    this.weightRows = weightRows;
    lanes = architecture.lanes();
    wordBits = architecture.spikeWordBits();
    broadcasts = architecture.has(Mechanism.BROADCAST);
    this.program = program;
  }

  /**
   * What the scans for one group have in common.
   *
   * @param matrix whose weights are added
   * @param number of the matrix: W and U of layer ℓ are 2ℓ and 2ℓ + 1, then the readout's
   * @param group of its outputs
   * @param shift left shift of each weight
   * @param parallel whether each step has its own sums; otherwise all is merged into one
   * @param same whether all steps have the same input
   * @param first whether sums start from 0
   */
  record Rule(
      MatrixPlace matrix,
      int number,
      int group,
      int shift,
      boolean parallel,
      boolean same,
      boolean first) {}

  /**
   * The spike words that are gone through.
   *
   * @param region that they are in
   * @param ring of the region, by its number in {@link Rings}
   * @param steps whose words are read side by side, one or two
   * @param age 0 for the outputs of this frame, 1 for those of the frame before
   * @param delaysOrNull by which inputs are taken from frames before that one
   */
  record Source(SpikeRegion region, int ring, int[] steps, int age, DelayPlace delaysOrNull) {}

  /** Scans of the outputs of a layer, in a code. */
  void outputs(Rule rule, IntegerCode code, Source source) {
    if (code instanceof IntegerCode.Graded) {
      planes(rule, source);
    } else {
      scan(rule, source, 0, source.region().planes());
    }
  }

  /** A scan for each plane of a region. */
  void planes(Rule rule, Source source) {
    for (int plane = 0; plane < source.region().planes(); plane++) {
      scan(rule, source, plane, 1);
    }
  }

  /**
   * The collection of inputs that come late.
   *
   * @param columns inputs
   * @param due where they are put
   */
  void collect(Source source, int columns, SpikeRegion due) {
    Instruction collection = program.apply(Operation.COLLECT);
    source(collection, source, 0, source.region().planes(), 1);
    inputs(collection, columns);
    int step = due.steps() == 1 ? 0 : source.steps()[0];
    collection.set(Field.DUE, due.address(0, step, 0));
  }

  private void scan(Rule rule, Source source, int plane, int planes) {
    MatrixPlace matrix = rule.matrix();
    int outputs = Math.min(lanes, matrix.rows() - rule.group() * lanes);
    Instruction scan = program.apply(Operation.SCAN);
    source(scan, source, plane, planes, broadcasts ? 1 : outputs);
    inputs(scan, matrix.columns());
    weightRows.set(scan, rule.number(), rule.group());
    scan.set(Field.SHIFT, rule.shift() + plane)
        .set(Field.CLEARS, rule.first() && plane == 0)
        .set(Field.IN_ALL_STEPS, rule.parallel() && rule.same())
        .set(Field.MERGE, !rule.parallel());
  }

  private void inputs(Instruction instruction, int columns) {
    int words = Layout.words(columns, wordBits);
    instruction.set(Field.WORDS, words).set(Field.LAST_BITS, columns - (words - 1) * wordBits);
  }

  /** The words that are fetched for a word of inputs, so many times. */
  private static void source(
      Instruction instruction, Source source, int plane, int planes, int times) {
    SpikeRegion region = source.region();
    DelayPlace delays = source.delaysOrNull();
    long each = (long) source.steps().length * planes;
    long digits = delays == null ? 0 : delays.digits();
    long ages = delays == null ? 1 : delays.most() + 1;
    instruction
        .set(Field.SOURCE, region.address(0, source.steps()[0], plane))
        .set(Field.RING, source.ring())
        .set(Field.AGE, source.age())
        .set(Field.EACH, each)
        .set(Field.EACH_STRIDE, (long) (planes > 1 ? 1 : region.planes()) * region.words())
        .set(Field.PLANES, planes)
        .set(Field.SHIFTS, planes > 1)
        .set(Field.AGES, ages)
        .set(Field.DIGITS, digits)
        .set(Field.FETCHES, times * (digits + ages * each));
    if (delays != null) {
      instruction.set(Field.DIGITS_AT, delays.base());
    }
  }
}
