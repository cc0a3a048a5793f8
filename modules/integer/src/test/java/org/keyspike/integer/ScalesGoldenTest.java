package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/** Values of scales.py, which was written from docs/concepts/scales.md alone. */
class ScalesGoldenTest {
  private static final int LEVELS = 3;

  private JsonNode golden;
  private ScaleChooser.Scaled found;

  @BeforeEach
  void choose() throws IOException {
    try (InputStream in = ScalesGoldenTest.class.getResourceAsStream("/scales/scales.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    JsonNode readout = golden.get("readout");
    int[] units = ints(readout.get("format"));
    List<NumberFormat.LayerFormat> formats = new ArrayList<>();
    for (JsonNode format : golden.get("formats")) {
      int[] f = ints(format);
      formats.add(new NumberFormat.LayerFormat(f[0], f[1], f[2]));
    }
    found =
        ScaleChooser.choose(
            spec(),
            parameters(readout),
            new NumberFormat(
                4, 16, formats, new NumberFormat.ReadoutFormat(units[0], units[1], units[2])),
            List.of(
                statistics(golden.get("layers").get(0)), statistics(golden.get("layers").get(1))),
            new ReadoutStatistics(
                doubles(readout.get("mean")),
                doubles(readout.get("variance")),
                doubles(readout.get("square")),
                doubles(readout.get("largest"))));
  }

  private NetworkSpec spec() {
    JsonNode layers = golden.get("layers");
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.BOXCAR);
    return new NetworkSpec(
        new FeatureSpec(layers.get(0).get("W").get(0).size(), 1),
        new EncoderSpec.Direct(),
        List.of(
            layer(
                layers.get(0),
                new RecurrentShiftLif(),
                new OutputCode.PowersOfTwo(LEVELS),
                surrogate),
            layer(layers.get(1), new RecurrentAdaptiveLif(), new OutputCode.Spikes(), surrogate)),
        new ReadoutSpec.Keyword(
            golden.get("readout").get("H1").size(),
            golden.get("readout").get("H2").size(),
            golden.get("frames").size()),
        1,
        null);
  }

  private static LayerSpec layer(
      JsonNode made, Neuron neuron, OutputCode code, Surrogate surrogate) {
    return new LayerSpec(made.get("W").size(), neuron, surrogate, false, true, 0, code, 0);
  }

  private Parameters parameters(JsonNode readout) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (int l = 0; l < 2; l++) {
      JsonNode made = golden.get("layers").get(l);
      all.put(Names.weight(l), tensor(made.get("W")));
      all.put(Names.recurrent(l), tensor(made.get("U")));
      all.put(Names.bias(l), tensor(made.get("b")));
      all.put(Names.leak(l), tensor(made.get("beta")));
    }
    JsonNode adaptive = golden.get("layers").get(1);
    all.put(Names.adaptationLeak(1), tensor(adaptive.get("rho")));
    all.put(Names.adaptationCoupling(1), tensor(adaptive.get("a")));
    all.put(Names.adaptationJump(1), tensor(adaptive.get("gamma")));
    all.put(Names.HIDDEN_WEIGHT, tensor(readout.get("H1")));
    all.put(Names.HIDDEN_BIAS, tensor(readout.get("c1")));
    all.put(Names.OUTPUT_WEIGHT, tensor(readout.get("H2")));
    all.put(Names.OUTPUT_BIAS, tensor(readout.get("c2")));
    return new Parameters(all);
  }

  private static LayerStatistics statistics(JsonNode made) {
    return new LayerStatistics(
        doubles(made.get("mu_in")),
        doubles(made.get("var_in")),
        doubles(made.get("mu_out")),
        doubles(made.get("var_out")),
        doubles(made.get("P")));
  }

  @Test
  void everyScaleAndUnitIsTheGoldenOne() {
    for (int l = 0; l < 2; l++) {
      JsonNode chosen = golden.get("chosen").get(l);
      NumberFormat.LayerFormat units = found.spec().format().layers().get(l);
      assertTrue(units.scaled());
      assertEquals(chosen.get("F").intValue(), units.membraneFraction());
      assertEquals(chosen.get("fU").intValue(), units.recurrentFraction());
      double[] scales = doubles(chosen.get("alpha"));
      float[] theta = found.parameters().data(Names.threshold(l));
      int spread = Arrays.stream(scales).mapToObj(Double::toString).distinct().toList().size();
      assertTrue(spread > 2, "scales that differ");
      for (int n = 0; n < scales.length; n++) {
        assertEquals(scales[n], theta[n], Math.scalb(1.0, 1 - units.membraneFraction() + LEVELS));
      }
    }
    double[] scales = doubles(golden.get("readout").get("alpha"));
    float[] bias = found.parameters().data(Names.HIDDEN_BIAS);
    for (int r = 0; r < scales.length; r++) {
      double was = golden.get("readout").get("c1").get(r).doubleValue();
      assertEquals(scales[r] * was, bias[r], 1e-6);
    }
  }

