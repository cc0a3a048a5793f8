package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What neurons fire, how late it comes, and which kinds go with it. */
class OutputCodeTest {
  private static final Surrogate BOXCAR = Surrogate.of(Surrogate.Shape.BOXCAR);

  @TempDir Path folder;

  private static LayerSpec layer(Neuron neuron, OutputCode code, int delays) {
    return new LayerSpec(3, neuron, BOXCAR, false, true, 0, code, delays);
  }

  private static NetworkSpec spec(NumberFormat format, LayerSpec... layers) {
    return new NetworkSpec(
        new FeatureSpec(2, 1),
        new EncoderSpec.Residual(false),
        List.of(layers),
        new ReadoutSpec.FrameWise(2),
        1,
        format);
  }

  private static void refused(String field, Executable made) {
    assertEquals(field, assertThrows(SpecException.class, made).field());
  }

  @Test
  void powersOfTwoAreTheLargestThatThePotentialReaches() {
    OutputCode code = new OutputCode.PowersOfTwo(3);
    float[] potentials = {-1, 0.2499f, 0.25f, 0.4999f, 0.5f, 0.9999f, 1, 7};
    float[] outputs = {0, 0, 0.25f, 0.25f, 0.5f, 0.5f, 1, 1};
    for (int i = 0; i < potentials.length; i++) {
      assertEquals(outputs[i], code.output(potentials[i]));
    }
    assertEquals(4, code.largest());
    assertEquals(0.25f, code.unit());
    int[] widths = {2, 2, 3};
    for (int levels = 2; levels <= 4; levels++) {
      assertEquals(widths[levels - 2], new OutputCode.PowersOfTwo(levels).bits());
    }
    refused("levels", () -> new OutputCode.PowersOfTwo(1));
    refused("levels", () -> new OutputCode.PowersOfTwo(5));
  }

  @Test
  void gradedOutputsFollowThePotentialInSteps() {
    OutputCode.Graded code = new OutputCode.Graded(2);
    float[] potentials = {-3, -0.1f, 0.4999f, 0.5f, 1.2f, 1.5f, 9};
    float[] outputs = {0, 0, 0, 0.5f, 1, 1.5f, 1.5f};
    for (int i = 0; i < potentials.length; i++) {
      assertEquals(outputs[i], code.output(potentials[i]));
    }
    assertEquals(3, code.largest());
    assertEquals(2, code.top());
    assertEquals(1, new OutputCode.Graded(1).unit());
    refused("activation.bits", () -> new OutputCode.Graded(0));
    refused("activation.bits", () -> new OutputCode.Graded(5));
    assertEquals(1, new OutputCode.Spikes().largest() * new OutputCode.Spikes().unit());
  }

  @Test
  void aLayerFiresWhatItsNeuronsFire() {
    OutputCode spikes = new OutputCode.Spikes();
    OutputCode shifts = new OutputCode.PowersOfTwo(2);
    refused("layers.code", () -> layer(new ShiftLif(), spikes, 0));
    refused("layers.code", () -> layer(new RecurrentSiLif(), shifts, 0));
    refused("layers.code", () -> layer(new Fatrelu(), shifts, 0));
    refused("layers.delays", () -> layer(new Lif(), spikes, -1));
    refused("layers.delays", () -> layer(new Lif(), spikes, LayerSpec.MOST_DELAY + 1));
    LayerSpec late = layer(new ShiftLif(), shifts, 4);
    assertEquals(
        new LayerSpec(5, new ShiftLif(), BOXCAR, false, true, 0.5, shifts, 4),
        late.withNeurons(5).withDropout(0.5));
    assertEquals(late, late.folded());
    assertEquals(spikes, new LayerSpec(3, new SiLif(), BOXCAR, true, true, 0).code());
    assertEquals(Neuron.IntegerForm.GRADED, new RecurrentFatrelu().integerForm());
    for (Neuron neuron : List.of(new ShiftLif(), new Fatrelu(), new SiLif(), new Lif())) {
      assertFalse(neuron.recurrent());
      assertTrue(Neuron.named(recurrentName(neuron.name())).recurrent());
    }
  }

  private static String recurrentName(String name) {
    return name.startsWith("shift-") ? "shift-rlif" : "r" + name;
  }

