package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a spec says of its parameters, and the ends of the ranges of its fields. */
class NetworkSpecTest {
  private static final Surrogate BOXCAR = Surrogate.of(Surrogate.Shape.BOXCAR);

  private static LayerSpec layer(int neurons, Neuron neuron, boolean norm, double dropout) {
    return new LayerSpec(neurons, neuron, BOXCAR, norm, true, dropout);
  }

  private static NetworkSpec spec(int timeSteps, NumberFormat format, LayerSpec... layers) {
    return new NetworkSpec(
        new FeatureSpec(3, 1),
        new EncoderSpec.Residual(true),
        List.of(layers),
        new ReadoutSpec.Keyword(4, 2, 100),
        timeSteps,
        format);
  }

  private static NumberFormat format(int weightBits, int membraneBits, int layers) {
    return new NumberFormat(
        weightBits,
        membraneBits,
        Collections.nCopies(layers, new NumberFormat.LayerFormat(8, 4, 5)),
        new NumberFormat.ReadoutFormat(9, 2, 4));
  }

  private static void refused(String field, Executable made) {
    assertEquals(field, assertThrows(SpecException.class, made).field());
  }

  /** Names as they stand in checkpoint files, with shapes as text. */
  @Test
  void parametersAreNamedAndShapedInTheirOrder() {
    NetworkSpec spec =
        spec(2, null, layer(5, new RecurrentLif(), true, 0), layer(6, new AdaptiveLif(), false, 0));
    assertEquals(
        List.of(
            "encoder.rho [3]",
            "encoder.kappa [3]",
            "layer1.weight [5, 12]",
            "layer1.recurrent [5, 5]",
            "layer1.bias [5]",
            "layer1.leak [5]",
            "layer1.norm.scale [5]",
            "layer1.norm.shift [5]",
            "layer1.norm.mean [5]",
            "layer1.norm.variance [5]",
            "layer2.weight [6, 5]",
            "layer2.bias [6]",
            "layer2.leak [6]",
            "layer2.adaptation.leak [6]",
            "layer2.adaptation.coupling [6]",
            "layer2.adaptation.jump [6]",
            "readout.hidden.weight [4, 6]",
            "readout.hidden.bias [4]",
            "readout.output.weight [2, 4]",
            "readout.output.bias [2]"),
        spec.parameters().stream().map(p -> p.name() + " " + Arrays.toString(p.shape())).toList());
    assertEquals(12, spec.channels());
    assertEquals(12, spec.inputs(0));
    assertEquals(5, spec.inputs(1));
    assertEquals(6, spec.readoutInputs());
    assertEquals(Optional.empty(), spec.numberFormat());
    NetworkSpec folded = spec.folded();
    assertEquals(
        spec(
            2, null, layer(5, new RecurrentLif(), false, 0), layer(6, new AdaptiveLif(), false, 0)),
        folded);
    NumberFormat format = format(4, 16, 2);
    assertEquals(Optional.of(format), folded.withFormat(format).numberFormat());
    refused("format", () -> spec.withFormat(format));
    refused("format.layers", () -> folded.withFormat(format(4, 16, 1)));
  }

  @Test
  void neuronsSayHowTheyRunOnTheGrid() {
    assertEquals(Neuron.IntegerForm.LEAKY, new Lif().integerForm());
    assertEquals(Neuron.IntegerForm.LEAKY, new RecurrentLif().integerForm());
    assertEquals(Neuron.IntegerForm.ADAPTIVE, new AdaptiveLif().integerForm());
  }

  @Test
  void encodersHaveTheirChannelsAndSteps() {
    assertEquals(5, new EncoderSpec.Direct().channels(5));
    assertEquals(List.of(), new EncoderSpec.Direct().parameters(5));
    assertArrayEquals(new int[] {1}, new EncoderSpec.Residual(false).parameters(5).get(1).shape());
  }

