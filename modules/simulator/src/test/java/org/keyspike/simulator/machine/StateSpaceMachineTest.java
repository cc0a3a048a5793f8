package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.StateTrace;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.model.CycleModel;

class StateSpaceMachineTest {
  private static final int FRAMES = 12;

  /** A random machine with as many lanes at least as a channel has states. */
  private static Architecture machine(StateSpaceModel model, SplittableRandom random) {
    Architecture drawn = Machines.random(random);
    return new Architecture(
        drawn.name(),
        Math.max(drawn.lanes(), model.shape().states()),
        drawn.clockHz(),
        drawn.spikeWordBits(),
        drawn.mechanisms(),
        drawn.memories());
  }

  @Property(tries = 400)
  void everyNumberIsTheIntegerNetworksAndEveryCountTheClosedForms(@ForAll long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    StateSpaceModel model = RandomStateSpaces.model(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    Architecture architecture = machine(model, random);
    Packing packing = random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED;
    WeightImage whole = Machines.image(model, architecture.lanes(), packing);
    WeightImage image =
        ImageReader.parse("image", ImageWriter.bytes(Machines.pruned(whole, random)));
    Machine machine = new Machine(image, architecture);
    Trace expected = Trace.of(new IntegerNetwork(model), features);

    SimulationResult result = machine.run(features);
    TraceAgreement verification = TraceAgreement.of(0, expected, result.trace());
    assertTrue(verification.identical(), () -> verification.first().toString());
    assertTrue(verification.counts().states() > 0);
    assertEquals(expected, result.trace());

    List<FrameCounts> counts = new CycleModel(image, architecture).frames(features, expected);
    for (int t = 0; t < FRAMES; t++) {
      assertEquals(counts.get(t), result.frames().get(t));
    }
    assertEquals(result, machine.run(features));
  }

  /**
   * What a machine leaves alone it finds as if it had halved it in every frame: here for longer
   * than its clocks and stamps of 16 bits last.
   */
  @Tag("slow")
  @Example
  void clocksAndStampsWrap() {
    StateSpaceModel model = loud();
    int frames = 9_000;
    byte[] features = RandomModels.features(model, frames, 3);
    WeightImage image = Machines.image(model, 16);
    Trace expected = Trace.of(new IntegerNetwork(model), features);
    StateTrace block = expected.blocks().get(0);
    long ticks = 0;
    for (int t = 0; t < frames; t++) {
      ticks += block.steps()[t * model.shape().heads()];
    }
    assertTrue(ticks > 1 << 16, "a clock goes around");
    assertEquals(expected, new Machine(image, Machines.roomy(16, 64)).run(features).trace());
  }

  /** One head at every step, whose channels take events now and then. */
  private static StateSpaceModel loud() {
    return LongStream.iterate(0, seed -> seed + 1)
        .mapToObj(RandomStateSpaces::model)
        .filter(model -> model.blocks().get(0).channels() >= 8)
        .filter(model -> model.readout() instanceof IntegerReadout.FrameWise)
        .filter(StateSpaceMachineTest::fast)
        .findFirst()
        .orElseThrow();
  }

  private static boolean fast(StateSpaceModel model) {
    Trace trace = Trace.of(new IntegerNetwork(model), RandomModels.features(model, 40, 3));
    int heads = model.shape().heads();
    int eights = 0;
    int events = 0;
    for (int t = 0; t < 40; t++) {
      eights += trace.blocks().get(0).steps()[t * heads] == 8 ? 1 : 0;
    }
    for (byte event : trace.spikes().get(1)) {
      events += event == 0 ? 0 : 1;
    }
    return eights > 38 && events > 10 && events < trace.spikes().get(1).length / 2;
  }

  /** Of the channels of a row only those that are needed are moved, and rows without any not. */
  @Property(tries = 60)
  void whatNobodyNeedsIsLeftAlone(@ForAll long seed) {
    StateSpaceModel model = RandomStateSpaces.model(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    int lanes = 32;
    WeightImage image = Machines.image(model, lanes);
    Architecture lazy = Machines.roomy(lanes, 64);
    Architecture dense = lazy.without(Mechanism.ZERO_SKIPPING);
    SimulationResult left = new Machine(image, lazy).run(features);
    SimulationResult all = new Machine(image, dense).run(features);
    assertEquals(all.trace(), left.trace());
    for (int l = 0; l < model.blocks().size(); l++) {
      FrameStage stage = new FrameStage(l + 1, Phase.STATES);
      int n = model.blocks().get(l).channels();
      StateRows rows = StateRows.of(model.shape(), n, lanes);
      for (int t = 0; t < FRAMES; t++) {
        FrameCounts few = left.frames().get(t);
        FrameCounts many = all.frames().get(t);
        // Clocks, then of each group what is chosen, its rows, and what becomes of them.
        long heads = Layout.words(model.shape().heads(), lanes);
        assertEquals(heads + 2L * rows.groups() + rows.count(), many.count(stage, Event.CYCLES));
        int touched = touched(left.trace(), model, l, t, rows);
        assertEquals(heads + 2L * rows.groups() + touched, few.count(stage, Event.CYCLES));
        assertTrue(touched >= 1, "one channel is caught up");
        assertEquals(many.count(stage, Event.STATE_TERMS), few.count(stage, Event.STATE_TERMS));
      }
    }
  }

  /** Rows with a channel that takes an event, is read, or is caught up. */
  private static int touched(Trace trace, StateSpaceModel model, int l, int t, StateRows rows) {
    int n = rows.channels();
    int heads = model.shape().heads();
    int touched = 0;
    for (int group = 0; group < rows.groups(); group++) {
      for (int row = 0; row < rows.rows(group); row++) {
        boolean needed = false;
        for (int i = 0; i < rows.count(group, row); i++) {
          int c = rows.first(group, row) + i;
          boolean event = trace.spikes().get(4 * l + 1)[t * n + c] != 0;
          boolean awake = trace.blocks().get(l).steps()[t * heads + model.shape().head(c, n)] > 0;
          boolean open = trace.spikes().get(4 * l + 2)[t * n + c] != 0;
          needed |= event && awake || open || t % n == c;
        }
        touched += needed ? 1 : 0;
      }
    }
    return touched;
  }

  @Example
  void aMachineWithFewerLanesThanAChannelHasStatesIsRefused() {
    StateSpaceModel model =
        LongStream.range(0, 100)
            .mapToObj(RandomStateSpaces::model)
            .filter(drawn -> drawn.shape().states() == 16)
            .findFirst()
            .orElseThrow();
    FitException refused =
        assertThrows(
            FitException.class,
            () -> new Machine(Machines.image(model, 15), Machines.roomy(15, 64)));
    assertTrue(refused.getMessage().contains("16 states"), refused::getMessage);
  }

  @Example
  void rowsByHand() {
    // 40 channels of 8 states on 20 lanes: two channels a row, ten rows a group of 20 channels.
    StateRows rows = new StateRows(47, 8, 20);
    assertEquals(2, rows.across());
    assertEquals(3, rows.groups());
    assertEquals(List.of(20, 20, 7), List.of(rows.count(0), rows.count(1), rows.count(2)));
    assertEquals(List.of(10, 10, 4), List.of(rows.rows(0), rows.rows(1), rows.rows(2)));
    assertEquals(24, rows.count());
    assertEquals(40 + 6, rows.first(2, 3));
    assertEquals(1, rows.count(2, 3));
    assertEquals(2, rows.count(2, 2));
  }
}
