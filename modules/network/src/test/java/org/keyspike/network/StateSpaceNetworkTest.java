package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks with a state space: what they are made of, where they start, and what they cannot be.
 */
class StateSpaceNetworkTest {
  private static final int BANDS = 40;
  private static final OutputCode GRADED = new OutputCode.Graded(4);
  private static final ReadoutSpec KEYWORD = new ReadoutSpec.Keyword(32, 13, 100);

  @TempDir Path folder;

  private static LayerSpec block(int channels, Neuron neuron, OutputCode code, int delays) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    return new LayerSpec(channels, neuron, surrogate, true, true, 0, code, delays);
  }

  private static NetworkSpec spec(StateSpaceSpec stateSpace, LayerSpec... blocks) {
    return new NetworkSpec(
        new FeatureSpec(BANDS, 1),
        new EncoderSpec.Residual(false),
        List.of(blocks),
        KEYWORD,
        1,
        null,
        stateSpace);
  }

  private static NetworkSpec usual() {
    LayerSpec block = block(76, new Fatrelu(), GRADED, 0);
    return spec(StateSpaceSpec.USUAL, block, block);
  }

  /** The table of the page: 33,440 weights and 981 other numbers, and the encoder's steps. */
  @Test
  void theUsualShapeHasAsManyParametersAsThePageSays() {
    NetworkSpec folded = usual().folded();
    Map<Boolean, Integer> byMatrix =
        folded.parameters().stream()
            .collect(
                Collectors.partitioningBy(
                    p -> p.role().matrix(), Collectors.summingInt(p -> Tensor.size(p.shape()))));
    assertEquals(33_440, byMatrix.get(true));
    assertEquals(981 + 2, byMatrix.get(false));
    assertEquals(48, folded.readoutInputs());
    assertEquals(Optional.of(StateSpaceSpec.USUAL), folded.stateSpaceSpec());
  }

  @Test
  void populationsAreThoseOfEveryPlace() {
    NetworkSpec spec =
        spec(
            new StateSpaceSpec(6, 4, 2, 3, 1),
            block(8, new Fatrelu(), GRADED, 0),
            block(10, new Fatrelu(), GRADED, 0));
    assertEquals(
        List.of(
            new Population("block1.stream", 6, GRADED),
            new Population("block1.value", 8, GRADED),
            new Population("block1.gate", 8, new OutputCode.Spikes()),
            new Population("block1.output", 8, GRADED),
            new Population("block2.stream", 6, GRADED),
            new Population("block2.value", 10, GRADED),
            new Population("block2.gate", 10, new OutputCode.Spikes()),
            new Population("block2.output", 10, GRADED),
            new Population("output", 6, GRADED)),
        spec.populations());
    Population layer = CheckpointTest.small().spec().populations().get(0);
    assertEquals("layer1", layer.name());
  }

  @ParameterizedTest
  @CsvSource({"4, 2 4 6 8, 0 1 2 3", "8, 1 2 3 4 5 6 7 8, 0 0 1 1 2 2 3 3"})
  void statesHalveAtTheirOwnPaces(int states, String halfLives, String readShifts) {
    StateSpaceSpec spec = new StateSpaceSpec(1, states, 1, 1, 1);
    String[] lives = halfLives.split(" ");
    String[] shifts = readShifts.split(" ");
    for (int n = 0; n < states; n++) {
      assertEquals(Integer.parseInt(lives[n]), spec.halfLife(n));
      assertEquals(Integer.parseInt(shifts[n]), spec.readShift(n));
    }
  }

  @Test
  void sixteenStatesHaveEveryPaceTwice() {
    StateSpaceSpec spec = new StateSpaceSpec(1, 16, 1, 1, 1);
    for (int n = 0; n < 16; n++) {
      assertEquals(1 + n / 2, spec.halfLife(n));
    }
  }

  /** No golden step reaches the ends of its range. */
  @Test
  void aStepIsAPowerOfTwoOfTheIntegerPart() {
    float[] p = {-100, -2, -0.001f, 0, 0.999f, 1, 1.999f, 2, 3, 3.5f, 4, 100, Float.MAX_VALUE};
    int[] ticks = {0, 0, 0, 1, 1, 2, 2, 4, 8, 8, 8, 8, 8};
    for (int i = 0; i < p.length; i++) {
      assertEquals(ticks[i], StateSpaceSpec.ticks(p[i]), "T(" + p[i] + ")");
    }
  }

  @Test
  void powersHaveTheSignOfWhatTheyRound() {
    assertEquals(-0.5f, StateSpaceSpec.signedPower(-0.99f, 3));
    assertEquals(1, StateSpaceSpec.signedPower(7, 3));
    assertEquals(0, Math.abs(StateSpaceSpec.signedPower(-0.2499f, 3)));
    assertEquals(0.25f, StateSpaceSpec.signedPower(0.25f, 3));
    assertEquals(0, Math.abs(StateSpaceSpec.signedPower(0.99f, 1)));
  }

  /** One minus a power of two each. */
  @Test
  void leaksFollowTheNumberOfTheNeuron() {
    assertArrayEquals(new float[] {0, 0.5f, 0.75f, 0.875f, 0.9375f, 0}, EventSite.STREAM.leaks(6));
    assertArrayEquals(new float[] {0, 0.5f, 0.75f, 0}, EventSite.VALUE.leaks(4));
    assertArrayEquals(new float[] {0, 0.5f, 0.75f, 0}, EventSite.OUTPUT.leaks(4));
    assertArrayEquals(new float[] {0.5f, 0.75f, 0.875f, 0.5f, 0.5f}, EventSite.LAST.leaks(5));
  }

  @Test
  void namesAreThoseOfThePage() {
    assertEquals("block2.in", StateSpaceNames.in(1));
    assertEquals("block2.out", StateSpaceNames.out(1));
    assertEquals("block2.stream.threshold", StateSpaceNames.threshold(EventSite.STREAM, 1));
    assertEquals("output.threshold", StateSpaceNames.threshold(EventSite.LAST, 0));
  }

  @Test
  void headsShareChannelsInOrder() {
    StateSpaceSpec spec = new StateSpaceSpec(1, 4, 3, 1, 1);
    int[] heads = {0, 0, 1, 1, 2, 2};
    for (int c = 0; c < heads.length; c++) {
      assertEquals(heads[c], spec.head(c, heads.length));
    }
  }

  /** Without these the states take no part. */
  @Test
  void batchNormStartsWhereStatesTakePart() {
    StateSpaceSpec stateSpace = new StateSpaceSpec(5, 4, 6, 3, 3);
    NetworkSpec spec = spec(stateSpace, block(6, new Fatrelu(), GRADED, 3));
    Parameters drawn = Initializer.draw(spec, 0.4, 1);
    float[] shift = drawn.data("block1.in.norm.shift");
    float[] expected = new float[26];
    Arrays.fill(expected, 6, 12, 0.25f);
    Arrays.fill(expected, 12, 20, 0.75f);
    System.arraycopy(new float[] {0.5f, 1.2f, 1.8f, 2.5f, 0.5f, 1.2f}, 0, expected, 20, 6);
    assertArrayEquals(expected, shift);
    assertArrayEquals(new float[] {1, 1, 1, 1, 1}, drawn.data("embedding.norm.scale"));
    assertEquals(0.5f, drawn.data("block1.in.norm.scale")[3]);
    assertEquals(0.5f, drawn.data("block1.out.norm.scale")[3]);
    assertEquals(0, drawn.data("block1.out.norm.shift")[3]);
    within(0.25f, 0.5f, drawn.data("block1.value.threshold"));
    within(0.25f, 0.5f, drawn.data("output.threshold"));
    within(0, 3, drawn.data("embedding.delay"));
    within(-1 / (float) Math.sqrt(5), 1 / (float) Math.sqrt(5), drawn.data("block1.in.weight"));

    Parameters spiking =
        Initializer.draw(spec(stateSpace, block(6, new Lif(), new OutputCode.Spikes(), 0)), 0.4, 1);
    assertEquals(0.3f, spiking.data("block1.in.norm.shift")[5]);
    assertFalse(spiking.has("output.threshold"));
  }

  private static void within(float low, float high, float[] values) {
    for (float value : values) {
      assertTrue(value >= low && value <= high, low + " " + value + " " + high);
    }
    assertNotEquals(values[0], values[1]);
  }

  @Test
  void aCheckpointKeepsIt() throws Exception {
    NetworkSpec spec = usual();
    List<String> classes = IntStream.range(0, 13).mapToObj(k -> "class" + k).toList();
    Checkpoint written = new Checkpoint(spec, classes, Initializer.draw(spec, 0.4, 1), Map.of());
    Path file = folder.resolve("network.safetensors");
    written.write(file);
    assertEquals(spec, Checkpoint.read(file).spec());
    assertEquals(written.parameters(), Checkpoint.read(file).parameters());
    assertTrue(spec.toString().contains("StateSpaceSpec[width=48"), spec.toString());
    assertFalse(CheckpointTest.small().spec().toString().contains("stateSpace"));
  }

  /** A stream of two clips' length, from a state that a reset has emptied, is the clip itself. */
  @ParameterizedTest
  @CsvSource({"fatrelu, 5", "lif, 0", "shift-lif, 0"})
  void aResetBeginsAnew(String neuron, int delays) {
    Neuron kind = Neuron.named(neuron);
    OutputCode code =
        switch (kind.outputs()) {
          case SPIKES -> new OutputCode.Spikes();
          case POWERS_OF_TWO -> new OutputCode.PowersOfTwo(3);
          case GRADED -> GRADED;
        };
    NetworkSpec spec =
        spec(StateSpaceSpec.USUAL, block(8, kind, code, delays), block(12, kind, code, 0));
    ReferenceNetwork network = new ReferenceNetwork(spec, Initializer.draw(spec, 0.2, 5));
    float[] first = answer(network);
    assertNotEquals(Arrays.toString(first), Arrays.toString(answer(network)), "no reset");
    network.reset();
    assertArrayEquals(first, answer(network));
    assertEquals(9, spec.populations().size());
    assertEquals(12, network.spikes(7, 0).length);
    assertArrayEquals(network.merged(), network.spikes(8, 0));
  }

  private static float[] answer(ReferenceNetwork network) {
    SplittableRandom random = new SplittableRandom(3);
    float[] frame = new float[BANDS];
    for (int t = 0; t < 30; t++) {
      for (int c = 0; c < BANDS; c++) {
        frame[c] = (float) random.nextDouble(3);
      }
      network.step(frame);
    }
    return network.logits();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 4, 3, 3, width",
    "1025, 8, 4, 3, 3, width",
    "48, 5, 4, 3, 3, states",
    "48, 8, 0, 3, 3, heads",
    "48, 8, 5, 3, 3, heads",
    "48, 8, 152, 3, 3, heads",
    "48, 8, 4, 0, 3, levels",
    "48, 8, 4, 5, 3, levels",
    "48, 8, 4, 3, 5, gateLevels"
  })
  void whatCannotBeIsNamed(
      int width, int states, int heads, int levels, int gateLevels, String field) {
    SpecException refusal =
        assertThrows(
            SpecException.class,
            () ->
                spec(
                    new StateSpaceSpec(width, states, heads, levels, gateLevels),
                    block(76, new Fatrelu(), GRADED, 0)));
    assertEquals("stateSpace." + field, refusal.field());
  }

  @Test
  void whatBlocksCannotBeIsNamed() {
    OutputCode spikes = new OutputCode.Spikes();
    LayerSpec graded = block(8, new Fatrelu(), GRADED, 0);
    refused("neuron", block(8, new RecurrentLif(), spikes, 0));
    refused("neuron", block(8, new AdaptiveLif(), spikes, 0));
    refused("reset", block(8, new Lif(), new OutputCode.Spikes(Reset.ZERO), 0));
    refused("layers", graded, block(8, new Lif(), spikes, 0));
    refused("layers", graded, block(8, new Fatrelu(), new OutputCode.Graded(3), 0));
    refused("layers", graded, block(8, new Fatrelu(), GRADED, 2));
    refused("layers.neurons", block(1028, new Fatrelu(), GRADED, 0));
    LayerSpec[] nine = new LayerSpec[9];
    Arrays.fill(nine, graded);
    refused("layers", nine);
    refused(
        "detachReset",
        new LayerSpec(8, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), true, false, 0));
    SpecException steps =
        assertThrows(
            SpecException.class,
            () ->
                new NetworkSpec(
                    new FeatureSpec(BANDS, 1),
                    new EncoderSpec.Direct(),
                    List.of(graded),
                    KEYWORD,
                    2,
                    null,
                    StateSpaceSpec.USUAL));
    assertEquals("timeSteps", steps.field());
    NumberFormat format =
        new NumberFormat(
            4,
            16,
            List.of(new NumberFormat.LayerFormat(4, 2, 2)),
            new NumberFormat.ReadoutFormat(8, 2, 2));
    NetworkSpec one = spec(StateSpaceSpec.USUAL, graded).folded();
    refusedFormat("format.stateSpace", one, format);
    LayerSpec layer = graded.folded();
    NetworkSpec layers =
        new NetworkSpec(one.features(), one.encoder(), List.of(layer), one.readout(), 1, null);
    refusedFormat("format.stateSpace", layers, format(6, 2, 6, 2, 2));
    assertEquals(6, one.withFormat(format(6, 2, 6, 2, 2)).format().stateSpace().streamFraction());
    assertFalse(one.withFormat(format(6, 2, 6, 2, 2)).scaled(0));
    refusedFormat("format.stateSpace.streamFraction", one, format(15, 2, 6, 2, 2));
    refusedFormat("format.stateSpace.streamFraction", one, format(2, 2, 6, 2, 2));
    refusedFormat("format.stateSpace.blocks[0].valueFraction", one, format(6, 2, 14, 2, 2));
    refusedFormat("format.stateSpace.blocks[0].valueFraction", one, format(6, 2, 2, 2, 2));
    refusedFormat("format: shift of the embedding", one, format(6, 7, 6, 2, 2));
    refusedFormat("format: shift of the first map of block 1", one, format(6, 2, 6, 4, 2));
    refusedFormat("format: shift of the second map of block 1", one, format(6, 2, 6, 2, -13));
    refusedFormat("format: worst-case sum of the embedding", one, format(6, -9, 6, 2, 2));
    NetworkSpec two = spec(StateSpaceSpec.USUAL, graded, graded).folded();
    refusedFormat("format.stateSpace.blocks", two, format(6, 2, 6, 2, 2));
    StateSpaceFormat units = format(6, 2, 6, 2, 2).stateSpace();
    assertEquals(
        "format.membraneBits",
        assertThrows(
                SpecException.class,
                () -> new NumberFormat(4, 12, List.of(), format.readout(), units))
            .field());
    assertFalse(format.toString().contains("stateSpace"));
    assertTrue(format(6, 2, 6, 2, 2).toString().contains("streamFraction=6"));
  }

  private static NumberFormat format(int stream, int embedding, int value, int in, int out) {
    return new NumberFormat(
        4,
        new StateSpaceFormat(
            stream, embedding, List.of(new StateSpaceFormat.BlockFormat(value, in, out))),
        new NumberFormat.ReadoutFormat(8, 2, 2));
  }

  private static void refusedFormat(String field, NetworkSpec spec, NumberFormat format) {
    SpecException refusal = assertThrows(SpecException.class, () -> spec.withFormat(format));
    assertEquals(field, refusal.field(), refusal.getMessage());
  }

  private static void refused(String field, LayerSpec... blocks) {
    SpecException refusal =
        assertThrows(SpecException.class, () -> spec(StateSpaceSpec.USUAL, blocks));
    assertEquals(field, refusal.field(), refusal.getMessage());
  }

  @Test
  void readersOfLayersRefuseIt() {
    SpecException refusal =
        assertThrows(SpecException.class, () -> usual().requireLayers("engine vector"));
    assertTrue(refusal.getMessage().contains("engine vector knows no state space"));
    CheckpointTest.small().spec().requireLayers("engine vector");
  }
}
