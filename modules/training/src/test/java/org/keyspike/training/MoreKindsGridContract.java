package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.GradientEngine.Detail;

/**
 * What {@link EngineGridContract} promises, of neurons of every kind, whatever they fire, and of
 * inputs that come late. An engine that computes all kinds extends it and hands itself out.
 */
public abstract class MoreKindsGridContract {
  /** The engine, the same for all tests. */
  protected abstract GradientEngine engine();

  @Property(tries = 80)
  void forwardOnTheGridIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.moreKindsOnGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity activity = engine().forward(spec, parameters, batch, Detail.STATES);
    IntegerParity.check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }

  @Property(tries = 20)
  void theTrainingPassAnswersLikeTheEvaluation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.moreKindsOnGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Gradients found = engine().gradients(spec, parameters, batch, Objective.bptt(0.1));
    Activity activity = engine().forward(spec, parameters, batch, Detail.LOGITS);
    assertArrayEquals(activity.logits(), found.activity().logits(), "seed " + seed);
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
    NetworkSpec spec = RandomNetworks.scaled(random, RandomNetworks.moreKindsOnGrid(random));
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
    NetworkSpec plain = RandomNetworks.moreKindsOnGrid(random);
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
