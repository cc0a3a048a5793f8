package org.keyspike.simulator.explain;

import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.machine.Machine;

/**
 * Finds out why a machine with an image does not give the known answers: bisects to the first frame
 * that differs, names step, layer and neuron, lists what went into the number, and, with the sound
 * image at hand, what of it is wrong.
 */
public final class Explainer {
  private final WeightImage image;
  private final Machine machine;

  /**
   * For an image on a machine. Rows and words are taken as they are in the image.
   *
   * @throws FitException if the machine cannot take it
   */
  public Explainer(WeightImage image, Architecture architecture) {
    this(
        image,
        new Machine(
            image, architecture.with(Mechanism.ROW_REMOVAL).with(Mechanism.COMPRESSED_WORDS)));
  }

  /** For a machine that may have a fault. */
  Explainer(WeightImage image, Machine machine) {
    this.image = image;
    this.machine = machine;
  }

  /**
   * Explains the first mismatch of a clip, if there is one.
   *
   * @param clip its number, for messages
   * @param features (T, C) unsigned bytes
   * @param expected what the sound image says to them
   * @param sound the sound image, if it is at hand
   * @throws IllegalArgumentException if the answers or the sound image are of another shape
   */
  public Optional<Explanation> explain(
      int clip, byte[] features, Trace expected, Optional<WeightImage> sound) {
    FrameBisection bisection = new FrameBisection(machine, clip, features, expected);
    Mismatch first = bisection.first();
    if (first == null) {
      return Optional.empty();
    }
    Trace found = bisection.found();
    machine.runTo(features, first.frame());
    Operands operands = new Operands(image, machine, features, found, first);
    List<Explanation.WordRead> reads = operands.reads();
    Sources sources = new Sources(image, machine, first);
    return Optional.of(
        new Explanation(
            first,
            bisection.runs(),
            operands.list(),
            reads,
            sound
                .map(
                    whole ->
                        new MemoryDifferences(image, machine, whole)
                            .of(first, reads, sources, features))
                .orElse(List.of())));
  }
}
