package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;

/**
 * Holds what an engine computed on the grid to the integer network, spike for spike and, where they
 * were handed out, potential for potential.
 */
public final class IntegerParity {
  private IntegerParity() {}

  /**
   * @param activity with spikes
   * @param what to say when something differs
   */
  public static void check(
      NetworkSpec spec, Parameters parameters, Batch batch, Activity activity, String what) {
    IntegerNetwork network = new IntegerNetwork(Quantizer.quantize(spec, parameters));
    int bands = batch.bands();
    int steps = spec.timeSteps();
    int classes = spec.readout().classes();
    double unit = Math.scalb(1.0, spec.format().readout().logitFraction());
    boolean frameWise = batch.frameWise();
    for (int b = 0; b < batch.size(); b++) {
      network.reset();
      for (int t = 0; t < batch.lengths()[b]; t++) {
        int frame = b * batch.frames() + t;
        network.step(
            FeatureQuantizer.quantize(
                Arrays.copyOfRange(batch.features(), frame * bands, (frame + 1) * bands)));
        for (int l = 0; l < spec.layers().size(); l++) {
          float[] spikes = activity.spikes().get(l);
          double membraneUnit = Math.scalb(1.0, spec.format().layers().get(l).membraneFraction());
          int n = spec.layers().get(l).neurons();
          float outputUnit = spec.layers().get(l).code().unit();
          for (int k = 0; k < steps; k++) {
            byte[] expected = network.spikes(l, k);
            int[] potentials = network.potentials(l, k);
            for (int i = 0; i < n; i++) {
              int at = (frame * steps + k) * n + i;
              assertEquals(expected[i] * outputUnit, spikes[at], what);
              if (!activity.potentials().isEmpty()) {
                assertEquals(potentials[i], activity.potentials().get(l)[at] * membraneUnit, what);
              }
            }
          }
        }
        if (frameWise) {
          logits(network.logits(), activity.logits(), frame * classes, unit, what);
        }
      }
      if (!frameWise) {
        logits(network.logits(), activity.logits(), b * classes, unit, what);
      }
    }
  }

  private static void logits(int[] expected, float[] found, int from, double unit, String what) {
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], found[from + k] * unit, what);
    }
  }
}