  @Test
  void aResetToZeroIsOfLeakyNeuronsThatSpike() throws IOException {
    OutputCode zero = new OutputCode.Spikes(Reset.ZERO);
    for (Neuron neuron : List.of(new AdaptiveLif(), new RecurrentAdaptiveLif(), new SiLif())) {
      refused("layers.code.reset", () -> layer(neuron, zero, 0));
    }
    assertFalse(new ShiftLif().resetsToZero() || new Fatrelu().resetsToZero());
    float[][] membrane = {{0.5f, 0.5f, -3}};
    float[] u = {1, 0.25f, 0};
    float[] s = new float[3];
    new Lif().step(zero, new float[][] {{0.5f, 0.5f, 0.5f}}, membrane, u, s);
    assertArrayEquals(new float[] {1.25f, 0.5f, -1.5f}, u);
    assertArrayEquals(new float[] {1, 0, 0}, s);
    assertArrayEquals(new float[] {0, 0.5f, -1.5f}, membrane[0]);
    LayerSpec hard = layer(new RecurrentLif(), zero, 0);
    assertTrue(hard.resetsToZero() && hard.folded().withNeurons(2).resetsToZero());
    assertFalse(layer(new RecurrentLif(), new OutputCode.Spikes(), 0).resetsToZero());
    NetworkSpec spec = spec(null, hard, layer(new Lif(), new OutputCode.Spikes(), 0));
    String text = text(spec);
    assertEquals(2, text.split("\\\\\"kind\\\\\":\\\\\"spikes", -1).length, text);
    assertTrue(text.contains("reset\\\":\\\"zero"), text);
    assertEquals(spec, Checkpoint.read(folder.resolve("network")).spec());
    assertTrue(hard.toString().contains("code=Spikes[reset=ZERO]"), hard.toString());
  }

  @Test
  void aLayerBehindKnowsWhatReachesIt() {
    NetworkSpec spec =
        spec(
            null,
            layer(new ShiftLif(), new OutputCode.PowersOfTwo(4), 2),
            layer(new Fatrelu(), new OutputCode.Graded(3), 0),
            layer(new Lif(), new OutputCode.Spikes(), 5));
    assertEquals(new LayerInput(8, 1, 0), spec.input(0));
    assertEquals(new LayerInput(3, 8, 3), spec.input(1));
    assertEquals(new LayerInput(3, 7, 2), spec.input(2));
    ParameterSpec late =
        spec.parameters().stream().filter(p -> p.name().equals("layer3.delay")).findFirst().get();
    assertEquals(
        new ParameterSpec(Names.delay(2), ParameterSpec.Role.DELAY, new Range(0, 5), 3), late);
    ParameterSpec threshold =
        spec.parameters().stream()
            .filter(p -> p.role() == ParameterSpec.Role.THRESHOLD)
            .findFirst()
            .get();
    assertEquals("layer2.threshold", threshold.name());
  }

  /** Outputs of 4 bits weigh as much as 15 spikes. */
  @Test
  void theWorstCurrentCountsTheLargestOutput() {
    LayerSpec layer = layer(new RecurrentFatrelu(), new OutputCode.Graded(4), 0);
    NumberFormat.LayerFormat units = new NumberFormat.LayerFormat(8, 4, 5);
    assertEquals(
        (7 * 2 * 8 << 2) + (15 * 3 * 8) + 65_536,
        ExactRange.worstCurrent(layer, new LayerInput(2, 7, 2), units, 8));
  }

  @Test
  void filesNameWhatIsUnusualAlone() throws IOException {
    NetworkSpec plain = spec(null, new LayerSpec(3, new Lif(), BOXCAR, false, true, 0));
    assertFalse(text(plain).contains("code\\\"") || text(plain).contains("delays"));
    NetworkSpec unusual =
        spec(
            null,
            layer(new RecurrentShiftLif(), new OutputCode.PowersOfTwo(4), 2),
            layer(new RecurrentFatrelu(), new OutputCode.Graded(3), 0),
            layer(new RecurrentSiLif(), new OutputCode.Spikes(), 63));
    assertTrue(text(unusual).contains("powers-of-two"));
    assertTrue(text(unusual).contains("code\\\"") && text(unusual).contains("delays"));
    assertEquals(unusual, Checkpoint.read(folder.resolve("network")).spec());
    String layers = unusual.layers().toString();
    assertTrue(layers.contains("code=PowersOfTwo[levels=4], delays=2"), layers);
    assertFalse(plain.layers().toString().contains("code="));
  }

