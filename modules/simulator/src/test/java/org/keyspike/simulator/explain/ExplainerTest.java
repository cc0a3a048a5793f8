package org.keyspike.simulator.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.LayersImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.MemoryFault;
import org.keyspike.simulator.machine.TinyImage;

/**
 * Every kind of explanation, worked out by hand. Both bands rise in every frame, so that the
 * encoder spikes in channels 0, 1, 4 and 5; of the neurons 2 and 3 spike in both steps.
 */
class ExplainerTest {
  private static final WeightImage IMAGE = TinyImage.frameWise(4, Packing.DENSE);
  private static final byte[] CLIP = {90, 80, 90, 80, 90, 80};
  private static final Architecture MACHINE = Machines.roomy(4, 4);

  private static String explained(WeightImage image, byte[] clip, MemoryFault fault) {
    Machine machine = new Machine(image, Machines.roomy(image.lanes(), 4));
    machine.inject(fault);
    Trace expected = Trace.of(new IntegerNetwork(image.model()), clip);
    return new Explainer(image, machine)
        .explain(0, clip, expected, Optional.of(image))
        .orElseThrow()
        .text();
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines);
  }

  /** W[2, 4] is 3 and becomes 7. */
  @Test
  void aWeightThatIsRead() {
    assertEquals(
        lines(
            "first mismatch, found in 2 runs: potential of clip 0, frame 0, step 0, layer 0,"
                + " neuron 2: found 11, expected 7",
            "  membrane before    0",
            "  leak               200",
            "  leaked             0",
            "  sum of W           10",
            "  shift of W         0",
            "  bias               1",
            "  threshold          4",
            "  found              11",
            "  expected           7",
            "  read W0 of input 0: 2 bytes at address 0, weight -1",
            "  read W0 of input 1: 2 bytes at address 4, weight 0",
            "  read W0 of input 4: 2 bytes at address 16, weight 7",
            "  read W0 of input 5: 2 bytes at address 20, weight 4",
            "  WRONG: W0 of input 4: bit 2 of the byte at address 17 is 1, should be 0"),
        explained(IMAGE, CLIP, new MemoryFault(Memory.WEIGHT, 17, 2, 0)));
  }

  /** Neuron 4 is alone in the second group; its bias is 1 and becomes 3. */
  @Test
  void aParameter() {
    String text = explained(IMAGE, CLIP, new MemoryFault(Memory.PARAMETER, 2, 25, 0));
    assertTrue(text.contains("neuron 4: found 3, expected 1"), text);
    assertTrue(
        text.endsWith("WRONG: bias 4 is 3, should be 1 (parameter memory, word 2, bit 25)"), text);
  }

  /** The membrane of neuron 4 is 2 after the first frame and becomes 10. */
  @Test
  void aMembraneThatTheFrameBeforeLeft() {
    assertEquals(
        lines(
            "first mismatch, found in 3 runs: potential of clip 0, frame 1, step 0, layer 0,"
                + " neuron 4: found 9, expected 3",
            "  membrane before    10",
            "  leak               200",
            "  leaked             8",
            "  sum of W           0",
            "  shift of W         0",
            "  sum of U           0",
            "  shift of U         0",
            "  bias               1",
            "  threshold          4",
            "  found              9",
            "  expected           3",
            "  read W0 of input 0: 2 bytes at address 2, weight 5",
            "  read W0 of input 1: 2 bytes at address 6, weight 6",
            "  read W0 of input 4: 2 bytes at address 18, weight -6",
            "  read W0 of input 5: 2 bytes at address 22, weight -5",
            "  read U0 of input 2: 2 bytes at address 42, weight 0",
            "  read U0 of input 3: 2 bytes at address 46, weight 0",
            "  WRONG: membrane 4 is 10, should be 2 (membrane memory, word 1, bit 3)"),
        explained(IMAGE, CLIP, new MemoryFault(Memory.MEMBRANE, 1, 3, 1)));
  }

  /** In the second frame band 0 rises and band 1 falls by a fine step: channels 0, 4 and 7. */
  @Test
  void spikesOfTheEncoderInItsFrame() {
    byte[] clip = {90, 80, 90, 6};
    String text = explained(IMAGE, clip, new MemoryFault(Memory.MEMBRANE, 1, 3, 1));
    assertTrue(text.contains("sum of W           -4"), text);
    assertTrue(
        text.contains(
            lines(
                "  read W0 of input 0: 2 bytes at address 2, weight 5",
                "  read W0 of input 4: 2 bytes at address 18, weight -6",
                "  read W0 of input 7: 2 bytes at address 30, weight -3",
                "  read U0 of input 2")),
        text);
  }

  /** Neuron 0 has not spiked in the second step of the first frame: 1 more comes through U. */
  @Test
  void aSpikeOfTheFrameBefore() {
    String text = explained(IMAGE, CLIP, new MemoryFault(Memory.SPIKE, 8, 0, 1));
    assertTrue(text.contains("frame 1, step 1, layer 0, neuron 0: found -47, expected -48"), text);
    assertTrue(text.contains(lines("membrane before    -40", "  leak ")), text);
    assertTrue(text.contains("leaked             -31"), text);
    assertTrue(text.contains("sum of W           -18"), text);
    assertTrue(
        text.endsWith(
            "WRONG: spike 0 of layer 0 in step 1 of the frame before is 1, should be 0"
                + " (spike memory, word 8, bit 0)"),
        text);
  }

  /** Neuron 2 has spiked; in the third frame the spikes before are in the other region. */
  @Test
  void aSpikeOfTheOtherParity() {
    String text = explained(IMAGE, CLIP, new MemoryFault(Memory.SPIKE, 2, 2, 2));
    assertTrue(text.contains("frame 2, step 0, layer 0, neuron 2: "), text);
    assertTrue(
        text.endsWith(
            "WRONG: spike 2 of layer 0 in step 0 of the frame before is 0, should be 1"
                + " (spike memory, word 2, bit 2)"),
        text);
  }

  @Test
  void anEstimate() {
    assertEquals(
        lines(
            "first mismatch, found in 3 runs: encoder spike of clip 0, frame 1, step 0,"
                + " channel 1: found 0, expected 1",
            "  feature            80",
            "  coarse step        6",
            "  fine step          3",
            "  estimate before    134",
            "  residual before    3",
            "  found              0",
            "  expected           1",
            "  WRONG: estimate 1 is 134, should be 6 (encoder memory, word 0, bit 39)"),
        explained(IMAGE, CLIP, new MemoryFault(Memory.ENCODER, 0, 39, 1)));
  }

  /** Two spikes each of neurons 2 and 3 make −10 of class 1. */
  @Test
  void aBiasOfTheReadout() {
    assertEquals(
        lines(
            "first mismatch, found in 3 runs: logit of clip 0, frame 0, step 0, class 1:"
                + " found -9, expected -10",
            "  bias               1",
            "  found              -9",
            "  expected           -10",
            "  read H of input 2: 2 bytes at address 56, weight -2",
            "  read H of input 3: 2 bytes at address 58, weight -3",
            "  WRONG: bias of map 1 1 is 1, should be 0 (parameter memory, word 3, bit 64)"),
        explained(IMAGE, CLIP, new MemoryFault(Memory.PARAMETER, 3, 64, 0)));
  }

  /** 14 a frame and hidden unit 0: after two frames 28, of which class 1 has one. */
  @Test
  void aSumOfAKeywordReadout() {
    assertEquals(
        lines(
            "first mismatch, found in 3 runs: logit of clip 0, frame 1, step 0, class 1:"
                + " found 29, expected 28",
            "  bias               0",
            "  found              29",
            "  expected           28",
            "  read H1 of input 2: 2 bytes at address 36, weight 0",
            "  read H1 of input 3: 2 bytes at address 38, weight 0",
            "  read H2 of input 0: 2 bytes at address 42, weight 1",
            "  read H2 of input 1: 2 bytes at address 44, weight 0",
            "  WRONG: sum 0 is 15, should be 14 (sum memory, word 0, bit 0)"),
        explained(
            TinyImage.keyword(4, 2),
            new byte[] {90, 80, 90, 80},
            new MemoryFault(Memory.SUM, 0, 0, 1)));
  }

  /** Neuron 3 has w = 2 after two spikes, which becomes 10. */
  @Test
  void anAdaptation() {
    assertEquals(
        lines(
            "first mismatch, found in 3 runs: adaptation of clip 0, frame 1, step 0, layer 0,"
                + " neuron 3: found 10, expected 2",
            "  membrane before    3",
            "  leak               200",
            "  leaked             2",
            "  sum of W           5",
            "  shift of W         0",
            "  bias               1",
            "  threshold          4",
            "  adaptation         10",
            "  adaptation leak    128",
            "  coupling           0",
            "  jump               1",
            "  found              10",
            "  expected           2",
            "  read W0 of input 0: 2 bytes at address 0, weight 2",
            "  read W0 of input 1: 2 bytes at address 4, weight 3",
            "  WRONG: adaptation 3 is 10, should be 2 (membrane memory, word 2, bit 51)"),
        explained(TinyImage.adaptive(4), CLIP, new MemoryFault(Memory.MEMBRANE, 2, 51, 1)));
  }

  /** w of neuron 3 is 1 after its spike in the first step, and 3 with another jump. */
  @Test
  void aJump() {
    String text =
        explained(TinyImage.adaptive(4), CLIP, new MemoryFault(Memory.PARAMETER, 3, 137, 0));
    assertTrue(
        text.contains("adaptation of clip 0, frame 0, step 1, layer 0, neuron 3: found 3"), text);
    assertTrue(text.contains("membrane before    2"), text);
    assertTrue(text.contains(lines("adaptation         3", "  adaptation leak    128")), text);
    assertTrue(
        text.endsWith("WRONG: jump 3 is 3, should be 1 (parameter memory, word 3, bit 137)"), text);
  }

  /** Neuron 3 has 55 in the first step of the third frame, and spikes. */
  @Test
  void aMembraneOfTheStepBefore() {
    String text = explained(IMAGE, CLIP, new MemoryFault(Memory.SPIKE, 4, 3, 2));
    assertTrue(text.contains("frame 2, step 1, layer 0, neuron 3: found 59, expected 60"), text);
    assertTrue(
        text.contains(
            lines(
                "  membrane before    51",
                "  leak               200",
                "  leaked             40",
                "  sum of W           18",
                "  shift of W         0",
                "  sum of U           1",
                "  shift of U         0",
                "")),
        text);
    assertTrue(text.contains("read U0 of input 3: 2 bytes at address 44, weight 1"), text);
  }

  /** Neuron n has 2 n + 1 in the first frame, so that 1 to 4 spike in its second step. */
  @Test
  void featuresThatAreReadDirectly() {
    LayerImage layer = IMAGE.layers().get(0);
    IntegerMatrix weights = new IntegerMatrix(5, 2, new byte[] {0, 0, 1, 0, 2, 0, 3, 0, 4, 0});
    LayerImage direct = layer(PackedMatrix.of(weights, 4, 4), layer.recurrent(), 0);
    WeightImage image =
        new WeightImage(
            new InputImage(IMAGE.features(), new IntegerEncoder.Direct()),
            new LayersImage(List.of(direct)),
            IMAGE.readout(),
            IMAGE.arithmetic(),
            IMAGE.description());
    // In the second frame 1, 3 and 4 spike in the second step; neuron 0 keeps 3 all the time.
    assertEquals(
        lines(
            "first mismatch, found in 4 runs: potential of clip 0, frame 2, step 1, layer 0,"
                + " neuron 0: found 4, expected 3",
            "  membrane before    3",
            "  leak               200",
            "  leaked             2",
            "  sum of W           0",
            "  shift of W         0",
            "  sum of U           0",
            "  shift of U         0",
            "  bias               1",
            "  threshold          4",
            "  found              4",
            "  expected           3",
            "  read W0 of input 0: 2 bytes at address 0, weight 0",
            "  read U0 of input 1: 2 bytes at address 12, weight 0",
            "  read U0 of input 3: 2 bytes at address 20, weight 0",
            "  read U0 of input 4: 2 bytes at address 24, weight 0",
            "  WRONG: spike 0 of layer 0 in step 1 of the frame before is 1, should be 0"
                + " (spike memory, word 10, bit 0)"),
        explained(image, new byte[] {2, 0, 0, 2, 2, 0}, new MemoryFault(Memory.SPIKE, 10, 0, 2)));
  }

  /** The second layer takes spikes one to one, times 4. */
  @Test
  void aWeightOfTheSecondLayer() {
    LayerImage first = IMAGE.layers().get(0);
    LayerImage second = layer(first.recurrent().orElseThrow(), Optional.empty(), 2);
    assertEquals(
        lines(
            "first mismatch, found in 2 runs: potential of clip 0, frame 0, step 0, layer 1,"
                + " neuron 2: found 13, expected 5",
            "  membrane before    0",
            "  leak               200",
            "  leaked             0",
            "  sum of W           3",
            "  shift of W         2",
            "  bias               1",
            "  threshold          4",
            "  found              13",
            "  expected           5",
            "  read W1 of input 2: 2 bytes at address 60, weight 3",
            "  read W1 of input 3: 2 bytes at address 64, weight 0",
            "  WRONG: W1 of input 2: bit 1 of the byte at address 61 is 1, should be 0"),
        explained(
            IMAGE.withLayers(List.of(first, second)),
            CLIP,
            new MemoryFault(Memory.WEIGHT, 61, 1, 0)));
  }

  /** Band 1, neuron 3 and class 1 have words of their own. */
  @Test
  void groupsOfOneLane() {
    WeightImage image = TinyImage.frameWise(1, Packing.DENSE);
    String estimate =
        explained(image, new byte[] {90, 80, 90, 81}, new MemoryFault(Memory.ENCODER, 1, 7, 1));
    assertTrue(
        estimate.contains(
            lines(
                "  feature            81",
                "  coarse step        6",
                "  fine step          3",
                "  estimate before    134",
                "  residual before    3",
                "")),
        estimate);
    assertTrue(
        estimate.endsWith("estimate 1 is 134, should be 6 (encoder memory, word 1, bit 7)"),
        estimate);
    String step = explained(image, CLIP, new MemoryFault(Memory.PARAMETER, 1, 7, 0));
    assertTrue(step.contains("coarse step        134"), step);
    assertTrue(
        step.endsWith("coarse step 1 is 134, should be 6 (parameter memory, word 1, bit 7)"), step);
    String leak = explained(image, CLIP, new MemoryFault(Memory.PARAMETER, 5, 3, 0));
    assertTrue(leak.contains(lines("membrane before    15", "  leak               192")), leak);
    assertTrue(
        leak.endsWith("leak 3 is 192, should be 200 (parameter memory, word 5, bit 3)"), leak);
    String bias = explained(image, CLIP, new MemoryFault(Memory.PARAMETER, 8, 25, 0));
    assertTrue(bias.contains(lines("bias               2", "  found              -8")), bias);
    assertTrue(bias.contains("read H of input 2: 1 bytes at address 70, weight -2"), bias);
    assertTrue(
        bias.endsWith("bias of map 1 1 is 2, should be 0 (parameter memory, word 8, bit 25)"),
        bias);
  }

  private static LayerImage layer(
      PackedMatrix weight, Optional<PackedMatrix> recurrent, int shift) {
    LayerImage like = IMAGE.layers().get(0);
    return new LayerImage(
        weight,
        recurrent,
        like.bias(),
        like.leak(),
        like.threshold(),
        like.adaptation(),
        shift,
        0,
        like.code(),
        like.delays());
  }

  @Test
  void everyOtherFieldThatANumberComesFrom() {
    ends(IMAGE, Memory.PARAMETER, 1, 88, 0, "threshold 2 is 5, should be 4");
    ends(IMAGE, Memory.PARAMETER, 0, 62, 0, "fine step 1 is 67, should be 3");
    ends(IMAGE, Memory.ENCODER, 0, 55, 1, "residual 1 is 131, should be 3");
    WeightImage adaptive = TinyImage.adaptive(4);
    ends(adaptive, Memory.PARAMETER, 3, 126, 0, "adaptation leak 3 is 192, should be 128");
    ends(adaptive, Memory.PARAMETER, 3, 134, 0, "coupling 3 is 64, should be 0");
  }

  private static void ends(
      WeightImage image, Memory memory, int word, int bit, int frame, String what) {
    String text = explained(image, CLIP, new MemoryFault(memory, word, bit, frame));
    String place = " (" + memory.key() + " memory, word " + word + ", bit " + bit + ")";
    assertTrue(text.endsWith("WRONG: " + what + place), text);
  }

  /** Twice the sum of neuron 0, −18, or, in the second frame, twice the 1 of neuron 2. */
  @Test
  void aShift() {
    Trace expected = Trace.of(new IntegerNetwork(IMAGE.model()), CLIP);
    for (boolean recurrent : new boolean[] {false, true}) {
      LayerImage layer = IMAGE.layers().get(0);
      LayerImage shifted =
          new LayerImage(
              layer.weight(),
              layer.recurrent(),
              layer.bias(),
              layer.leak(),
              layer.threshold(),
              layer.adaptation(),
              recurrent ? 0 : 1,
              recurrent ? 1 : 0,
              layer.code(),
              layer.delays());
      Explanation explanation =
          new Explainer(IMAGE.withLayers(List.of(shifted)), MACHINE)
              .explain(7, CLIP, expected, Optional.of(IMAGE))
              .orElseThrow();
      Mismatch first = explanation.mismatch();
      assertEquals(
          recurrent
              ? new Mismatch(7, 1, 0, 0, 2, Mismatch.What.POTENTIAL, 13, 12)
              : new Mismatch(7, 0, 0, 0, 0, Mismatch.What.POTENTIAL, -35, -17),
          first);
      assertEquals(
          List.of("shift of " + (recurrent ? "U" : "W") + " is 1, should be 0"),
          explanation.differences().stream().map(Object::toString).toList());
    }
  }

  /** Other matrices, other lanes, an adaptation more. */
  @Test
  void aSoundImageOfAnotherFormIsRefused() {
    Trace expected = Trace.of(new IntegerNetwork(IMAGE.model()), CLIP);
    Machine machine = new Machine(IMAGE, MACHINE);
    machine.inject(new MemoryFault(Memory.WEIGHT, 17, 2, 0));
    Explainer explainer = new Explainer(IMAGE, machine);
    for (WeightImage other :
        List.of(
            TinyImage.keyword(4, 2),
            TinyImage.adaptive(4),
            TinyImage.frameWise(8, Packing.DENSE))) {
      assertEquals(
          "the sound image has matrices of another form",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> explainer.explain(0, CLIP, expected, Optional.of(other)))
              .getMessage());
    }
  }
}
