package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerMap;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.StateSpaceSpec;
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
  private static final int CHANNELS = 64;

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
   * All channels take one event shortly before the clock of 16 bits goes around, and are then left
   * alone for longer than their fastest state lasts, each until it is caught up.
   */
  @Tag("slow")
  @Example
  void clocksAndStampsWrap() {
    StateSpaceModel model = alarmClock();
    int frames = 8_220;
    byte[] features = new byte[frames];
    features[8_185] = (byte) 255;
    Trace expected = Trace.of(new IntegerNetwork(model), features);
    short[] clocks = expected.blocks().get(0).clocks();
    assertEquals(0, clocks[8_191]);
    assertEquals(8 * (8_220 - 8_192), clocks[8_219]);
    assertEquals(480, expected.blocks().get(0).states()[8_185 * CHANNELS * 8]);
    Machine machine = new Machine(Machines.image(model, 16), Machines.roomy(16, 64));
    assertEquals(expected, machine.run(features).trace());
  }

  /** Eight ticks in every frame, gates that are shut, and an event wherever there is a feature. */
  private static StateSpaceModel alarmClock() {
    StateSpaceSpec shape = new StateSpaceSpec(1, 8, 1, 1, 1);
    int rows = shape.rows(CHANNELS);
    byte[] weights = new byte[rows];
    Arrays.fill(weights, 0, CHANNELS, (byte) 7);
    int[] biases = new int[rows];
    Arrays.fill(biases, shape.gateRow(CHANNELS), shape.writeRow(CHANNELS), -1);
    Arrays.fill(biases, shape.writeRow(CHANNELS), shape.readRow(CHANNELS), 1 << 3);
    biases[shape.stepRow(CHANNELS)] = 3 << 3;
    IntegerMap in =
        new IntegerMap(new IntegerMatrix(rows, 1, weights), new IntegerVector(biases), 0);
    IntegerMap out =
        new IntegerMap(new IntegerMatrix(1, CHANNELS, new byte[CHANNELS]), new IntegerVector(0), 0);
    IntegerVector one = new IntegerVector(1);
    return new StateSpaceModel(
        new FeatureSpec(1, 1),
        new IntegerEncoder.Direct(),
        shape,
        new OutputCode.Graded(4),
        new StateSpaceModel.Stream(
            new IntegerMap(new IntegerMatrix(1, 1, new byte[] {1}), new IntegerVector(0), 0),
            Optional.empty(),
            4),
        List.of(
            new IntegerBlock(
                in,
                out,
                Optional.of(new IntegerBlock.Thresholds(one, each(1), each(Short.MAX_VALUE))),
                3)),
        Optional.of(one),
        new IntegerReadout.FrameWise(
            new IntegerMatrix(2, 1, new byte[] {1, 2}), new IntegerVector(0, 0), 0),
        4);
  }

  private static IntegerVector each(int value) {
    return new IntegerVector(IntStream.generate(() -> value).limit(CHANNELS).toArray());
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
