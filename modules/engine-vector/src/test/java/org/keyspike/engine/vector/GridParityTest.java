package org.keyspike.engine.vector;

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
import org.keyspike.training.IntegerParity;
import org.keyspike.training.RandomNetworks;

/** On the grid this engine is the integer network, spike for spike and logit for logit. */
class GridParityTest {
  private static VectorEngine engine;

  @BeforeContainer
  static void open() {
    engine = TestEngines.open(2);
  }

  @AfterContainer
  static void close() {
    engine.close();
  }

  @Property(tries = 200)
  void forwardOnTheGridIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity activity = engine.forward(spec, parameters, batch, Detail.SPIKES);
    IntegerParity.check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }
}
