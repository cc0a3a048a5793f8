package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LinearProbeTest {
  private static final long SEED = 20;
  private static final int CLASSES = 4;
  private static final int INPUTS = 12;

  /** Noise, with the class in one input of its own if wanted; one input is always the same. */
  private static ProbeClips made(int clips, double signal, SplittableRandom random) {
    float[] values = new float[clips * INPUTS];
    int[] labels = new int[clips];
    for (int i = 0; i < clips; i++) {
      labels[i] = random.nextInt(CLASSES);
      for (int d = 0; d < INPUTS; d++) {
        values[i * INPUTS + d] = d == INPUTS - 1 ? 7 : (float) random.nextDouble(-1, 1);
      }
      values[i * INPUTS + labels[i]] += (float) signal;
    }
    return new ProbeClips(INPUTS, values, labels);
  }

  @Test
  void readsWhatIsSeparable() {
    SplittableRandom random = new SplittableRandom(SEED);
    LinearProbe probe = LinearProbe.fit(made(200, 5, random), made(100, 5, random), CLASSES);
    assertEquals(1, probe.validation().value(), "seed " + SEED);
    assertEquals(1, probe.penalty(), "of equally good ones the strongest");
    assertEquals(INPUTS, probe.inputs());
  }

  @Test
  void readsNothingFromNoise() {
    SplittableRandom random = new SplittableRandom(SEED);
    LinearProbe probe = LinearProbe.fit(made(400, 0, random), made(400, 0, random), CLASSES);
    // Chance is 0.25 with a standard deviation of 0.022 on 400 clips; the best of four penalties.
    assertEquals(0.25, probe.validation().value(), 0.08, "seed " + SEED);
  }

  @Test
  void givesTheSameBitsAgain() {
    ProbeClips training = made(100, 0.5, new SplittableRandom(SEED));
    ProbeClips validation = made(50, 0.5, new SplittableRandom(SEED + 1));
    assertEquals(
        LinearProbe.fit(training, validation, CLASSES),
        LinearProbe.fit(training, validation, CLASSES));
  }

  @Test
  void gradientIsThatOfTheLoss() {
    SplittableRandom random = new SplittableRandom(SEED);
    LogisticLoss loss = new LogisticLoss(made(20, 1, random), CLASSES, 0.1);
    double[] weights = random.doubles(CLASSES * (INPUTS + 1), -1, 1).toArray();
    double[] gradient = new double[weights.length];
    loss.at(weights, gradient);
    double[] unused = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double here = weights[i];
      weights[i] = here + 1e-5;
      double above = loss.at(weights, unused);
      weights[i] = here - 1e-5;
      double below = loss.at(weights, unused);
      weights[i] = here;
      assertEquals((above - below) / 2e-5, gradient[i], 1e-7, "seed " + SEED + ", weight " + i);
    }
  }

  /** Input 0, W and b of both classes in turn: p of class 0 is 3/4 by b alone, and b is free. */
  @Test
  void weightsCostSomethingBiasesDoNot() {
    ProbeClips clips = new ProbeClips(1, new float[] {0}, new int[] {0});
    LogisticLoss loss = new LogisticLoss(clips, 2, 0.5);
    double[] gradient = {7, 7, 7, 7};
    assertEquals(Math.log(4 / 3.0), loss.at(new double[] {0, Math.log(3), 0, 0}, gradient), 1e-15);
    assertArrayEquals(new double[] {0, -0.25, 0, 0.25}, gradient, 1e-15);
    assertEquals(
        Math.log(2) + 0.25 * (2 * 2 + 1), loss.at(new double[] {2, 0, -1, 0}, gradient), 1e-15);
    assertArrayEquals(new double[] {1, -0.5, -0.5, 0.5}, gradient, 1e-15);
  }

  @Test
  void findsTheMinimumOfAValley() {
    double[] place = {-3, 4};
    Lbfgs.minimise(
        (at, gradient) -> {
          gradient[0] = 2 * (at[0] - 1);
          gradient[1] = 200 * (at[1] + 2);
          return (at[0] - 1) * (at[0] - 1) + 100 * (at[1] + 2) * (at[1] + 2);
        },
        place);
    assertEquals(1, place[0], 0.05);
    assertEquals(-2, place[1], 0.001);
  }

  @Test
  void refusesWhatDoesNotFit() {
    ProbeClips two = new ProbeClips(1, new float[2], new int[] {0, 1});
    ProbeClips wide = new ProbeClips(2, new float[2], new int[1]);
    assertThrows(IllegalArgumentException.class, () -> LinearProbe.fit(two, wide, 2));
    for (int label : new int[] {-1, 2}) {
      ProbeClips odd = new ProbeClips(1, new float[2], new int[] {0, label});
      String expected = "probe: label " + label + ", expected 0 to 1";
      for (Executable fit :
          List.<Executable>of(
              () -> LinearProbe.fit(two, odd, 2), () -> LinearProbe.fit(odd, two, 2))) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, fit).getMessage());
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new ProbeClips(2, new float[3], new int[2]));
    assertThrows(IllegalArgumentException.class, () -> new ProbeClips(2, new float[0], new int[0]));
    assertTrue(LinearProbe.fit(two, two, 2).training().value() >= 0.5);
  }
}
