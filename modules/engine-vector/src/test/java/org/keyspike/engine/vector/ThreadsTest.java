package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/** The same bytes for any number of threads, and whatever the call before left in the arrays. */
@Tag("slow")
class ThreadsTest {
  @Property(tries = 12)
  void threadsDoNotChangeBytes(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec drawn = RandomNetworks.real(random, 80);
    NetworkSpec spec = random.nextInt(3) == 0 ? RandomNetworks.narrow(random, drawn) : drawn;
    threadsDoNotChangeBytes(random, spec, seed);
  }

  /** Outputs of several levels, neurons by time constants, and inputs that come late. */
  @Property(tries = 12)
  void norOfOtherKinds(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        NetworkDraw.from(random)
            .moreKinds()
            .delays(9)
            .neurons(1, 60)
            .frames(20, 20)
            .batchNorm()
            .dropout()
            .spec();
    threadsDoNotChangeBytes(random, spec, seed);
  }

  private static void threadsDoNotChangeBytes(
      SplittableRandom random, NetworkSpec spec, long seed) {
    Parameters parameters = RandomNetworks.drawn(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 70);
    Objective objective = RandomNetworks.objective(random, spec);
    Gradients alone = null;
    for (int threads : new int[] {1, 2, 3, 7}) {
      try (VectorEngine engine = TestEngines.open(threads)) {
        for (int again = 0; again < 2; again++) {
          Gradients found = engine.gradients(spec, parameters, batch, objective);
          if (alone == null) {
            alone = found;
          }
          String what = "seed " + seed + ", " + threads + " threads, " + spec;
          assertEquals(alone.loss(), found.loss(), what);
          assertEquals(alone.gradients(), found.gradients(), what);
          assertEquals(alone.batchStatistics(), found.batchStatistics(), what);
          assertArrayEquals(alone.activity().logits(), found.activity().logits(), what);
        }
      }
    }
  }
}