  @Test
  void fieldsReachTheEndsOfTheirRanges() {
    Neuron lif = new Lif();
    assertEquals(1, spec(1, null, layer(1, lif, false, 0)).timeSteps());
    assertEquals(2, spec(2, null, layer(1 << 20, lif, false, 0.999)).timeSteps());
    refused("timeSteps", () -> spec(0, null, layer(1, lif, false, 0)));
    refused("timeSteps", () -> spec(3, null, layer(1, lif, false, 0)));
    refused("layers.neurons", () -> layer(0, lif, false, 0));
    refused("layers.neurons", () -> layer((1 << 20) + 1, lif, false, 0));
    refused("layers.dropout", () -> layer(1, lif, false, 1));
    refused("layers.dropout", () -> layer(1, lif, false, -0.1));
    refused("layers.dropout", () -> layer(1, lif, false, Double.NaN));
    assertEquals(1, new FeatureSpec(1, Double.MIN_VALUE).bands());
    assertEquals(
        "network: features.bands is 0, expected at least 1",
        assertThrows(SpecException.class, () -> new FeatureSpec(0, 1)).getMessage());
    assertEquals(
        "network: features.bands is 1048577, expected at most 1048576",
        assertThrows(SpecException.class, () -> new FeatureSpec(1048577, 1)).getMessage());
    for (double gain : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("features.gain", () -> new FeatureSpec(1, gain));
    }
    assertEquals(1, new ReadoutSpec.Keyword(1, 2, 1).frames());
    refused("readout.hidden", () -> new ReadoutSpec.Keyword(0, 2, 1));
    refused("readout.frames", () -> new ReadoutSpec.Keyword(1, 2, 0));
    refused("readout.classes", () -> new ReadoutSpec.Keyword(1, 1, 1));
    refused("readout.classes", () -> new ReadoutSpec.FrameWise(1));
    for (float slope : new float[] {0, -1, Float.NaN}) {
      refused("surrogate.slope", () -> new Surrogate(Surrogate.Shape.SIGMOID, slope));
    }
    for (float gain : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      refused("surrogate.gain", () -> new Surrogate(Surrogate.Shape.SIGMOID, 1, gain));
    }
    refused("range", () -> new Range(1, 0.9));
    assertEquals(1, new Range(1, 1).low());
    refused("neuron", () -> Neuron.named("iaf"));
  }

  @Test
  void formatsReachTheEndsOfTheirRanges() {
    assertEquals(1, format(2, 8, 0).weightMax());
    assertEquals(127, format(8, 8, 0).weightMax());
    assertEquals(32_767, format(8, 16, 0).membraneMax());
    refused("format.weightBits", () -> format(1, 8, 0));
    refused("format.weightBits", () -> format(9, 8, 0));
    refused("format.membraneBits", () -> format(2, 7, 0));
    refused("format.membraneBits", () -> format(2, 17, 0));
    for (int shift : new int[] {0, 24}) {
      assertEquals(-shift, new NumberFormat.ReadoutFormat(0, shift, 0).logitFraction());
    }
    for (int shift : new int[] {-1, 25}) {
      refused("format.readout.hiddenShift", () -> new NumberFormat.ReadoutFormat(0, shift, 0));
    }
  }

  private static InitialValues initial(Range leak, Range jump, double recurrent, double norm) {
    return new InitialValues(leak, leak, new Range(-0.5, 127.0 / 256), jump, recurrent, norm);
  }

