package org.keyspike.simulator.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.LayersImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.network.Golden;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.SpokenNetworks;
import org.keyspike.simulator.machine.Machine;

/** Faults that the file's checksums cannot see, as they come after loading. */
class FaultTest {
  private static final int LANES = 32;
  private static final Architecture MACHINE = Machines.roomy(LANES, 32);

  /** Two hundred single-bit faults that change a known answer: each is named exactly. */
  @Tag("slow")
  @Test
  void everyFlippedWeightBitIsFoundToTheBit() {
    SplittableRandom random = new SplittableRandom(42);
    int found = 0;
    for (int tries = 0; found < 200; tries++) {
      assertTrue(tries < 4000, "too few faults change an answer");
      long seed = random.nextLong();
      IntegerModel model = RandomModels.model(seed);
      byte[] features = RandomModels.features(model, 20, seed);
      Packing packing = random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED;
      WeightImage image = Machines.image(model, LANES, packing);
      Trace expected = Trace.of(new IntegerNetwork(model), features);
      Machine machine = new Machine(image, MACHINE);
      int address = random.nextInt(machine.weights().size());
      int bit = random.nextInt(8);
      machine.weights().flip(address, bit);
      TraceAgreement verification = TraceAgreement.of(0, expected, machine.run(features).trace());
      Explanation explanation =
          new Explainer(image, machine)
              .explain(0, features, expected, Optional.of(image))
              .orElse(null);
      assertEquals(verification.identical(), explanation == null);
      if (explanation == null) {
        continue;
      }
      found++;
      assertEquals(verification.first().orElseThrow(), explanation.mismatch());
      assertTrue(
          explanation.reads().stream()
              .anyMatch(
                  read -> read.address() <= address && address < read.address() + read.bytes()),
          () -> "seed " + seed + ", address " + address + ": " + explanation.text());
      assertEquals(1, explanation.differences().size(), explanation::text);
      Explanation.Difference wrong = explanation.differences().get(0);
      assertEquals(address, wrong.address());
      assertEquals(bit, wrong.bit());
      assertTrue(explanation.text().contains("WRONG: "));
    }
  }

  private static final WeightImage IMAGE =
      Machines.image(GoldenModels.model("integer-adaptive"), LANES);
  private static final byte[] FEATURES = GoldenModels.features(Golden.read("integer-adaptive"));
  private static final Trace EXPECTED = Trace.of(new IntegerNetwork(IMAGE.model()), FEATURES);

  private static Explanation caught(WeightImage faulty) {
    Trace found = new Machine(faulty, MACHINE).run(FEATURES).trace();
    assertFalse(TraceAgreement.of(0, EXPECTED, found).identical());
    return new Explainer(faulty, MACHINE)
        .explain(0, FEATURES, EXPECTED, Optional.of(IMAGE))
        .orElseThrow();
  }

  private static WeightImage withLayer(int l, UnaryOperator<LayerImage> change) {
    List<LayerImage> layers = new ArrayList<>(IMAGE.layers());
    layers.set(l, change.apply(layers.get(l)));
    return IMAGE.withLayers(layers);
  }

  private static WeightImage with(IntegerEncoder encoder, List<LayerImage> layers) {
    return new WeightImage(
        new InputImage(IMAGE.features(), encoder),
        new LayersImage(layers),
        IMAGE.readout(),
        IMAGE.arithmetic(),
        IMAGE.description());
  }

  private static IntegerVector plus(IntegerVector vector, int index, int more) {
    int[] values = vector.values();
    values[index] += more;
    return new IntegerVector(values);
  }

  @Test
  void aWrongParameterIsCaughtAndNamed() {
    for (int l = 0; l < 2; l++) {
      WeightImage leak =
          withLayer(l, a -> layer(a, a.weight(), a.recurrent(), plus(a.leak(), 3, -40)));
      Explanation explanation = caught(leak);
      assertEquals(l, explanation.mismatch().layer());
      assertEquals(3, explanation.mismatch().neuron());
      assertEquals("leak 3", explanation.differences().get(0).what());
    }
  }

  @Test
  void aWrongStepOfTheEncoderIsCaughtAndNamed() {
    IntegerEncoder.Residual steps = (IntegerEncoder.Residual) IMAGE.encoder();
    WeightImage faulty =
        with(
            new IntegerEncoder.Residual(plus(steps.coarseSteps(), 2, 9), steps.fineSteps()),
            IMAGE.layers());
    Explanation explanation = caught(faulty);
    assertEquals(-1, explanation.mismatch().layer());
    assertEquals("coarse step 2", explanation.differences().get(0).what());
  }

  @Test
  void aShiftedAddressIsCaught() {
    WeightImage faulty = withLayer(0, a -> layer(a, rotated(a.weight()), a.recurrent(), a.leak()));
    assertEquals(0, caught(faulty).mismatch().layer());
  }

  /** The words of each input where those of the next should be. */
  private static PackedMatrix rotated(PackedMatrix matrix) {
    int stride = matrix.groups() * matrix.wordBytes();
    byte[] words = matrix.words();
    byte[] turned = new byte[words.length];
    System.arraycopy(words, stride, turned, 0, words.length - stride);
    System.arraycopy(words, 0, turned, words.length - stride, stride);
    return new PackedMatrix(matrix.rows(), matrix.columns(), matrix.word(), turned);
  }

  @Test
  void swappedLayersAreCaught() {
    // Layers of one size swapped, parameters and all.
    IntegerModel model = SpokenNetworks.keyword(40, 160, 16, 4, 2, 5);
    byte[] features = SpokenNetworks.features(40, 30, 1);
    WeightImage sound = Machines.image(model, LANES);
    Trace expected = Trace.of(new IntegerNetwork(model), features);
    WeightImage swapped = sound.withLayers(List.of(sound.layers().get(1), sound.layers().get(0)));
    Explanation explanation =
        new Explainer(swapped, MACHINE)
            .explain(0, features, expected, Optional.of(sound))
            .orElseThrow();
    assertEquals(0, explanation.mismatch().layer());
    assertFalse(explanation.differences().isEmpty());
  }

  @Test
  void bisectionTakesFewRuns() {
    Explanation explanation =
        caught(withLayer(1, a -> layer(a, a.weight(), a.recurrent(), plus(a.leak(), 0, -90))));
    assertTrue(explanation.runs() <= 2 + 7, () -> explanation.runs() + " runs");
    assertTrue(
        new Explainer(IMAGE, MACHINE).explain(0, FEATURES, EXPECTED, Optional.empty()).isEmpty());
  }

  private static LayerImage layer(
      LayerImage layer, PackedMatrix weight, Optional<PackedMatrix> recurrent, IntegerVector leak) {
    return new LayerImage(
        weight,
        recurrent,
        layer.bias(),
        leak,
        layer.threshold(),
        layer.adaptation(),
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        layer.code(),
        layer.delays());
  }
}
