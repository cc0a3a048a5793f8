package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.engine.djl.DjlProvider;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.Trace;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.RecurrentSiLif;
import org.keyspike.network.Reset;
import org.keyspike.network.ShiftLif;
import org.keyspike.network.SiLif;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Phase;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;

/** Random networks of every kind of neuron, with delays: all forms of them agree. */
class KindsTest {
  private static final int FRAMES = 20;
  private static final GradientEngine ENGINE = new DjlProvider().open(EngineProvider.CPU, 1);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  static Stream<Neuron> kinds() {
    return Stream.of(
        new RecurrentLif(),
        new ShiftLif(),
        new RecurrentShiftLif(),
        new Fatrelu(),
        new RecurrentFatrelu(),
        new SiLif(),
        new RecurrentSiLif());
  }

  /** A network on the grid in which much happens. */
  private static Checkpoint drawn(Neuron kind, SplittableRandom random) {
    return drawn(kind, random, layer -> layer);
  }

  private static Checkpoint drawn(
      Neuron kind, SplittableRandom random, UnaryOperator<LayerSpec> with) {
    NetworkSpec any =
        NetworkDraw.from(random)
            .kinds(kind)
            .delays(random.nextInt(1, 24))
            .layers(2, 2)
            .neurons(8, 24)
            .bands(4, 8)
            .frames(FRAMES, FRAMES)
            .spec()
            .folded();
    NetworkSpec spec =
        new NetworkSpec(
            any.features(),
            any.encoder(),
            any.layers().stream().map(with).toList(),
            any.readout(),
            any.timeSteps(),
            null);
    Parameters parameters = Initializer.draw(spec, 0.5, random.nextLong());
    for (ParameterSpec parameter : spec.parameters()) {
      float[] data = parameters.data(parameter.name());
      for (int i = 0; parameter.role() == ParameterSpec.Role.WEIGHT && i < data.length; i++) {
        data[i] *= 3;
      }
    }
    NumberFormat format = FormatChooser.choose(spec, parameters, 4, 16, 8, 4);
    NetworkSpec onGrid = spec.withFormat(format);
    List<String> classes =
        IntStream.range(0, spec.readout().classes()).mapToObj(k -> "class " + k).toList();
    return new Checkpoint(
        onGrid, classes, Quantizer.onGrid(onGrid, parameters), Map.of(), List.of());
  }

  private static List<float[]> clips(Checkpoint network) {
    return VerificationTest.clips(2, FRAMES, network.spec().features().bands(), 3);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void allFormsAgree(Neuron kind) {
    SplittableRandom random = new SplittableRandom(7);
    for (Architecture machine : List.of(Architecture.reference(), Architecture.preset("tiny"))) {
      Checkpoint network = drawn(kind, random);
      VerificationResult result =
          Verification.of(network).on(machine).against(ENGINE).verify(clips(network));
      assertTrue(result.identical(), () -> kind.name() + ": " + result.text());
      assertTrue(result.forwardPotentials() > 0, kind.name());
      assertEquals(0, result.unpredicted(), kind.name());
      // What reaches the readout and every layer above is worth comparing.
      long shifts = result.counts().total().count(Event.SHIFTS);
      assertEquals(kind.outputs() == OutputCode.Sort.POWERS_OF_TWO, shifts > 0, kind.name());
      FrameStage readout = new FrameStage(3, Phase.READOUT);
      long read = result.counts().total().count(readout, Event.BROADCASTS);
      assertTrue(read > 20, () -> kind.name() + ": " + read + " outputs of the last layer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lif", "rlif"})
  void allFormsAgreeOnNeuronsThatBeginAnew(String kind) {
    SplittableRandom random = new SplittableRandom(11);
    for (Architecture machine : List.of(Architecture.reference(), Architecture.preset("tiny"))) {
      Checkpoint network = drawn(Neuron.named(kind), random, KindsTest::resetToZero);
      VerificationResult result =
          Verification.of(network).on(machine).against(ENGINE).verify(clips(network));
      assertTrue(result.identical(), () -> kind + ": " + result.text());
      assertTrue(result.forwardPotentials() > 0, kind);
      assertEquals(0, result.unpredicted(), kind);
      FrameStage readout = new FrameStage(3, Phase.READOUT);
      long read = result.counts().total().count(readout, Event.BROADCASTS);
      assertTrue(read > 20, () -> kind + ": " + read + " outputs of the last layer");
    }
  }

  private static LayerSpec resetToZero(LayerSpec layer) {
    return new LayerSpec(
        layer.neurons(),
        layer.neuron(),
        layer.surrogate(),
        false,
        layer.detachReset(),
        0,
        new OutputCode.Spikes(Reset.ZERO),
        layer.delays());
  }

  /** Counted by hand. */
  @Test
  void aRateIsThePartOfOutputsThatAreNotZero() {
    Checkpoint network = drawn(new RecurrentFatrelu(), new SplittableRandom(3));
    WeightImage image = WeightImage.of(network, 16, Packing.DENSE);
    List<float[]> clips = clips(network);
    LabelledClips labelled =
        new LabelledClips(clips, image.features().bands(), new int[clips.size()]);
    Score score = TestBench.integer(image, labelled, Optional.empty(), ProgressListener.NONE);
    IntegerNetwork integers = new IntegerNetwork(image.model());
    for (int l = 0; l < 2; l++) {
      long all = 0;
      long active = 0;
      for (float[] clip : clips) {
        byte[] outputs = Trace.of(integers, FeatureQuantizer.quantize(clip)).spikes().get(l);
        all += outputs.length;
        active += IntStream.range(0, outputs.length).filter(i -> outputs[i] != 0).count();
      }
      assertEquals((double) active / all, score.rates().get(l));
    }
  }

  /** By a step of its code, and by half of one, which no integer is. */
  @Test
  void anOutputThatDiffersIsSeenAndNamed() {
    Checkpoint network = drawn(new RecurrentFatrelu(), new SplittableRandom(3));
    float unit = network.spec().layers().get(0).code().unit();
    List<String> firsts = new ArrayList<>();
    for (float change : new float[] {unit, unit / 2}) {
      GradientEngine wrong =
          new ChangedActivity(ENGINE, activity -> activity.spikes().get(0)[5] += change);
      VerificationResult result = Verification.of(network).against(wrong).verify(clips(network));
      assertEquals(1, result.mismatches());
      firsts.add(result.firstMismatch().orElseThrow());
    }
    assertTrue(
        firsts.stream()
            .allMatch(
                first ->
                    first.startsWith("QAT forward against integer network: spike of clip 0")
                        && first.contains(", layer 0, neuron 5: found ")),
        firsts::toString);
    assertTrue(firsts.get(1).contains("found -1, expected"), firsts::toString);
    assertEquals(2, Arrays.stream(firsts.toArray()).distinct().count());
  }
}