  @Test
  void initialValuesReachTheEndsOfTheirRanges() {
    Range leak = new Range(0, 255.0 / 256);
    assertEquals(0, initial(leak, leak, 0, Double.MIN_VALUE).recurrentScale());
    refused("leak", () -> initial(new Range(-0.1, 0.5), leak, 0, 1));
    InitialValues usual = InitialValues.USUAL;
    for (Range wrong : List.of(new Range(-0.6, 0), new Range(0, 1))) {
      refused(
          wrong.low() < 0 ? "adaptationLeak" : "adaptationCoupling",
          () ->
              new InitialValues(
                  usual.leak(),
                  wrong.low() < 0 ? wrong : usual.adaptationLeak(),
                  wrong,
                  usual.adaptationJump(),
                  0,
                  1));
    }
    refused("adaptationJump", () -> initial(leak, new Range(0, Double.POSITIVE_INFINITY), 0, 1));
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("recurrentScale", () -> initial(leak, leak, wrong, 1));
    }
    for (double wrong : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("normScale", () -> initial(leak, leak, 0, wrong));
    }
  }

  @Test
  void keptIndicesAscendWithinWhatThereWas() {
    assertEquals(List.of(0, 1, 2), KeptIndices.all(0, 3).indices());
    assertEquals(List.of(2), new KeptIndices(0, 3, List.of(2)).indices());
    refused("kept[1]", () -> new KeptIndices(1, 3, List.of()));
    refused("kept[1]", () -> new KeptIndices(1, 3, List.of(3)));
    refused("kept[1]", () -> new KeptIndices(1, 3, List.of(1, 0)));
    refused("kept[1]", () -> new KeptIndices(1, 3, List.of(-1)));
  }

  @Test
  void tensorsAreEqualByContent() {
    Tensor tensor = new Tensor(new int[] {2, 1}, new float[] {1, 2});
    assertEquals(tensor, tensor.copy());
    assertEquals(tensor.hashCode(), tensor.copy().hashCode());
    assertNotEquals(tensor, new Tensor(new int[] {1, 2}, new float[] {1, 2}));
    assertNotEquals(tensor, new Tensor(new int[] {2, 1}, new float[] {1, 3}));
    assertNotEquals(tensor.hashCode(), new Tensor(new int[] {2, 1}, new float[] {1, 3}).hashCode());
    assertFalse(tensor.equals(null));
    assertEquals("Tensor[2, 1]", tensor.toString());
    assertEquals(2, tensor.extent(0));
    assertEquals(1, tensor.extent(1));
    assertThrows(IllegalArgumentException.class, () -> new Tensor(new int[] {2, 2}, new float[3]));
    assertThrows(ArithmeticException.class, () -> Tensor.size(1 << 20, 1 << 20));
  }

  @Test
  void parametersAreReplacedByName() {
    Parameters one = new Parameters(Map.of("w", Tensor.zeros(2)));
    Parameters two = one.with("b", Tensor.zeros(1));
    assertTrue(two.has("w") && two.has("b") && !one.has("b"));
    assertEquals(3, two.size());
    assertEquals(two, one.with("b", Tensor.zeros(1)));
    assertEquals(two.hashCode(), one.with("b", Tensor.zeros(1)).hashCode());
    assertEquals("[Tensor[2]]", one.toString());
    assertEquals(one.names(), one.asMap().keySet());
    NoSuchElementException none = assertThrows(NoSuchElementException.class, () -> one.get("b"));
    assertEquals("no parameter b among [w]", none.getMessage());
  }

  @Test
  void checkpointsKnowWhatIsLeftAndWhatTheyWereMadeFrom() {
    Checkpoint checkpoint = CheckpointTest.small();
    assertEquals(KeptIndices.all(0, 3), checkpoint.kept(0));
    assertEquals(KeptIndices.all(1, 5), checkpoint.kept(1));
    assertEquals(
        Map.of("seed", "7", "recipe", "r"), checkpoint.madeFrom("recipe", "r").provenance());
    Parameters zeros = checkpoint.parameters().zerosLike();
    assertEquals(zeros, checkpoint.with(zeros).parameters());
    refused("layer1.bias shape", () -> checkpoint.with(zeros.with("layer1.bias", Tensor.zeros(4))));
    refused(
        "kept[2]",
        () ->
            new Checkpoint(
                checkpoint.spec(),
                checkpoint.classes(),
                zeros,
                Map.of(),
                List.of(KeptIndices.all(2, 5))));
  }
}
