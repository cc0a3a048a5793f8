package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Bptt;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;

class EnginesTest {

  @ParameterizedTest
  @CsvSource({
    "auto, cpu, rlif, bptt, vector",
    "auto, cpu, radlif, dfa-trace, vector",
    "vector, cpu, lif, dfa-instant, vector",
    "auto, cpu, adlif, desire, vector",
    "djl, cpu, rlif, bptt, djl",
    "auto, gpu, rlif, bptt, djl",
    "auto, cpu, rlif, output-only, djl",
    "djl, gpu, rlif, output-only, djl"
  })
  void chooses(String engine, String device, String neuron, String rule, String expected) {
    assertEquals(expected, choose(engine, device, neuron, rule).name());
  }

  @ParameterizedTest
  @CsvSource({
    // Named, an engine is never replaced by another.
    "vector, cpu, output-only, training.rule, another training.engine",
    "vector, gpu, bptt, training.engine, another engine",
    "abacus, cpu, bptt, training.engine, auto"
  })
  void refuses(String engine, String device, String rule, String field, String instead) {
    SpecException refused =
        assertThrows(SpecException.class, () -> choose(engine, device, "rlif", rule));
    assertEquals(field, refused.field());
    assertTrue(refused.getMessage().contains(instead), refused.getMessage());
  }

  @Test
  void saysWhy() {
    String cannot = choose("auto", "cpu", "rlif", "output-only").reason();
    assertTrue(cannot.contains("output-only"), cannot);
    String reason = choose("auto", "cpu", "rlif", "bptt").reason();
    String found = VectorEngine.availability().reason();
    assertTrue(reason.contains(found), reason);
    assertTrue(reason.contains(VectorEngine.availability().remedy()), reason);
  }

  @Test
  void withoutSimdTakesTheFasterOneAndSaysHowToGetSimd() {
    EngineProvider.Fitness scalar =
        new EngineProvider.Fitness(10, "scalar, no module", "start it with the module");
    EngineProvider djl = named("djl");
    Engines.Choice choice =
        Engines.choose(
            List.of(djl, new Unfit(named("vector"), scalar)),
            "auto",
            "cpu",
            network("rlif"),
            new Bptt());
    assertEquals("djl", choice.name());
    assertTrue(choice.reason().contains(scalar.how()), choice.reason());
    assertTrue(choice.reason().contains(scalar.remedy()), choice.reason());
  }

  @Test
  void withoutAnyEngineSaysSo() {
    SpecException refused =
        assertThrows(
            SpecException.class,
            () -> Engines.choose(List.of(), "auto", "cpu", network("rlif"), new Bptt()));
    assertEquals("training.engine", refused.field());
  }

  private static EngineProvider named(String name) {
    return EngineProvider.all().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** An engine on a machine that it does not suit. */
  private record Unfit(EngineProvider engine, Fitness fitness) implements EngineProvider {
    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public void require(NetworkSpec spec, LearningRule rule, String device) {
      engine.require(spec, rule, device);
    }

    @Override
    public GradientEngine open(String device, int threads) {
      return engine.open(device, threads);
    }
  }

  private static Engines.Choice choose(String engine, String device, String neuron, String rule) {
    OutputOnlyRule own = new OutputOnlyRule();
    return Engines.choose(
        engine, device, network(neuron), rule.equals(own.name()) ? own : LearningRule.named(rule));
  }

  private static NetworkSpec network(String neuron) {
    Surrogate boxcar = Surrogate.of(Surrogate.Shape.BOXCAR);
    return new NetworkSpec(
        new FeatureSpec(3, 1),
        new EncoderSpec.Residual(false),
        List.of(new LayerSpec(4, Neuron.named(neuron), boxcar, false, true, 0)),
        new ReadoutSpec.FrameWise(2),
        1,
        null);
  }
}
