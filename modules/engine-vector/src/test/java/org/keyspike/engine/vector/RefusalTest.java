package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.GradientStops;
import org.keyspike.training.LearningRule;

/** What this engine lacks is refused by name, with the engine that has it. */
class RefusalTest {
  private static final Neuron STRANGE =
      new Neuron() {
        @Override
        public String name() {
          return "strange";
        }

        @Override
        public boolean recurrent() {
          return false;
        }

        @Override
        public List<NeuronParameter> parameters() {
          return List.of();
        }

        @Override
        public int states() {
          return 1;
        }

        @Override
        public void step(
            OutputCode code,
            float[][] parameters,
            float[][] state,
            float[] current,
            float[] spikes) {}

        @Override
        public IntegerForm integerForm() {
          return IntegerForm.NONE;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lif",
        "rlif",
        "adlif",
        "radlif",
        "silif",
        "rsilif",
        "shift-lif",
        "shift-rlif",
        "fatrelu",
        "rfatrelu"
      })
  void everyKindOfNeuronOfRecipesIsHere(String name) {
    assertEquals(name, VectorNeuron.of(Neuron.named(name)).name());
  }

  @Test
  void neuronWithoutACounterpart() {
    LearningRule rule = LearningRule.named("bptt");
    SpecException refused =
        assertThrows(SpecException.class, () -> VectorEngine.require(network(STRANGE), rule));
    assertEquals("neuron", refused.field());
    assertTrue(refused.getMessage().contains("strange"), refused.getMessage());
    assertTrue(refused.getMessage().contains("another training.engine"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bptt", "desire", "dfa-trace", "dfa-instant"})
  void everyRuleOfRecipesIsHere(String name) {
    VectorEngine.require(network(new Lif()), LearningRule.named(name));
  }

  @Test
  void ruleWithoutCuts() {
    LearningRule strange =
        new LearningRule() {
          @Override
          public String name() {
            return "by-wish";
          }

          @Override
          public GradientStops stops() {
            return GradientStops.NONE;
          }

          @Override
          public boolean feedback() {
            return false;
          }
        };
    SpecException refused =
        assertThrows(SpecException.class, () -> VectorEngine.require(network(new Lif()), strange));
    assertEquals("training.rule", refused.field());
    assertTrue(refused.getMessage().contains("by-wish"), refused.getMessage());
    assertTrue(refused.getMessage().contains("another training.engine"), refused.getMessage());
  }

  @Test
  void aStateSpace() {
    NetworkSpec spec = network(new Lif(), new StateSpaceSpec(2, 4, 1, 1, 1));
    LearningRule rule = LearningRule.named("bptt");
    SpecException refused =
        assertThrows(SpecException.class, () -> VectorEngine.require(spec, rule));
    assertEquals("network.backbone", refused.field());
    assertTrue(refused.getMessage().contains("engine vector"), refused.getMessage());
  }

  private static NetworkSpec network(Neuron neuron) {
    return network(neuron, null);
  }

  private static NetworkSpec network(Neuron neuron, StateSpaceSpec stateSpaceOrNull) {
    return new NetworkSpec(
        new FeatureSpec(2, 1),
        new EncoderSpec.Direct(),
        List.of(
            new LayerSpec(3, neuron, Surrogate.of(Surrogate.Shape.FAST_SIGMOID), false, true, 0)),
        new ReadoutSpec.FrameWise(2),
        1,
        null,
        stateSpaceOrNull);
  }
}
