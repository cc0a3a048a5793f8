package org.keyspike.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.engine.vector.Availability;
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
import org.keyspike.training.LearningRule;

class EnginesTest {

  @ParameterizedTest
  @CsvSource({
    "auto, cpu, rlif, bptt, vector",
    "auto, cpu, radlif, dfa-trace, vector",
    "vector, cpu, lif, dfa-instant, vector",
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
    // Named, an engine is never exchanged for another.
    "vector, cpu, output-only, training.rule, djl",
    "vector, gpu, bptt, training.engine, djl",
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
    Availability none = new Availability(false, "no module", "start it with the module");
    Engines.Choice choice = Engines.fastest(network("rlif"), new Bptt(), none);
    assertEquals("djl", choice.name());
    assertTrue(choice.reason().contains(none.reason()), choice.reason());
    assertTrue(choice.reason().contains(none.remedy()), choice.reason());
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
