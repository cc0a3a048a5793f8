package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.model.CycleModel;

/**
 * The network of arXiv 2503.21337 as it can be reconstructed, compressed: 40 bands, 128 of 256
 * neurons left in both layers, a quarter of the weights to 1920 outputs, two time steps; its spikes
 * drawn independently, one in five. The two fitted constants of the energy table come from here.
 */
class PaperReconstructionTest {
  private static final int FRAMES = 200;
  private static final double RATE = 0.2;
  private static final double ENCODER_RATE = 0.1;

  /** Of the network before compression: 2 (40·8/2·256 + 3·256² + 256·1920) operations in TS = 2. */
  private static final double DENSE_OPERATIONS = 2 * 1.458e6;

  private static final Architecture PAPER = Architecture.preset("paper-71uw");
  private static final WeightImage IMAGE =
      Machines.image(SpokenNetworks.frameWise(40, 128, 1920, 4, 2, 1), 128, Packing.COMPRESSED);
  private static final Counts COUNTS = counts(IMAGE, RATE);

  private static Counts counts(WeightImage image, double rate) {
    SplittableRandom random = new SplittableRandom(7);
    IntegerModel model = image.model();
    Trace trace =
        new Trace(
            FRAMES,
            2,
            1920,
            spikes(FRAMES * model.channels(), ENCODER_RATE, random),
            List.of(spikes(FRAMES * 2 * 128, rate, random), spikes(FRAMES * 2 * 128, rate, random)),
            List.of(),
            List.of(),
            new int[FRAMES * 1920]);
    Counts counts = Counts.ZERO;
    for (FrameCounts frame : new CycleModel(image, PAPER).frames(new byte[0], trace)) {
      counts = counts.plus(frame);
    }
    return counts;
  }

  private static byte[] spikes(int count, double rate, SplittableRandom random) {
    byte[] spikes = new byte[count];
    for (int i = 0; i < count; i++) {
      spikes[i] = (byte) (random.nextDouble() < rate ? 1 : 0);
    }
    return spikes;
  }

  @Test
  void itFitsTheMachineAndATenthOfAMegabyte() {
    new Machine(IMAGE, PAPER);
    long loaded = ByteBreakdown.of(IMAGE).loaded();
    assertTrue(loaded < 105_000, () -> loaded + " bytes");
  }

  /** What the design page computed for independent spikes, plus the channels of our encoder. */
  @Test
  void theCyclesAreThoseOfTheDesignPage() {
    double[] rates = {0.05, 0.1, 0.15, 0.2, 0.25};
    double[] cycles = {247, 462, 665, 857, 1038};
    for (int i = 0; i < rates.length; i++) {
      double extra = counts(IMAGE, rates[i]).meanCyclesPerFrame() - cycles[i];
      assertTrue(10 < extra && extra < 30, () -> "extra " + extra);
    }
  }

  /** Two published points, two constants fitted to them: within 1 %, as printed. */
  @Test
  void theFittedConstantsGiveThePublishedPower() {
    EnergyModel model = new EnergyModel(EnergyTable.standard(), PAPER);
    assertEquals(71.2, model.realTime(COUNTS, 100_000).microwatts(), 0.7);
    double nanojoules = model.flatOut(COUNTS, 500_000_000).nanojoulesPerFrame();
    assertEquals(28.41, DENSE_OPERATIONS / nanojoules / 1e3, 0.28);
    assertEquals(2, EnergyTable.standard().constants().fitted().size());
  }

  /** Which is mostly leakage, as the published figures say of each other. */
  @Test
  void inRealTimeMostOfThePowerIsLeakage() {
    Energy energy = new EnergyModel(EnergyTable.standard(), PAPER).realTime(COUNTS, 100_000);
    assertTrue(energy.idleMicrowatts() > 0.7 * energy.microwatts());
  }
}
