package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.GradientEngine.Detail;

/**
 * The promise that every engine is held to: what quantization-aware training computes is the
 * integer network, spike for spike, potential for potential and logit for logit, on random networks
 * of every kind. An engine extends it and hands itself out.
 */
public abstract class EngineGridContract {
  /** The engine, the same for all tests. */
  protected abstract GradientEngine engine();

  @Property(tries = 120)
  void forwardOnTheGridIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity activity = engine().forward(spec, parameters, batch, Detail.STATES);
    assertEquals(spec.layers().size(), activity.potentials().size());
    IntegerParity.check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }

  /** What is not asked for is not made, and what is does not depend on what else is. */
  @Property(tries = 10)
  void detailIsWhatWasAskedFor(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        random.nextBoolean() ? RandomNetworks.onGrid(random) : RandomNetworks.real(random, 9);
    Parameters drawn = RandomNetworks.drawn(random, spec);
    Parameters parameters = spec.format() == null ? drawn : Quantizer.onGrid(spec, drawn);
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity logits = engine().forward(spec, parameters, batch, Detail.LOGITS);
    Activity spikes = engine().forward(spec, parameters, batch, Detail.SPIKES);
    Activity states = engine().forward(spec, parameters, batch, Detail.STATES);
    String what = "seed " + seed;
    assertEquals(0, logits.encoderSpikes().length + logits.spikes().size(), what);
    assertTrue(logits.potentials().isEmpty() && spikes.potentials().isEmpty(), what);
    assertArrayEquals(logits.logits(), spikes.logits(), what);
    assertArrayEquals(logits.logits(), states.logits(), what);
    assertArrayEquals(spikes.encoderSpikes(), states.encoderSpikes(), what);
    for (int l = 0; l < spec.layers().size(); l++) {
      float[] s = states.spikes().get(l);
      float[] u = states.potentials().get(l);
      assertArrayEquals(spikes.spikes().get(l), s, what);
      assertEquals(s.length, u.length, what);
      for (int i = 0; i < s.length; i++) {
        assertEquals(u[i] >= Neuron.THRESHOLD ? 1 : 0, s[i], what);
      }
    }
  }

  @Property(tries = 30)
  void theTrainingPassAnswersLikeTheEvaluation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Gradients found = engine().gradients(spec, parameters, batch, Objective.bptt(0.1));
    Activity activity = engine().forward(spec, parameters, batch, Detail.LOGITS);
    assertArrayEquals(activity.logits(), found.activity().logits(), "seed " + seed);
    // Rates are counts of spikes.
    assertEquals(activity.encoderRate(), found.activity().encoderRate(), "seed " + seed);
    assertArrayEquals(activity.rates(), found.activity().rates(), "seed " + seed);
    for (Tensor gradient : found.gradients().asMap().values()) {
      for (float g : gradient.data()) {
        assertTrue(Float.isFinite(g), "seed " + seed);
      }
    }
  }

  /** A scale for every neuron. */
  @Property(tries = 60)
  void forwardWithScalesIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.scaled(random, RandomNetworks.onGrid(random));
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity activity = engine().forward(spec, parameters, batch, Detail.STATES);
    IntegerParity.check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }

  /**
   * By every rule: spikes are the same, and gradients by what is multiplied 1/α of what they were.
   */
  @Property(tries = 40)
  void scalesThatAreAPowerOfTwoChangeNothing(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec plain = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(plain, RandomNetworks.drawn(random, plain));
    Batch batch = RandomNetworks.batch(random, plain, 3);
    Objective objective = RandomNetworks.objective(random, plain, batch);
    PowerOfTwoScales scaled = PowerOfTwoScales.of(random, plain, parameters);
    scaled.check(
        engine().gradients(plain, parameters, batch, objective),
        engine().gradients(scaled.spec(), scaled.parameters(), batch, objective),
        "seed " + seed + ", " + objective.rule().name() + ", " + scaled.spec());
  }
}
