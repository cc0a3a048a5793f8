package org.keyspike.simulator.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.MemoryFault;
import org.keyspike.simulator.machine.TinyImage;

/**
 * Networks of every code and with delays, one bit of whose spike memory flips while a clip runs.
 */
class LateInputsTest {
  private static final int FRAMES = 14;
  private static final long SEED = 31;

  /** Whatever makes a wrong number was written by a frame before, or is a digit of a delay. */
  @Test
  void aWrongNumberIsTracedToTheBit() {
    SplittableRandom random = new SplittableRandom(SEED);
    int wrong = 0;
    int late = 0;
    int digits = 0;
    for (int i = 0; i < 100; i++) {
      long seed = random.nextLong();
      IntegerModel model = RandomModels.everyKind(seed);
      byte[] clip = RandomModels.features(model, FRAMES, seed);
      WeightImage image = Machines.image(model, random.nextInt(8, 80));
      Machine machine = new Machine(image, Machines.roomy(image.lanes(), random.nextInt(4, 65)));
      int word = random.nextInt(machine.spikes().words());
      int bit = random.nextInt(machine.spikes().wordBits());
      MemoryFault fault = new MemoryFault(Memory.SPIKE, word, bit, random.nextInt(1, FRAMES));
      machine.inject(fault);
      Optional<Explanation> explanation =
          new Explainer(image, machine)
              .explain(0, clip, Trace.of(new IntegerNetwork(model), clip), Optional.of(image));
      if (explanation.isPresent()) {
        wrong++;
        String what = "seed " + seed + ": " + explanation.get().text();
        assertEquals(1, explanation.get().differences().size(), what);
        Explanation.Difference one = explanation.get().differences().get(0);
        assertEquals(Optional.of(Memory.SPIKE), one.memory(), what);
        assertEquals(word, one.address(), what);
        assertEquals(bit, one.bit(), what);
        late += one.what().matches(".* of the frame \\d+ before") ? 1 : 0;
        digits += one.what().matches("digit \\d of the delay of input \\d+ of layer \\d") ? 1 : 0;
      }
    }
    int found = wrong;
    assertTrue(wrong > 10 && late > 2 && digits > 0, () -> found + " wrong numbers");
  }

  /**
   * A wrong potential is what its operands add up to, with what came in of any code, late or not.
   */
  @Test
  void theOperandsOfAPotentialAddUpToIt() {
    SplittableRandom random = new SplittableRandom(SEED);
    int checked = 0;
    for (int i = 0; i < 100; i++) {
      long seed = random.nextLong();
      IntegerModel model = RandomModels.everyKind(seed);
      byte[] clip = RandomModels.features(model, FRAMES, seed);
      WeightImage image = Machines.image(model, random.nextInt(8, 80));
      Machine machine = new Machine(image, Machines.roomy(image.lanes(), 32));
      int address = random.nextInt(machine.weights().size());
      machine.inject(new MemoryFault(Memory.WEIGHT, address, random.nextInt(8), 0));
      Optional<Explanation> explanation =
          new Explainer(image, machine)
              .explain(0, clip, Trace.of(new IntegerNetwork(model), clip), Optional.empty());
      if (explanation.isPresent()
          && explanation.get().mismatch().what() == Mismatch.What.POTENTIAL) {
        Map<String, Integer> of =
            explanation.get().operands().stream()
                .collect(
                    Collectors.toMap(
                        Explanation.Operand::name, Explanation.Operand::value, (a, b) -> b));
        int sum =
            of.get("leaked")
                + (of.get("sum of W") << of.get("shift of W"))
                + (of.getOrDefault("sum of U", 0) << of.getOrDefault("shift of U", 0))
                + of.get("bias")
                - of.getOrDefault("adaptation", 0);
        int top = model.membraneMax();
        assertEquals(
            Math.min(Math.max(sum, -top - 1), top),
            of.get("found"),
            () -> "seed " + seed + ": " + explanation.get().text());
        checked++;
      }
    }
    int found = checked;
    assertTrue(checked > 10, () -> found + " potentials");
  }

  /** A machine of another shape has nothing at the same places. */
  @Test
  void aSoundImageOfAnotherCodeOrOtherDelaysIsRefused() {
    WeightImage image = TinyImage.frameWise(4, Packing.DENSE);
    byte[] clip = {90, 90, 0, 90};
    Machine machine = new Machine(image, Machines.roomy(4, 4));
    machine.inject(new MemoryFault(Memory.WEIGHT, 17, 2, 0));
    Trace expected = Trace.of(new IntegerNetwork(image.model()), clip);
    LayerImage layer = image.layers().get(0);
    IntegerVector late = new IntegerVector(0, 0, 0, 0, 0, 0, 0, 1);
    for (LayerImage other :
        List.of(
            with(layer, new IntegerCode.PowersOfTwo(2), Optional.empty()),
            with(layer, layer.code(), Optional.of(late)))) {
      Optional<WeightImage> sound = Optional.of(image.withLayers(List.of(other)));
      Explainer explainer = new Explainer(image, machine);
      assertThrows(
          IllegalArgumentException.class, () -> explainer.explain(0, clip, expected, sound));
    }
    assertTrue(
        new Explainer(image, machine).explain(0, clip, expected, Optional.of(image)).isPresent());
  }

  private static LayerImage with(
      LayerImage layer, IntegerCode code, Optional<IntegerVector> delays) {
    return new LayerImage(
        layer.weight(),
        layer.recurrent(),
        layer.bias(),
        layer.leak(),
        layer.threshold(),
        layer.adaptation(),
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        code,
        delays);
  }
}
