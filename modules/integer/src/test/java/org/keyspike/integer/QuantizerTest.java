package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

class QuantizerTest {
  private static final LayerSpec LAYER =
      new LayerSpec(2, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0);

  private static NetworkSpec spec(EncoderSpec encoder, NumberFormat.LayerFormat units) {
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        encoder,
        List.of(LAYER),
        new ReadoutSpec.Keyword(1, 2, 5),
        2,
        new NumberFormat(4, 16, List.of(units), new NumberFormat.ReadoutFormat(6, 3, 2)));
  }

  private static Parameters parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(Names.RHO, tensor(1, 1, ResidualEncoder.rhoOf(0.6)));
    tensors.put(Names.KAPPA, tensor(1, 1, -20));
    tensors.put(Names.weight(0), tensor(2, 4, 0.03125f, -0.03125f, 0.1f, 9, -9, 0, 0.5f, -0.5f));
    tensors.put(Names.recurrent(0), tensor(2, 2, 0.25f, -0.25f, 1, -1));
    tensors.put(Names.bias(0), new Tensor(new int[] {2}, new float[] {0.3f, -100}));
    tensors.put(Names.leak(0), new Tensor(new int[] {2}, new float[] {0.9f, 1}));
    tensors.put(Names.HIDDEN_WEIGHT, tensor(1, 2, 0.5f, -3));
    tensors.put(Names.HIDDEN_BIAS, new Tensor(new int[] {1}, new float[] {0.5f}));
    tensors.put(Names.OUTPUT_WEIGHT, tensor(2, 1, 1.1f, -0.125f));
    tensors.put(Names.OUTPUT_BIAS, new Tensor(new int[] {2}, new float[] {1, -0.5f}));
    return new Parameters(tensors);
  }

  private static Tensor tensor(int rows, int columns, float... values) {
    return new Tensor(new int[] {rows, columns}, values);
  }

  @Test
  void everyIntegerIsTheOneWorkedOutByHand() {
    IntegerModel model =
        Quantizer.quantize(
            spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2)),
            parameters());
    IntegerLayer layer = model.layers().get(0);
    // 0.6·16 = 9.6 → 10; δ² vanishes and is kept at 1.
    assertEquals(
        new IntegerEncoder.Residual(new IntegerVector(10), new IntegerVector(1)), model.encoder());
    // Halves go up: 0.03125·16 = ½ → 1, −½ → 0.
    assertArrayEquals(new byte[] {1, 0, 2, 7, -8, 0, 7, -8}, layer.weight().values());
    assertArrayEquals(new byte[] {1, -1, 4, -4}, layer.recurrent().orElseThrow().values());
    assertEquals(new IntegerVector(77, -25600), layer.bias());
    assertEquals(new IntegerVector(230, 255), layer.leak());
    assertEquals(new IntegerVector(256, 256), layer.threshold());
    assertEquals(4, layer.shiftWeight());
    assertEquals(6, layer.shiftRecurrent());
    // T·TS = 10: 0.05·64 = 3.2 → 3, −0.3·64 = −19.2 → −8.
    assertEquals(
        new IntegerReadout.Keyword(
            new IntegerMatrix(1, 2, new byte[] {3, -8}),
            new IntegerVector(32),
            3,
            new IntegerMatrix(2, 1, new byte[] {4, 0}),
            new IntegerVector(32, -16),
            5,
            5),
        model.readout());
    assertEquals(1 / 32.0, model.readout().logitUnit());
  }

  @Test
  void everyBandHasItsSteps() {
    NetworkSpec bands =
        new NetworkSpec(
            new FeatureSpec(3, 1),
            new EncoderSpec.Residual(true),
            List.of(LAYER),
            new ReadoutSpec.FrameWise(2),
            1,
            null);
    Tensor rho =
        new Tensor(
            new int[] {3},
            new float[] {
              ResidualEncoder.rhoOf(0.6), ResidualEncoder.rhoOf(1), ResidualEncoder.rhoOf(5000)
            });
    Tensor kappa = new Tensor(new int[] {3}, new float[] {-20, 0, 20});
    Parameters steps = new Parameters(Map.of(Names.RHO, rho, Names.KAPPA, kappa));
    assertEquals(
        new IntegerEncoder.Residual(
            new IntegerVector(10, 16, 32767), new IntegerVector(1, 8, 32767)),
        Quantizer.encoder(bands, steps));

    NetworkSpec stepForward =
        new NetworkSpec(
            new FeatureSpec(3, 1),
            new EncoderSpec.StepForward(),
            List.of(LAYER),
            new ReadoutSpec.FrameWise(2),
            1,
            null);
    assertEquals(
        new IntegerEncoder.StepForward(new IntegerVector(10, 10, 10)),
        Quantizer.encoder(
            stepForward,
            new Parameters(
                Map.of(
                    Names.RHO,
                    new Tensor(new int[] {1}, new float[] {ResidualEncoder.rhoOf(0.6)})))));
  }

  @Test
  void adaptationIsTheOneWorkedOutByHand() {
    NetworkSpec leaky =
        spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2));
    NetworkSpec adaptive =
        new NetworkSpec(
            leaky.features(),
            leaky.encoder(),
            List.of(
                new LayerSpec(2, new RecurrentAdaptiveLif(), LAYER.surrogate(), false, true, 0)),
            leaky.readout(),
            leaky.timeSteps(),
            leaky.format());
    Parameters parameters =
        parameters()
            .with(Names.adaptationLeak(0), new Tensor(new int[] {2}, new float[] {0.95f, 0.9999f}))
            .with(Names.adaptationCoupling(0), new Tensor(new int[] {2}, new float[] {-0.5f, 0.5f}))
            .with(Names.adaptationJump(0), new Tensor(new int[] {2}, new float[] {0.1f, -200}));
    // 0.95·256 = 243.2, 0.1·2^8 = 25.6; ρ, a and γ of the second neuron clip.
    assertEquals(
        new IntegerAdaptation(
            new IntegerVector(243, 255),
            new IntegerVector(-128, 127),
            new IntegerVector(26, -32768)),
        Quantizer.quantize(adaptive, parameters).layers().get(0).adaptation().orElseThrow());
  }

  private static LayerSpec layer(Neuron neuron, OutputCode code, int delays) {
    return new LayerSpec(2, neuron, LAYER.surrogate(), false, true, 0, code, delays);
  }

  private static NetworkSpec two(
      LayerSpec first, LayerSpec second, ReadoutSpec readout, int membraneFraction) {
    NumberFormat.LayerFormat units = new NumberFormat.LayerFormat(membraneFraction, 3, 2);
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.Residual(false),
        List.of(first, second),
        readout,
        2,
        new NumberFormat(4, 16, List.of(units, units), new NumberFormat.ReadoutFormat(6, 3, 2)));
  }

  private static Parameters two(NetworkSpec spec) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    spec.parameters().forEach(p -> tensors.put(p.name(), Tensor.zeros(p.shape())));
    return new Parameters(tensors);
  }

  /** Of K = 3 the integer 1 is a quarter: each W and U behind is shifted two bits less. */
  @Test
  void powersOfTwoAreTheOnesWorkedOutByHand() {
    LayerSpec powers = layer(new RecurrentShiftLif(), new OutputCode.PowersOfTwo(3), 0);
    NetworkSpec spec = two(powers, powers, new ReadoutSpec.Keyword(1, 2, 5), 8);
    Parameters parameters = two(spec).with(Names.HIDDEN_WEIGHT, tensor(1, 2, 0.5f, -3));
    IntegerModel model = Quantizer.quantize(spec, parameters);
    for (IntegerLayer layer : model.layers()) {
      assertEquals(new IntegerCode.PowersOfTwo(3), layer.code());
      assertEquals(new IntegerVector(256, 256), layer.threshold());
      assertEquals(8 - 2 - 2, layer.shiftRecurrent());
      assertEquals(Optional.empty(), layer.delays());
    }
    assertEquals(8 - 3, model.layers().get(0).shiftWeight(), "spikes of the encoder are whole");
    assertEquals(8 - 3 - 2, model.layers().get(1).shiftWeight());
    // T·TS = 10 and 4 units of an output: 0.0125·64 = 0.8, −0.075·64 = −4.8.
    IntegerReadout.Keyword readout = (IntegerReadout.Keyword) model.readout();
    assertEquals(new IntegerMatrix(1, 2, new byte[] {1, -5}), readout.hiddenWeight());
    assertEquals(5, readout.logitFraction());
  }

  /** Of A = 4 the integer 1 is an eighth, a potential of 2^5 units where F = 8. */
  @Test
  void gradedOutputsAreTheOnesWorkedOutByHand() {
    LayerSpec graded = layer(new RecurrentFatrelu(), new OutputCode.Graded(4), 0);
    NetworkSpec spec = two(graded, graded, new ReadoutSpec.FrameWise(2), 8);
    Parameters parameters =
        two(spec)
            .with(Names.threshold(0), new Tensor(new int[] {2}, new float[] {0.3f, -1}))
            .with(Names.threshold(1), new Tensor(new int[] {2}, new float[] {0, 200}))
            .with(Names.OUTPUT_WEIGHT, tensor(2, 2, 1.1f, -0.125f, 0, 100));
    IntegerModel model = Quantizer.quantize(spec, parameters);
    assertEquals(new IntegerVector(77, 0), model.layers().get(0).threshold(), "0.3·256 = 76.8");
    assertEquals(new IntegerVector(0, 32767), model.layers().get(1).threshold());
    for (IntegerLayer layer : model.layers()) {
      assertEquals(new IntegerCode.Graded(4, 5), layer.code());
      assertEquals(8 - 2 - 3, layer.shiftRecurrent());
    }
    assertEquals(8 - 3, model.layers().get(0).shiftWeight());
    assertEquals(8 - 3 - 3, model.layers().get(1).shiftWeight());
    // 8 units of an output: 1.1/8·4 = 0.55, −0.0625, 50 clips.
    assertEquals(
        new IntegerMatrix(2, 2, new byte[] {1, 0, 0, 7}),
        ((IntegerReadout.FrameWise) model.readout()).weight());
    assertEquals(2, Quantizer.onGrid(spec, parameters).data(Names.OUTPUT_WEIGHT)[0]);
  }

  @Test
  void delaysAreWholeFramesUpToTheMost() {
    LayerSpec late = layer(new Lif(), new OutputCode.Spikes(), 7);
    NetworkSpec spec = two(LAYER, late, new ReadoutSpec.FrameWise(2), 8);
    Parameters parameters =
        two(spec).with(Names.delay(1), new Tensor(new int[] {2}, new float[] {2.49f, 0.5f}));
    IntegerModel model = Quantizer.quantize(spec, parameters);
    assertEquals(Optional.empty(), model.layers().get(0).delays());
    assertEquals(Optional.of(new IntegerVector(2, 1)), model.layers().get(1).delays());
    assertArrayEquals(new float[] {2, 1}, Quantizer.onGrid(spec, parameters).data(Names.delay(1)));
    Parameters beyond =
        parameters.with(Names.delay(1), new Tensor(new int[] {2}, new float[] {9, -1}));
    assertEquals(
        Optional.of(new IntegerVector(7, 0)),
        Quantizer.quantize(spec, beyond).layers().get(1).delays());
  }

  /** With F = 2 there is no unit of an eighth. */
  @Test
  void aMembraneHasTheUnitsOfItsOutputs() {
    LayerSpec graded = layer(new Fatrelu(), new OutputCode.Graded(4), 0);
    NetworkSpec coarse =
        two(LAYER, graded, new ReadoutSpec.FrameWise(2), 3)
            .withFormat(
                new NumberFormat(
                    4,
                    16,
                    List.of(
                        new NumberFormat.LayerFormat(8, 4, 2),
                        new NumberFormat.LayerFormat(2, 1, 2)),
                    new NumberFormat.ReadoutFormat(6, 3, 2)));
    assertEquals(
        "network: format.layers[1].membraneFraction is 2, expected 3 to 14, so that the membrane"
            + " has the units of its outputs and can reach θ = 2^F",
        assertThrows(SpecException.class, () -> Quantizer.quantize(coarse, two(coarse)))
            .getMessage());
  }

  @Test
  void featuresTakeFourBitsOfTheShift() {
    Parameters direct = parameters().with(Names.weight(0), tensor(2, 1, 0.5f, -0.5f));
    IntegerModel model =
        Quantizer.quantize(
            spec(new EncoderSpec.Direct(), new NumberFormat.LayerFormat(8, 4, 2)), direct);
    assertEquals(0, model.layers().get(0).shiftWeight());
  }

  @Test
  void aFloatSpecAndAnUnreachableThresholdAreRefused() {
    NetworkSpec floats =
        spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2))
            .withFormat(null);
    assertThrows(SpecException.class, () -> Quantizer.quantize(floats, parameters()));
    NetworkSpec high =
        spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(15, 4, 2));
    SpecException refused =
        assertThrows(SpecException.class, () -> Quantizer.quantize(high, parameters()));
    assertTrue(refused.getMessage().contains("membraneFraction is 15, expected 0 to 14"));
  }

  @Test
  void theUseOfGridsIsToldByName() {
    NetworkSpec spec = spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2));
    Map<String, GridUse> uses = Quantizer.use(spec, parameters());
    assertEquals(
        List.of(
            Names.weight(0),
            Names.recurrent(0),
            Names.bias(0),
            Names.leak(0),
            Names.HIDDEN_WEIGHT,
            Names.HIDDEN_BIAS,
            Names.OUTPUT_WEIGHT,
            Names.OUTPUT_BIAS),
        List.copyOf(uses.keySet()));
    GridUse weight = uses.get(Names.weight(0));
    // 9 alone is clipped, ½ and −9 too: 8 → 7, 144 → 7 and −144 → −8; −½ is −8 itself.
    assertEquals(new GridUse(4, 1, -8, 7, 8, 2, 4, 3, weight.noise()), weight);
    assertEquals(10, uses.get(Names.HIDDEN_WEIGHT).scale());
  }

  /** What the encoder's steps follow from has no grid and stays; clipping alone rounds nothing. */
  @Test
  void parametersMoveOntoTheirGrids() {
    NetworkSpec spec = spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2));
    Parameters moved = Quantizer.onGrid(spec, parameters());
    assertEquals(parameters().get(Names.RHO), moved.get(Names.RHO));
    assertArrayEquals(new float[] {77 / 256f, -100}, moved.data(Names.bias(0)));
    assertArrayEquals(new float[] {3 * 10 / 64f, -8 * 10 / 64f}, moved.data(Names.HIDDEN_WEIGHT));
    Parameters clipped = parameters();
    Quantizer.clipToGrid(spec, clipped);
    assertArrayEquals(
        new float[] {0.03125f, -0.03125f, 0.1f, 7 / 16f, -0.5f, 0, 7 / 16f, -0.5f},
        clipped.data(Names.weight(0)));
  }

  @Test
  void aFrameWiseReadoutIsOneMap() {
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(1, 1),
            new EncoderSpec.Residual(false),
            List.of(LAYER),
            new ReadoutSpec.FrameWise(2),
            1,
            new NumberFormat(
                4,
                16,
                List.of(new NumberFormat.LayerFormat(0, 0, 0)),
                new NumberFormat.ReadoutFormat(0, 0, 2)));
    IntegerModel model =
        Quantizer.quantize(
            spec, parameters().with(Names.OUTPUT_WEIGHT, tensor(2, 2, 1.1f, -0.125f, 0, 1)));
    assertEquals(
        new IntegerReadout.FrameWise(
            new IntegerMatrix(2, 2, new byte[] {4, 0, 0, 4}), new IntegerVector(4, -2), 2),
        model.readout());
    assertEquals(new IntegerVector(1, 1), model.layers().get(0).threshold(), "F = 0");
  }

  /** What is on the grid comes back to it, zeros stay, and nothing but matrices moves. */
  @Test
  void whatRoundingTookIsDrawnAnew() {
    NetworkSpec spec = spec(new EncoderSpec.Residual(false), new NumberFormat.LayerFormat(8, 4, 2));
    Parameters onGrid = Quantizer.onGrid(spec, parameters());
    Parameters drawn = Quantizer.unrounded(spec, onGrid, new SplittableRandom(1));
    assertEquals(onGrid, Quantizer.onGrid(spec, drawn));
    assertEquals(drawn, Quantizer.unrounded(spec, onGrid, new SplittableRandom(1)));
    for (String name : onGrid.names()) {
      boolean matrix = name.endsWith("weight") || name.endsWith("recurrent");
      for (int i = 0; i < onGrid.data(name).length; i++) {
        boolean moved = onGrid.data(name)[i] != drawn.data(name)[i];
        assertEquals(matrix && onGrid.data(name)[i] != 0, moved, name + " " + i);
      }
    }
    // Of a matrix with 4 bits below the point, up to 0.45 of 1/16.
    float most = 0;
    for (int seed = 0; seed < 200; seed++) {
      Parameters one = Quantizer.unrounded(spec, onGrid, new SplittableRandom(seed));
      for (int i = 0; i < 8; i++) {
        most =
            Math.max(
                most, Math.abs(one.data(Names.weight(0))[i] - onGrid.data(Names.weight(0))[i]));
      }
    }
    assertTrue(most > 0.44f / 16 && most <= 0.45f / 16, "most " + most);
  }
}
