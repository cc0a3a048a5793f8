package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerPopulation;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.network.StateSpaceNames;

/**
 * The trace of a quantized network with a state space, which stands beside an event-driven one: the
 * same encoder and its spikes, the same shape, steps, B and C; what matrices read is 0 with a
 * probability, else any other output of its code, each as likely, and every channel takes something
 * and is read in every frame. It is a count and not a trained network.
 */
final class StateSpaceTwin {
  private static final long SEED = 1;

  private StateSpaceTwin() {}

  /**
   * Draws it.
   *
   * @param measured what the event-driven network said
   * @param zeros share of what matrices read that is 0, 0 to 1
   */
  static Trace of(StateSpaceModel model, Trace measured, double zeros) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> drawn = new ArrayList<>();
    for (int p = 0; p < measured.spikes().size(); p++) {
      int place = p % StateSpaceNames.PLACES;
      // x and the gate meet no matrix.
      boolean read = place == 0 || place == StateSpaceNames.PLACES - 1;
      IntegerPopulation population = model.populations().get(p);
      byte[] values = new byte[measured.spikes().get(p).length];
      for (int i = 0; i < values.length; i++) {
        boolean zero = read && random.nextDouble() < zeros;
        values[i] = (byte) (zero ? 0 : output(population.code(), random));
      }
      drawn.add(values);
    }
    return new Trace(
        measured.frames(),
        measured.timeSteps(),
        measured.classes(),
        measured.encoderSpikes(),
        drawn,
        List.of(),
        List.of(),
        measured.logits(),
        measured.blocks());
  }

  private static int output(IntegerCode code, SplittableRandom random) {
    return code instanceof IntegerCode.PowersOfTwo powers
        ? 1 << random.nextInt(powers.levels())
        : 1 + random.nextInt(code.largest());
  }
}
