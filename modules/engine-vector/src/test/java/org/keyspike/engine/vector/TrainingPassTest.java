package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/**
 * On the grid the pass that learns is the pass that is scored, spike for spike, potential for
 * potential and logit for logit: before gradients go back, and after.
 */
class TrainingPassTest {
  private static Workers workers;

  @BeforeContainer
  static void open() {
    workers = new Workers(1);
  }

  @AfterContainer
  static void close() {
    workers.close();
  }

  @Property(tries = 60)
  void theTrainingPassIsTheEvaluation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        random.nextBoolean()
            ? RandomNetworks.onGrid(random)
            : RandomNetworks.moreKindsOnGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 20);
    Objective objective = RandomNetworks.objective(random, spec, batch);
    Activity scored = pass(spec, parameters, batch, null).activity(Detail.STATES);
    NetworkPass learning = pass(spec, parameters, batch, objective);
    String what = "seed " + seed + ", " + batch + ", " + objective.rule().name() + ", " + spec;
    same(scored, learning.activity(Detail.STATES), what);
    learning.gradients();
    same(scored, learning.activity(Detail.STATES), what + ", after gradients");
  }

  private static NetworkPass pass(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    RowKernels kernels = TestEngines.rowKernels();
    return new NetworkPass(
        new PassContext(
            spec,
            parameters,
            batch,
            Shard.of(batch),
            objective,
            objective == null ? GradientStops.NONE : objective.rule().stops(),
            kernels,
            new Geometry(kernels.lanes(), kernels.panel()),
            new ArrayPool(),
            workers));
  }

  private static void same(Activity expected, Activity found, String what) {
    assertArrayEquals(expected.logits(), found.logits(), what);
    assertArrayEquals(expected.encoderSpikes(), found.encoderSpikes(), what);
    assertEquals(expected.spikes().size(), found.spikes().size(), what);
    for (int l = 0; l < expected.spikes().size(); l++) {
      assertArrayEquals(expected.spikes().get(l), found.spikes().get(l), what);
      assertArrayEquals(expected.potentials().get(l), found.potentials().get(l), what);
    }
  }
}
