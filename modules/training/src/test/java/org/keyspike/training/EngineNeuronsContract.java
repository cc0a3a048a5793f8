package org.keyspike.training;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.Golden;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;

/**
 * What an engine is held to that computes every kind of neuron and delays: also the golden values
 * of these, within the same tolerances.
 */
public abstract class EngineNeuronsContract extends EngineGoldenContract {
  private static final Surrogate ANY = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);

  @ParameterizedTest
  @ValueSource(strings = {"shift-lif-2-boxcar", "shift-lif-3-fast-sigmoid", "shift-lif-4-triangle"})
  void powersOfTwo(String name) {
    Safetensors golden = Golden.read(name);
    int levels = Integer.parseInt(golden.metadata().get("levels"));
    LayerSpec spec =
        spec(
            golden,
            new RecurrentShiftLif(),
            surrogate(golden),
            new OutputCode.PowersOfTwo(levels),
            0);
    checkLayer(golden, spec, layerNames(false, false));
  }

  /** τ's gradient, which the golden files do not have, is that of its definition, in double. */
  @ParameterizedTest
  @ValueSource(strings = {"fatrelu-1", "fatrelu-2", "fatrelu-4"})
  void gradedOutputs(String name) {
    Safetensors golden = Golden.read(name);
    int bits = Integer.parseInt(golden.metadata().get("bits"));
    LayerSpec spec = spec(golden, new RecurrentFatrelu(), ANY, new OutputCode.Graded(bits), 0);
    Map<String, String> names = layerNames(false, false);
    Parameters parameters =
        parameters(golden, names).with(Names.threshold(0), golden.tensor("tau"));
    Stage stage = layer(golden, spec, 1, parameters);
    check(golden, names, stage);
    assertWithin(golden.doubles("dX"), stage.inputGradient(), 1e-4, "dX");
    assertWithin(
        thresholdGradient(golden), stage.gradients().get(Names.threshold(0)), 1e-4, "dTau");
  }

  /** By the input as it was before its delays, and by the delays themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"delays-7", "delays-15"})
  void delays(String name) {
    Safetensors golden = Golden.read(name);
    int most = Integer.parseInt(golden.metadata().get("most"));
    LayerSpec spec =
        spec(golden, new RecurrentLif(), surrogate(golden), new OutputCode.Spikes(), most);
    Map<String, String> names = layerNames(false, false);
    names.put(Names.delay(0), "delays");
    checkLayer(golden, spec, names);
  }

  private void checkLayer(Safetensors golden, LayerSpec spec, Map<String, String> names) {
    Stage stage = layer(golden, spec, 1, parameters(golden, names));
    check(golden, names, stage);
    stage.potentials().ifPresent(u -> assertWithin(golden.doubles("u"), u, 1e-4, "u"));
    assertWithin(golden.doubles("dX"), stage.inputGradient(), 1e-4, "dX");
  }

  private static LayerSpec spec(
      Safetensors golden, Neuron neuron, Surrogate surrogate, OutputCode code, int most) {
    int neurons = golden.shape("b")[0];
    return new LayerSpec(neurons, neuron, surrogate, false, true, 0, code, most);
  }

  /**
   * −Σ g_t τ h'(u_t − τ) with g_t = G_t + Uᵀ δ_{t+1}, the gradient by an output, and δ_t = g_t
   * where τ ≤ u_t < 2, else 0, + β δ_{t+1}, that by a potential.
   */
  private static double[] thresholdGradient(Safetensors golden) {
    int[] shape = golden.shape("u");
    int frames = shape[1];
    int neurons = shape[2];
    double[] u = golden.doubles("u");
    double[] outer = golden.doubles("G");
    double[] recurrent = golden.doubles("U");
    double[] leak = golden.doubles("beta");
    double[] tau = golden.doubles("tau");
    double[] sum = new double[neurons];
    for (int clip = 0; clip < shape[0]; clip++) {
      double[] later = new double[neurons];
      for (int t = frames - 1; t >= 0; t--) {
        double[] delta = new double[neurons];
        for (int n = 0; n < neurons; n++) {
          int at = (clip * frames + t) * neurons + n;
          double g = outer[at];
          for (int m = 0; m < neurons; m++) {
            g += recurrent[m * neurons + n] * later[m];
          }
          double slope = 1 / Math.pow(1 + ANY.slope() * Math.abs(u[at] - tau[n]), 2);
          sum[n] -= g * tau[n] * slope;
          delta[n] = (u[at] >= tau[n] && u[at] < 2 ? g : 0) + leak[n] * later[n];
        }
        later = delta;
      }
    }
    return sum;
  }
}
