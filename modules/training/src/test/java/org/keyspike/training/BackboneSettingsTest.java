package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceSpec;

/** The backbone of a recipe. */
class BackboneSettingsTest {
  private static final StateSpaceSpec OWN = new StateSpaceSpec(20, 4, 2, 2, 1);

  private static NetworkSettings settings(
      Backbone backbone, Neuron neuron, SignalSettings signals, boolean batchNorm, int timeSteps) {
    NetworkSettings usual = NetworkSettings.USUAL;
    return new NetworkSettings(
        new BackboneSettings(
            backbone, List.of(12, 8), backbone == Backbone.SSM ? OWN : StateSpaceSpec.USUAL),
        neuron,
        usual.surrogate(),
        signals,
        batchNorm,
        true,
        0.25,
        timeSteps,
        16,
        usual.initial());
  }

  private static NetworkSpec spec(NetworkSettings settings) {
    return settings.spec(new FeatureSpec(10, 1), EncoderSettings.USUAL, 3, 100);
  }

  @Test
  void blocksHaveDelaysInFrontOfThemAlone() {
    SignalSettings late =
        new SignalSettings(3, ActivationSettings.USUAL, new DelaySettings(7, true, 10));
    NetworkSpec spec = spec(settings(Backbone.SSM, null, late, true, 1));
    assertEquals(OWN, spec.stateSpace());
    assertEquals(20, spec.readoutInputs());
    assertEquals(List.of(12, 8), spec.layers().stream().map(LayerSpec::neurons).toList());
    assertEquals(List.of(7, 0), spec.layers().stream().map(LayerSpec::delays).toList());
    assertEquals(new OutputCode.Graded(4), spec.layers().get(1).code());
    assertEquals(0.25, spec.layers().get(0).dropout());
  }

  @Test
  void aBackboneHasAUsualNeuron() {
    SignalSettings usual = SignalSettings.USUAL;
    assertEquals(new Fatrelu(), settings(Backbone.SSM, null, usual, true, 1).neuron());
    assertEquals(new Lif(), settings(Backbone.SSM, new Lif(), usual, true, 1).neuron());
    NetworkSettings layers = settings(Backbone.RECURRENT, null, usual, true, 1);
    assertEquals(new RecurrentLif(), layers.neuron());
    assertNull(spec(layers).stateSpace());
  }

  /** What older versions trained is still what the same recipe trains. */
  @Test
  void theIdentityOfLayersDoesNotNameIt() {
    assertFalse(NetworkSettings.USUAL.identity().contains("backbone"));
    assertFalse(NetworkSettings.USUAL.identity().contains("stateSpace"));
    assertTrue(NetworkSettings.USUAL.identity().startsWith("{\"layers\":[128,128],\"neuron\""));
    String blocks = settings(Backbone.SSM, null, SignalSettings.USUAL, true, 1).identity();
    assertTrue(blocks.contains("\"backbone\":\"ssm\""), blocks);
    assertTrue(blocks.contains("\"width\":20"), blocks);
  }

  @Test
  void whatAStateSpaceCannotHaveIsNamed() {
    SignalSettings usual = SignalSettings.USUAL;
    refused("neuron", new RecurrentLif(), usual, true, 1);
    refused("timeSteps", null, usual, true, 2);
    refused("batchNorm", null, usual, false, 1);
    refused(
        "delays.firstLayer",
        null,
        new SignalSettings(3, ActivationSettings.USUAL, new DelaySettings(7, false, 10)),
        true,
        1);
    refused(
        "activation.sparsity",
        null,
        new SignalSettings(3, new ActivationSettings(4, 0.5), DelaySettings.USUAL),
        true,
        1);
    assertEquals(
        "stateSpace",
        assertThrows(
                SpecException.class,
                () -> new BackboneSettings(Backbone.RECURRENT, List.of(12), OWN))
            .field());
    assertEquals(
        "stateSpace.heads",
        assertThrows(
                SpecException.class,
                () -> settings(Backbone.SSM, null, usual, true, 1).withLayers(List.of(12, 9)))
            .field());
  }

  @Test
  void aStateSpaceLearnsByBackpropagationAlone() {
    NetworkSettings blocks = settings(Backbone.SSM, null, SignalSettings.USUAL, true, 1);
    blocks.require(new Bptt());
    for (String rule : List.of("desire", "dfa-instant", "dfa-trace")) {
      LearningRule local = LearningRule.named(rule);
      NetworkSettings.USUAL.require(local);
      assertEquals(
          "training.rule", assertThrows(SpecException.class, () -> blocks.require(local)).field());
    }
  }

  private static void refused(
      String field, Neuron neuron, SignalSettings signals, boolean batchNorm, int timeSteps) {
    SpecException refusal =
        assertThrows(
            SpecException.class,
            () -> settings(Backbone.SSM, neuron, signals, batchNorm, timeSteps));
    assertEquals(field, refusal.field());
    assertTrue(refusal.getMessage().contains("ssm"), refusal.getMessage());
  }
}
