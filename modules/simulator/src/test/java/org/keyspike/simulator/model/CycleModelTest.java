package org.keyspike.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.SpokenNetworks;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

/** {@link CycleModel} of a quantized network beside a spiking one. */
class CycleModelTest {
  static final int FRAMES = 20;
  private static final WeightImage TINY = TinyImage.frameWise(4, Packing.DENSE);

  /** Every channel and neuron spikes in every step, or none does. */
  private static Trace trace(IntegerModel model, boolean encoder, boolean layers) {
    List<byte[]> spikes = new ArrayList<>();
    model
        .layers()
        .forEach(l -> spikes.add(filled(FRAMES * model.timeSteps() * l.neurons(), layers)));
    return new Trace(
        FRAMES,
        model.timeSteps(),
        model.readout().classes(),
        filled(FRAMES * model.channels(), encoder),
        spikes,
        List.of(),
        List.of(),
        new int[model.readout().classes()]);
  }

  /** Every channel and neuron of the tiny image spikes in every step. */
  static Trace everything() {
    return trace(TINY.model(), true, true);
  }

  private static byte[] filled(int size, boolean ones) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) (ones ? 1 : 0));
    return bytes;
  }

  private static FrameCounts second(Trace trace, double zeros) {
    CycleModel model = new CycleModel(TINY, Machines.roomy(4, 4));
    return model.twin(new byte[0], trace, zeros).get(1);
  }

  /** 8 channels in 2 groups, 5 neurons in 2, 2 outputs in one. */
  @Test
  void itHasTheSpikesOfTheEncoderAndNoOthers() {
    FrameStage first = new FrameStage(1, Phase.FEED_FORWARD);
    FrameCounts silent = second(trace(TINY.model(), false, true), 1);
    assertEquals(0, silent.count(first, Event.BROADCASTS));
    assertEquals(4, silent.count(first, Event.EMPTY_WORDS));
    FrameCounts loud = second(trace(TINY.model(), true, false), 1);
    assertEquals(2 * 8, loud.count(first, Event.BROADCASTS));
    assertEquals(2 * 8, loud.count(Event.BROADCASTS), "all activations are 0");
  }

  /** Without zeros its 5 activations are scanned by U in 2 groups and by the readout in one. */
  @Test
  void itsZerosAreSkippedAsAnyOthers() {
    Trace silent = trace(TINY.model(), false, false);
    FrameCounts full = second(silent, 0);
    assertEquals((2 + 1) * 5, full.count(Event.BROADCASTS));
    assertEquals(0, second(silent, 1).count(Event.BROADCASTS));
    FrameCounts half = second(silent, 0.5);
    assertTrue(half.count(Event.BROADCASTS) > 0 && half.count(Event.BROADCASTS) < 15);
    CycleModel blind = new CycleModel(TINY, Machines.roomy(4, 4).without(Mechanism.ZERO_SKIPPING));
    long all = blind.twin(new byte[0], silent, 1).get(1).count(Event.BROADCASTS);
    assertEquals(2 * 8 + (2 + 1) * 5, all, "on a machine that skips none");
  }

  @Test
  void itHasNoMembranesAndIsUpdatedOnceAFrame() {
    FrameCounts frame = second(trace(TINY.model(), true, true), 0.5);
    assertEquals(5, frame.count(Event.UPDATES));
    assertEquals(0, frame.reads(Memory.MEMBRANE) + frame.writes(Memory.MEMBRANE));
    WeightImage adaptive = TinyImage.adaptive(4);
    FrameCounts without =
        new CycleModel(adaptive, Machines.roomy(4, 4))
            .twin(new byte[0], trace(adaptive.model(), true, true), 0.5)
            .get(1);
    assertEquals(0, without.count(Event.ADAPTATIONS));
    assertEquals(2, without.count(new FrameStage(1, Phase.UPDATE), Event.CYCLES));
  }

  /** Whatever ours fires: nothing is shifted and no levels are compared. */
  @Test
  void itHasNoCodesButTheSameDelays() {
    for (long seed = 1; seed < 20; seed++) {
      IntegerModel model = RandomModels.everyKind(seed);
      byte[] features = RandomModels.features(model, 4, seed);
      WeightImage image = Machines.image(model, 16);
      CycleModel costs = new CycleModel(image, Machines.roomy(16, 32));
      Trace trace = Trace.of(new IntegerNetwork(model), features);
      Counts twin = Counts.ZERO;
      for (FrameCounts frame : costs.twin(features, trace, 0.5)) {
        twin = twin.plus(frame);
      }
      assertEquals(0, twin.total().count(Event.SHIFTS) + twin.total().count(Event.COMPARISONS));
      assertTrue(twin.total().count(Event.ACCUMULATIONS) > 0, "seed " + seed);
      FrameCounts dense = costs.dense(1).get(0);
      assertEquals(0, dense.count(Event.EMPTY_WORDS), "seed " + seed);
    }
  }

  /**
   * 8 channels are added once, in 2 groups; 5 activations of 3 are scanned by U in 2 groups and by
   * the readout in one: as one word of two bits, or bit by bit.
   */
  @ParameterizedTest
  @EnumSource(
      value = Mechanism.class,
      names = {"PARALLEL_STEPS", "MERGED_SPIKES"})
  void aMachineThatTakesOneStepAtATimeTakesItBitByBit(Mechanism missing) {
    Architecture machine = Machines.roomy(4, 4);
    FrameCounts whole = new CycleModel(TINY, machine).dense(2).get(1);
    assertEquals(2 * 8 + 2 * 5 + 5, whole.count(Event.BROADCASTS));
    FrameCounts bits = new CycleModel(TINY, machine.without(missing)).dense(2).get(1);
    int twice = missing == Mechanism.PARALLEL_STEPS ? 2 * 5 : 5;
    assertEquals(2 * 8 + 2 * 5 + 5 + twice, bits.count(Event.BROADCASTS));
    assertEquals(whole.count(Event.ACCUMULATIONS), bits.count(Event.ACCUMULATIONS));
    assertEquals(5, bits.count(Event.UPDATES));
    assertEquals(2, bits.count(new FrameStage(1, Phase.UPDATE), Event.CYCLES));
  }

  /** Two steps: activations of 1, 2 and 3, each as likely, have 4 ones in 6 bits. */
  @Test
  void itsActivationsAreNotAllFull() {
    IntegerModel model = SpokenNetworks.keyword(8, 200, 16, 4, 2, 5);
    WeightImage image = Machines.image(model, 32);
    Architecture machine = Machines.roomy(32, 32).without(Mechanism.ZERO_GATING);
    List<FrameCounts> frames =
        new CycleModel(image, machine).twin(new byte[FRAMES * 8], trace(model, false, false), 0);
    FrameStage stage = new FrameStage(2, Phase.FEED_FORWARD);
    double ones = 0;
    for (FrameCounts frame : frames) {
      assertEquals(7 * 200, frame.count(stage, Event.BROADCASTS));
      ones += (double) frame.count(stage, Event.ACCUMULATIONS) / (200 * 200);
    }
    assertEquals(4 / 3.0, ones / FRAMES, 0.03);
  }

  /** Against spikes everywhere it is cheaper; against silence dearer. */
  @Test
  void itCanWinAndLose() {
    IntegerModel model = SpokenNetworks.keyword(8, 64, 16, 4, 2, 5);
    WeightImage image = Machines.image(model, 32);
    for (boolean spiking : new boolean[] {false, true}) {
      Trace trace = trace(model, spiking, spiking);
      Architecture machine = FittedMachine.of(image);
      CycleModel cycles = new CycleModel(image, machine);
      byte[] features = new byte[FRAMES * 8];
      double spikes = nanojoules(image, machine, cycles.frames(features, trace));
      double twin = nanojoules(image, machine, cycles.twin(features, trace, CycleModel.HALF));
      assertEquals(spiking, twin < spikes, () -> twin + " and " + spikes);
      assertTrue(twin < nanojoules(image, machine, cycles.dense(FRAMES)));
    }
  }

  private static double nanojoules(
      WeightImage image, Architecture machine, List<FrameCounts> frames) {
    Counts counts = Counts.ZERO;
    for (FrameCounts frame : frames) {
      counts = counts.plus(frame);
    }
    return EnergyModel.of(EnergyTable.standard(), machine, image)
        .realTime(counts, machine.clockHz())
        .dynamicNanojoulesPerFrame();
  }
}
