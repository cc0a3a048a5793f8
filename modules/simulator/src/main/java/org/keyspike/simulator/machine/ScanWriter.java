package org.keyspike.simulator.machine;

import java.util.function.Consumer;
import org.keyspike.integer.IntegerCode;

/**
 * The scans by which outputs of a layer, or bit planes, are added: one for spikes and for powers of
 * two, whose planes are read side by side and say how far a weight is shifted; one for each bit of
 * graded outputs and features, shifted by its place.
 */
final class ScanWriter {
  private final ZeroSkipUnit zeroSkip;
  private final FrameInput input;
  private final Consumer<Instruction> program;

  ScanWriter(ZeroSkipUnit zeroSkip, FrameInput input, Consumer<Instruction> program) {
    this.zeroSkip = zeroSkip;
    this.input = input;
    this.program = program;
  }

  /**
   * What the scans for one group have in common.
   *
   * @param stage that they belong to
   * @param matrix whose weights are added
   * @param group of its outputs
   * @param shift left shift of each weight
   * @param spikes how spikes become additions
   * @param first whether sums start from 0
   * @param prefetch of the first of the scans, or null
   */
  record Rule(
      int stage,
      MatrixPlace matrix,
      int group,
      int shift,
      Scan.Spikes spikes,
      boolean first,
      Prefetch prefetch) {}

  /**
   * Scans of the outputs of a layer.
   *
   * @param code that they are in
   * @param steps that are scanned together
   * @param age 0 for this frame, 1 for the one before
   * @param delays of whoever hears them, or null
   */
  void outputs(
      Rule rule, IntegerCode code, SpikeRegion region, int[] steps, int age, DelayPlace delays) {
    if (code instanceof IntegerCode.Graded) {
      planes(rule, region, steps, age, delays);
    } else {
      add(rule, new ScanSource(region, steps, 0, region.planes(), age, delays), 0);
    }
  }

  /** A scan for each plane of a region. */
  void planes(Rule rule, SpikeRegion region, int[] steps, int age, DelayPlace delays) {
    for (int plane = 0; plane < region.planes(); plane++) {
      add(rule, new ScanSource(region, steps, plane, 1, age, delays), plane);
    }
  }

  /**
   * One scan.
   *
   * @param place of its bits, by which it is shifted more; 0 for the first of them
   */
  private void add(Rule rule, ScanSource source, int place) {
    Scan scan =
        new Scan(
            rule.stage(),
            rule.matrix(),
            rule.group(),
            source,
            rule.spikes(),
            rule.shift() + place,
            rule.first() && place == 0,
            place == 0 ? rule.prefetch() : null);
    program.accept(new ScanInstruction(scan, zeroSkip, input));
  }
}