  private String text(NetworkSpec spec) throws IOException {
    Path file = folder.resolve("network");
    Parameters drawn = Initializer.draw(spec, 1, 3);
    new Checkpoint(spec, List.of("a", "b"), drawn, Map.of()).write(file);
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  /** β = e^−½, ρ = e^−1/20; a′ = ¼ and γ′ = ½ of 120 (1−β)(1−ρ). */
  @Test
  void timeConstantsBecomeTheParametersOfAnAdaptiveNeuron() {
    float[][] adaptive =
        new SiLif().folded(new float[][] {{2, 0.5f}, {20, 1}, {0.025f, 1}, {0.5f, 1}});
    double feedback = 120 * (1 - Math.exp(-0.5)) * (1 - Math.exp(-0.05));
    assertEquals(Math.exp(-0.5), adaptive[0][0], 1e-7);
    assertEquals(Math.exp(-0.05), adaptive[1][0], 1e-7);
    assertEquals(0.025 * feedback, adaptive[2][0], 1e-6);
    assertEquals(0.5 * feedback, adaptive[3][0], 1e-5);
    assertEquals(127 / 256f, adaptive[2][1], "the largest that is stored");
    assertEquals(new AdaptiveLif(), new SiLif().folded());
    assertEquals(new RecurrentAdaptiveLif(), new RecurrentSiLif().folded());
    assertEquals(new Lif(), new Lif().folded());
    assertEquals(
        new AdaptiveLif(), layer(new SiLif(), new OutputCode.Spikes(), 4).folded().neuron());
    NumberFormat format =
        new NumberFormat(
            4,
            16,
            List.of(new NumberFormat.LayerFormat(8, 4, 5)),
            new NumberFormat.ReadoutFormat(0, 0, 4));
    refused("format", () -> spec(format, layer(new SiLif(), new OutputCode.Spikes(), 0)));
  }

  /** Its own step and that of what it folds to, from the same state. */
  @Test
  void aNeuronByTimeConstantsStepsAsTheOneItFoldsTo() {
    float[][] own = {{3}, {30}, {0.5f}, {1}};
    float[][] state = {{0.4f}, {0.1f}};
    float[][] other = {{0.4f}, {0.1f}};
    float[] u = {0.9f};
    float[] v = {0.9f};
    float[] s = {1};
    float[] r = {1};
    new SiLif().step(new OutputCode.Spikes(), own, state, u, s);
    new AdaptiveLif().step(new OutputCode.Spikes(), new SiLif().folded(own), other, v, r);
    assertArrayEquals(v, u);
    assertArrayEquals(other[1], state[1]);
    assertTrue(u[0] < 0.9f, "the adaptation works");
  }

  @Test
  void delaysAreRoundedAndNothingComesBeforeTheFirstFrame() {
    float[] delays = {0.4f, 0.5f, 2.4f};
    assertArrayEquals(new int[] {0, 1, 2}, DelayLine.whole(delays));
    DelayLine line = new DelayLine(delays, 2, 2);
    float[][] expected = {
      {1, 0, 0}, {-1, 0, 0}, {2, 10, 0}, {-2, -10, 0}, {3, 20, 100}, {-3, -20, -100}
    };
    for (int frame = 0; frame < 3; frame++) {
      for (int k = 0; k < 2; k++) {
        float sign = k == 0 ? 1 : -1;
        float x = sign * (frame + 1);
        assertArrayEquals(expected[2 * frame + k], line.step(k, new float[] {x, 10 * x, 100 * x}));
      }
    }
    line.reset();
    assertArrayEquals(new float[] {7, 0, 0}, line.step(0, new float[] {7, 7, 7}));
  }

  @Test
  void valuesToBeginWithAreThoseAskedFor() {
    assertEquals(GradedValues.USUAL, InitialValues.USUAL.graded());
    assertEquals(TimeConstantValues.USUAL, InitialValues.USUAL.timeConstants());
    refused("graded.threshold", () -> new GradedValues(new Range(0, 0.9), new Range(-1, 0)));
    refused("graded.leak", () -> new GradedValues(new Range(0, 1), new Range(0, 1)));
    Range one = new Range(1, 1);
    refused("timeConstants.strength", () -> new TimeConstantValues(one, one, new Range(0, 2), one));
    Range low = new Range(0.1, 0.1);
    GradedValues graded = new GradedValues(new Range(0.5, 0.5), new Range(1.5, 1.5));
    TimeConstantValues frames =
        new TimeConstantValues(new Range(3, 3), new Range(4, 4), low, new Range(0.2, 0.2));
    InitialValues asked = new InitialValues(low, low, low, low, 0, 1, graded, frames);
    NetworkSpec spec =
        spec(
            null,
            layer(new Fatrelu(), new OutputCode.Graded(2), 9),
            layer(new SiLif(), new OutputCode.Spikes(), 0),
            layer(new ShiftLif(), new OutputCode.PowersOfTwo(2), 0));
    Parameters drawn = Initializer.draw(spec, asked, 1, 3);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f}, drawn.data(Names.leak(0)));
    assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f}, drawn.data(Names.threshold(0)));
    assertArrayEquals(new float[] {3, 3, 3}, drawn.data("layer2.membrane.frames"));
    assertArrayEquals(new float[] {4, 4, 4}, drawn.data("layer2.adaptation.frames"));
    assertArrayEquals(new float[] {0.1f, 0.1f, 0.1f}, drawn.data("layer2.adaptation.strength"));
    assertArrayEquals(new float[] {0.2f, 0.2f, 0.2f}, drawn.data("layer2.adaptation.relativeJump"));
    assertArrayEquals(new float[] {0.1f, 0.1f, 0.1f}, drawn.data(Names.leak(2)));
    float[] delays = drawn.data(Names.delay(0));
    assertEquals(8, delays.length);
    double largest = 0;
    for (float delay : delays) {
      assertTrue(delay >= 0 && delay <= 9);
      largest = Math.max(largest, delay);
    }
    assertTrue(largest > 4.5, "drawn from all of 0 to D");
  }
}
