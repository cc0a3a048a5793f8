package org.keyspike.cli.doctor;

import java.util.Locale;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/**
 * The check that both engines find the same gradients of a tiny network: within {@value #TOLERANCE}
 * of the largest of their tensor, as both are float32 and add up in other orders.
 */
final class ParityCheck {
  static final String NAME = "engine parity";
  private static final float TOLERANCE = 1e-3f;

  /** Of numbers that should be 0. */
  private static final float ABSOLUTE = 1e-5f;

  /** A potential within rounding of its threshold may fire in one engine only: then the next. */
  private static final int NETWORKS = 5;

  private static final int BANDS = 6;
  private static final int FRAMES = 20;
  private static final int CLIPS = 8;
  private static final int CLASSES = 3;

  private ParityCheck() {}

  static CheckResult run() {
    try (GradientEngine vector = VectorEngine.open(1);
        GradientEngine djl = new DjlEngine(DjlEngine.Device.CPU, 1)) {
      return compare(vector, djl);
    }
  }

  static CheckResult compare(GradientEngine engine, GradientEngine reference) {
    NetworkSpec spec = TinyNetwork.spec(BANDS, CLASSES, FRAMES);
    double worst = 0;
    for (int seed = 1; seed <= NETWORKS; seed++) {
      Parameters parameters = Initializer.draw(spec, 0.5, seed);
      Batch batch = batch(new SplittableRandom(seed));
      Gradients found = engine.gradients(spec, parameters, batch, Objective.bptt(0.1));
      Gradients expected = reference.gradients(spec, parameters, batch, Objective.bptt(0.1));
      worst = difference(expected.gradients(), found.gradients());
      if (worst <= 1) {
        return CheckResult.fine(
            NAME,
            String.format(
                Locale.ROOT,
                "%s (%s) and %s agree on a tiny network's gradients within %.1g of the largest",
                engine.name(),
                engine.configuration(),
                reference.name(),
                TOLERANCE));
      }
    }
    return CheckResult.red(
        NAME,
        String.format(
            Locale.ROOT,
            "%s (%s) and %s differ in a tiny network's gradients, by %.3g times the tolerance",
            engine.name(),
            engine.configuration(),
            reference.name(),
            worst),
        "train with training.engine=djl, and report it with what keyspike doctor --json says");
  }

  /** The largest difference in units of the tolerance. */
  private static double difference(Parameters expected, Parameters found) {
    double worst = 0;
    for (String name : expected.names()) {
      float[] one = expected.data(name);
      float[] other = found.data(name);
      float largest = 0;
      for (float value : one) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < one.length; i++) {
        double off = Math.abs(one[i] - other[i]) / (TOLERANCE * largest + ABSOLUTE);
        // Math.max keeps what is not a number, and that is never within a tolerance.
        worst = Math.max(worst, off);
      }
    }
    return worst;
  }

  private static Batch batch(SplittableRandom random) {
    float[] features = new float[CLIPS * FRAMES * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(4);
    }
    int[] lengths = new int[CLIPS];
    int[] labels = new int[CLIPS];
    for (int b = 0; b < CLIPS; b++) {
      lengths[b] = FRAMES;
      labels[b] = b % CLASSES;
    }
    return new Batch(CLIPS, FRAMES, BANDS, features, lengths, labels, false);
  }
}