  @Test
  void everyIntegerIsTheGoldenOne() {
    IntegerModel model = Quantizer.quantize(found.spec(), found.parameters());
    for (int l = 0; l < 2; l++) {
      JsonNode integers = golden.get("chosen").get(l).get("integers");
      IntegerLayer layer = model.layers().get(l);
      assertArrayEquals(ints(integers.get("theta")), layer.threshold().values());
      matrix(integers.get("W"), layer.weight());
      matrix(integers.get("U"), layer.recurrent().orElseThrow());
      assertArrayEquals(ints(integers.get("b")), layer.bias().values());
      assertArrayEquals(ints(integers.get("beta")), layer.leak().values());
      assertEquals(integers.get("shiftW").intValue(), layer.shiftWeight());
      assertEquals(integers.get("shiftU").intValue(), layer.shiftRecurrent());
    }
    JsonNode adaptive = golden.get("chosen").get(1).get("integers");
    IntegerAdaptation adaptation = model.layers().get(1).adaptation().orElseThrow();
    assertArrayEquals(ints(adaptive.get("gamma")), adaptation.jump().values());
    assertArrayEquals(ints(adaptive.get("rho")), adaptation.leak().values());
    assertArrayEquals(ints(adaptive.get("a")), adaptation.coupling().values());
    IntegerReadout.Keyword readout = (IntegerReadout.Keyword) model.readout();
    JsonNode integers = golden.get("readout").get("integers");
    matrix(integers.get("H1"), readout.hiddenWeight());
    matrix(integers.get("H2"), readout.outputWeight());
    assertArrayEquals(ints(integers.get("c1")), readout.hiddenBias().values());
    assertArrayEquals(ints(integers.get("c2")), readout.outputBias().values());
    assertEquals(integers.get("r").intValue(), readout.hiddenShift());
  }

  @Test
  void everySpikeAndLogitIsTheGoldenOne() {
    IntegerNetwork network =
        new IntegerNetwork(Quantizer.quantize(found.spec(), found.parameters()));
    int outputs = 0;
    for (int t = 0; t < golden.get("frames").size(); t++) {
      int[] frame = ints(golden.get("frames").get(t));
      byte[] features = new byte[frame.length];
      for (int c = 0; c < frame.length; c++) {
        features[c] = (byte) frame[c];
      }
      network.step(features);
      for (int l = 0; l < 2; l++) {
        int[] expected = ints(golden.get("spikes" + (l + 1)).get(t));
        byte[] spikes = network.spikes(l, 0);
        for (int n = 0; n < expected.length; n++) {
          assertEquals(expected[n], spikes[n], "frame " + t + ", layer " + l + ", neuron " + n);
          outputs += expected[n] == 0 ? 0 : 1;
        }
      }
    }
    assertTrue(outputs > 10, outputs + " outputs");
    assertArrayEquals(ints(golden.get("logits")), network.logits());
  }

  /** H₂ H₁, and H₂ c₁, are what they were. */
  @Test
  void theReadoutsScalesCancel() {
    JsonNode readout = golden.get("readout");
    double[] scales = doubles(readout.get("alpha"));
    assertTrue(Arrays.stream(scales).anyMatch(scale -> scale != 1));
    int rows = scales.length;
    float[] first = found.parameters().data(Names.HIDDEN_WEIGHT);
    float[] second = found.parameters().data(Names.OUTPUT_WEIGHT);
    int inputs = first.length / rows;
    for (int k = 0; k < second.length / rows; k++) {
      for (int r = 0; r < rows; r++) {
        double was = readout.get("H2").get(k).get(r).doubleValue();
        for (int j = 0; j < inputs; j++) {
          double before = was * readout.get("H1").get(r).get(j).doubleValue();
          assertEquals(before, second[k * rows + r] * first[r * inputs + j], 1e-5);
        }
        double bias = was * readout.get("c1").get(r).doubleValue();
        float now = found.parameters().data(Names.HIDDEN_BIAS)[r];
        assertEquals(bias, second[k * rows + r] * now, 1e-6);
      }
    }
  }

  private static void matrix(JsonNode expected, IntegerMatrix found) {
    for (int i = 0; i < found.rows(); i++) {
      for (int j = 0; j < found.columns(); j++) {
        assertEquals(expected.get(i).get(j).intValue(), found.get(i, j), i + ", " + j);
      }
    }
  }

  private static Tensor tensor(JsonNode values) {
    boolean matrix = values.get(0).isArray();
    int columns = matrix ? values.get(0).size() : 1;
    float[] data = new float[values.size() * columns];
    for (int i = 0; i < data.length; i++) {
      JsonNode row = values.get(i / columns);
      data[i] = (matrix ? row.get(i % columns) : row).floatValue();
    }
    int[] shape = matrix ? new int[] {values.size(), columns} : new int[] {values.size()};
    return new Tensor(shape, data);
  }

  private static double[] doubles(JsonNode values) {
    double[] all = new double[values.size()];
    Arrays.setAll(all, i -> values.get(i).doubleValue());
    return all;
  }

  private static int[] ints(JsonNode values) {
    int[] all = new int[values.size()];
    Arrays.setAll(all, i -> values.get(i).intValue());
    return all;
  }
}
