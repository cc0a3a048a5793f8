package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;

class MachinePropertyTest {
  private static final int FRAMES = 12;

  @Property(tries = 300)
  void everyNumberIsTheIntegerNetworksAndEveryCountTheClosedForms(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 128) int lanes,
      @ForAll @IntRange(min = 1, max = 64) int spikeWordBits)
      throws Exception {
    IntegerModel model = RandomModels.model(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    WeightImage image = ImageReader.parse("image", ImageWriter.bytes(Machines.image(model, lanes)));
    Machine machine = new Machine(image, Machines.roomy(lanes, spikeWordBits));
    IntegerNetwork network = new IntegerNetwork(model);
    Trace expected = Trace.of(network, features);

    SimulationResult result = machine.run(features);
    Verification verification = Verification.of(0, expected, result.trace());
    assertTrue(verification.identical(), () -> verification.first().toString());
    assertEquals(FRAMES, verification.frames());

    ClosedForm form =
        new ClosedForm(model, lanes, spikeWordBits, features, expected, network.hidden());
    boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
    for (int t = 0; t < FRAMES; t++) {
      assertEquals(form.frame(t, keyword && t == FRAMES - 1), result.frames().get(t));
    }
    assertEquals(result, machine.run(features));
  }

  @Property(tries = 60)
  void aClipCutIntoStepsDecidesLikeAWholeOne(@ForAll long seed) {
    IntegerModel model = RandomModels.model(seed);
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
