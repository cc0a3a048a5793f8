package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.model.CycleModel;

class MachinePropertyTest {
  private static final int FRAMES = 12;

  @Property(tries = 500)
  void everyNumberIsTheIntegerNetworksAndEveryCountTheClosedForms(@ForAll long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerModel model = RandomModels.everyKind(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    Architecture architecture = Machines.random(random);
    Packing packing = random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED;
    WeightImage whole = Machines.image(model, architecture.lanes(), packing);
    WeightImage image =
        ImageReader.parse("image", ImageWriter.bytes(Machines.pruned(whole, random)));
    Machine machine = new Machine(image, architecture);
    Trace expected = Trace.of(new IntegerNetwork(model), features);

    SimulationResult result = machine.run(features);
    TraceAgreement verification = TraceAgreement.of(0, expected, result.trace());
    assertTrue(verification.identical(), () -> verification.first().toString());
    assertEquals(FRAMES, verification.frames());

    List<FrameCounts> counts = new CycleModel(image, architecture).frames(features, expected);
    for (int t = 0; t < FRAMES; t++) {
      assertEquals(counts.get(t), result.frames().get(t));
    }
    assertEquals(result, machine.run(features));
  }

  /** The contract of the reference machine: what its cycles are where nothing is in the way. */
  @Property(tries = 100)
  void withPortsEnoughAnEmptyWordTakesOneCycleAndAnyOtherOneForEachActiveInput(
      @ForAll long seed,
      @ForAll @IntRange(min = 16, max = 128) int lanes,
      @ForAll @IntRange(min = 8, max = 64) int wordBits) {
    IntegerModel model = RandomModels.everyKind(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    Machine machine = new Machine(Machines.image(model, lanes), Machines.roomy(lanes, wordBits));
    SimulationResult result = machine.run(features);
    for (int t = 0; t < FRAMES; t++) {
      FrameCounts frame = result.frames().get(t);
      for (int l = 1; l <= model.layers().size(); l++) {
        for (Phase phase : List.of(Phase.FEED_FORWARD, Phase.RECURRENT)) {
          FrameStage stage = new FrameStage(l, phase);
          IntegerLayer layer = model.layers().get(l - 1);
          // The words of many frames are more than there are ports.
          boolean late = phase == Phase.FEED_FORWARD && layer.mostDelay() > 0;
          boolean collected = late && layer.neurons() > lanes;
          assertTrue(late || frame.count(stage, Event.STALLS) == 0);
          assertEquals(
              frame.count(stage, Event.BROADCASTS)
                  + frame.count(stage, Event.EMPTY_WORDS)
                  + frame.count(stage, Event.STALLS)
                  + (collected ? Layout.words(layer.inputs(), wordBits) : 0),
              frame.count(stage, Event.CYCLES));
        }
        int neurons = model.layers().get(l - 1).neurons();
        int each = model.layers().get(l - 1).adaptation().isPresent() ? 3 : 1;
        long cycles = 0;
        for (int first = 0; first < neurons; first += lanes) {
          int count = Math.min(lanes, neurons - first);
          int words = model.layers().get(l - 1).code().bits();
          words *= SpikeMemory.touched(first, count, wordBits);
          cycles += (long) model.timeSteps() * Math.max(each, Layout.words(words, 16));
        }
        assertEquals(cycles, frame.count(new FrameStage(l, Phase.UPDATE), Event.CYCLES));
      }
    }
  }

  @Property(tries = 60)
  void aClipCutIntoStepsDecidesLikeAWholeOne(@ForAll long seed) {
    IntegerModel model = RandomModels.everyKind(seed);
    int bands = model.features().bands();
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    Machine machine = new Machine(Machines.image(model, 32), Machines.roomy(32, 32));
    IntegerNetwork network = new IntegerNetwork(model);
    for (int t = 0; t < FRAMES; t++) {
      network.step(features, t * bands);
      machine.step(features, t * bands, true);
      assertArrayEquals(network.logits(), machine.logits());
    }
  }
}
