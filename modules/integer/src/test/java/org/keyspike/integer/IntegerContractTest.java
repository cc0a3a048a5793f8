package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;

class IntegerContractTest {
  /** A neuron that spikes wherever its current reaches θ, said to have some integer form. */
  private record Memoryless(IntegerForm integerForm) implements Neuron {
    @Override
    public String name() {
      return "memoryless";
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
      return 0;
    }

    @Override
    public void step(
        OutputCode code, float[][] parameters, float[][] state, float[] current, float[] spikes) {
      for (int n = 0; n < current.length; n++) {
        spikes[n] = current[n] >= THRESHOLD ? 1 : 0;
      }
    }
  }

  private static NetworkSpec spec(Neuron second, NumberFormat format) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.BOXCAR);
    return new NetworkSpec(
        new FeatureSpec(2, 1),
        new EncoderSpec.StepForward(),
        List.of(
            new LayerSpec(3, new Lif(), surrogate, false, true, 0),
            new LayerSpec(3, second, surrogate, false, true, 0)),
        new ReadoutSpec.FrameWise(2),
        1,
        format);
  }

  @Test
  void neuronsOfTheContractAreTaken() {
    for (Neuron neuron :
        List.of(new Lif(), new RecurrentLif(), new AdaptiveLif(), new RecurrentAdaptiveLif())) {
      IntegerContract.requireExportable(spec(neuron, null));
    }
  }

  @Test
  void aNeuronWithoutIntegerFormIsRefusedByName() {
    NetworkSpec spec = spec(new Memoryless(Neuron.IntegerForm.NONE), null);
    String expected =
        "network: neuron of layer 2 is memoryless, which has no integer form,"
            + " expected one that can be exported, such as rlif";
    assertEquals(
        expected,
        assertThrows(SpecException.class, () -> IntegerContract.requireExportable(spec))
            .getMessage());
    Parameters none = new Parameters(Map.of());
    assertEquals(
        expected,
        assertThrows(SpecException.class, () -> FormatChooser.choose(spec, none, 4, 16, 1, 1))
            .getMessage());
    NumberFormat.LayerFormat units = new NumberFormat.LayerFormat(8, 4, 4);
    NetworkSpec onGrid =
        spec.withFormat(
            new NumberFormat(
                4, 16, List.of(units, units), new NumberFormat.ReadoutFormat(0, 0, 4)));
    assertEquals(
        expected,
        assertThrows(SpecException.class, () -> Quantizer.quantize(onGrid, none)).getMessage());
  }

  @Test
  void aFormWithoutItsParametersIsRefused() {
    NetworkSpec spec = spec(new Memoryless(Neuron.IntegerForm.ADAPTIVE), null);
    String message =
        assertThrows(SpecException.class, () -> IntegerContract.requireExportable(spec))
            .getMessage();
    assertTrue(message.contains("layer2.adaptation.jump=JUMP"), message);
    assertTrue(message.contains("layer2.leak=LEAK"), message);
  }
}
